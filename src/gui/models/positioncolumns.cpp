// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positioncolumns.h"

#include "core/domain/instrument.h"
#include "core/domain/words.h"
#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/reconciliationtexts.h"

#include <array>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionSide;
using domain::PositionView;

namespace {

// Nearer to liquidation than this is coloured.
const Decimal DangerDistance = Decimal::fromUnits(5, 2);
const Decimal WarningDistance = Decimal::fromUnits(15, 2);

QString partialMark(const PositionView &position)
{
    return position.basis == domain::Basis::Partial ? QStringLiteral("*") : QString();
}

Cell moneyCell(const std::optional<Decimal> &value, const QString &secondary)
{
    return {signedNumber(value, MoneyDecimals), secondary, toneOf(value, MoneyDecimals)};
}

Cell accountCell(const CellInput &input) { return {input.account, {}, Tone::Muted}; }

Cell coinCell(const CellInput &input)
{
    return {coinWithoutDex(input.position.coin), inertName(domain::dexOf(input.position.coin)),
            Tone::Neutral};
}

Cell sideCell(const CellInput &input)
{
    switch (input.position.side) {
    case PositionSide::Long:
        return {QStringLiteral("Long"), {}, Tone::Gain};
    case PositionSide::Short:
        return {QStringLiteral("Short"), {}, Tone::Loss};
    case PositionSide::Flat:
        break;
    }
    return {QStringLiteral("Flat"), {}, Tone::Muted};
}

Cell sizeCell(const CellInput &input)
{
    return {fullNumber(input.position.quantity), {}, Tone::Neutral};
}

Cell notionalCell(const CellInput &input)
{
    return {fixedNumber(input.position.notionalValue, MoneyDecimals), {}, Tone::Neutral};
}

Cell entryCell(const CellInput &input)
{
    return {price(input.position.entryPrice, input.position.priceDecimals), {}, Tone::Neutral};
}

Cell markCell(const CellInput &input)
{
    const auto &position = input.position;
    const QString age = position.priceTime ? ageText(input.now - *position.priceTime) : QString();
    return {price(position.currentPrice, position.priceDecimals), age, Tone::Neutral};
}

Cell unrealizedCell(const CellInput &input) { return moneyCell(input.position.unrealizedPnl, {}); }

Cell roeCell(const CellInput &input)
{
    const auto &roe = input.position.returnOnEquity;
    return {signedPercent(roe), {}, toneOf(roe, PercentDecimals + 2)};
}

Cell realizedCell(const CellInput &input)
{
    return moneyCell(input.position.realizedPnl, partialMark(input.position));
}

Cell feesCell(const CellInput &input)
{
    return {fixedNumber(input.position.fees, MoneyDecimals), partialMark(input.position),
            Tone::Neutral};
}

Cell fundingCell(const CellInput &input)
{
    return moneyCell(input.position.funding, partialMark(input.position));
}

Cell netCell(const CellInput &input)
{
    return moneyCell(input.position.netPnl, partialMark(input.position));
}

Cell liquidationCell(const CellInput &input)
{
    return {
        price(input.position.liquidationPrice, input.position.priceDecimals), {}, Tone::Neutral};
}

Cell distanceCell(const CellInput &input)
{
    const auto &distance = input.position.liquidationDistance;
    const Tone tone = !distance                     ? Tone::Muted
                      : *distance < DangerDistance  ? Tone::Loss
                      : *distance < WarningDistance ? Tone::Warning
                                                    : Tone::Neutral;
    return {percent(distance), {}, tone};
}

Cell marginCell(const CellInput &input)
{
    const auto &position = input.position;
    QString mode;
    if (position.marginMode)
        mode = QString::fromLatin1(domain::word(*position.marginMode).data());
    if (position.leverage)
        mode += (mode.isEmpty() ? QString() : QStringLiteral(" ")) + leverage(position.leverage);
    return {fixedNumber(position.marginUsed, MoneyDecimals), mode, Tone::Neutral};
}

Cell openedCell(const CellInput &input)
{
    return {ageText(input.position.openedAt, input.now), {}, Tone::Muted};
}

Cell reconciledCell(const CellInput &input)
{
    if (input.verdict >= domain::FieldVerdict::Suspect)
        return {verdictSign(input.verdict), {}, verdictTone(input.verdict)};
    if (input.isProofUnknown)
        return {QStringLiteral("?"), {}, Tone::Muted};
    if (input.position.isReconciled)
        return {QStringLiteral("✓"), {}, Tone::Gain};
    return {QStringLiteral("…"), {}, Tone::Muted};
}

template <auto... Members>
bool sameIn(const PositionView &a, const PositionView &b)
{
    return ((a.*Members == b.*Members) && ...);
}

template <auto Member>
std::weak_ordering byNumber(const PositionView &a, const PositionView &b)
{
    return a.*Member <=> b.*Member;
}

template <auto Member>
bool known(const PositionView &position)
{
    return (position.*Member).has_value();
}

bool always(const PositionView &) { return true; }

std::weak_ordering byName(const PositionView &a, const PositionView &b)
{
    return a.symbol <=> b.symbol;
}

std::weak_ordering byAccount(const PositionView &a, const PositionView &b)
{
    return a.account <=> b.account;
}

// The oldest position has the greatest age.
std::weak_ordering byAge(const PositionView &a, const PositionView &b)
{
    return b.openedAt <=> a.openedAt;
}

using P = PositionView;
using K = CellKind;

// clang-format off
const std::array<PositionColumnSpec, PositionColumnCount> Specs{{
    {"account", "Account", "The account that holds the position",
     K::Text, 9, 0, true, accountCell,
     sameIn<&P::account>,
     byAccount, always},
    {"coin", "Coin", "The coin, and the dex that lists it",
     K::Name, 11, 0, false, coinCell,
     sameIn<&P::coin>,
     byName, always},
    {"side", "Side", "Long or short",
     K::Side, 7, 0, false, sideCell,
     sameIn<&P::side>,
     byNumber<&P::side>, always},
    {"size", "Size", "Size in units of the coin",
     K::Number, 10, 0, false, sizeCell,
     sameIn<&P::quantity>,
     byNumber<&P::quantity>, always},
    {"notional", "Notional", "Size × mark, USD",
     K::Number, 11, 0, false, notionalCell,
     sameIn<&P::notionalValue>,
     byNumber<&P::notionalValue>, known<&P::notionalValue>},
    {"entry", "Entry", "Average price of the open size",
     K::Number, 9, 0, false, entryCell,
     sameIn<&P::entryPrice, &P::priceDecimals>,
     byNumber<&P::entryPrice>, known<&P::entryPrice>},
    {"mark", "Mark", "The exchange's mark price, and its age",
     K::Number, 13, 4, false, markCell,
     sameIn<&P::currentPrice, &P::priceTime, &P::priceDecimals>,
     byNumber<&P::currentPrice>, known<&P::currentPrice>},
    {"unrealized", "uPnL", "Unrealized P&L at the mark price, USD",
     K::Money, 11, 0, false, unrealizedCell,
     sameIn<&P::unrealizedPnl>,
     byNumber<&P::unrealizedPnl>, known<&P::unrealizedPnl>},
    {"roe", "ROE", "Unrealized P&L on the initial margin",
     K::Number, 9, 0, false, roeCell,
     sameIn<&P::returnOnEquity>,
     byNumber<&P::returnOnEquity>, known<&P::returnOnEquity>},
    {"realized", "Realized", "P&L of closed size, before fees, USD",
     K::Money, 11, 1, true, realizedCell,
     sameIn<&P::realizedPnl, &P::basis>,
     byNumber<&P::realizedPnl>, always},
    {"fees", "Fees", "Fees paid, USD; negative is a rebate",
     K::Number, 8, 1, true, feesCell,
     sameIn<&P::fees, &P::basis>,
     byNumber<&P::fees>, known<&P::fees>},
    {"funding", "Funding", "Funding received, USD; negative was paid",
     K::Money, 10, 1, false, fundingCell,
     sameIn<&P::funding, &P::basis>,
     byNumber<&P::funding>, always},
    {"net", "Net P&L", "Unrealized + realized − fees + funding, USD",
     K::Money, 12, 1, false, netCell,
     sameIn<&P::netPnl, &P::basis>,
     byNumber<&P::netPnl>, known<&P::netPnl>},
    {"liquidation", "Liq. price", "Liquidation price, the exchange's",
     K::Number, 9, 0, false, liquidationCell,
     sameIn<&P::liquidationPrice, &P::priceDecimals>,
     byNumber<&P::liquidationPrice>, known<&P::liquidationPrice>},
    {"distance", "To liq.", "Distance of the mark to the liquidation price",
     K::Bar, 8, 0, false, distanceCell,
     sameIn<&P::liquidationDistance>,
     byNumber<&P::liquidationDistance>, known<&P::liquidationDistance>},
    {"margin", "Margin", "Margin used, its mode and leverage",
     K::Number, 18, 11, false, marginCell,
     sameIn<&P::marginUsed, &P::marginMode, &P::leverage>,
     byNumber<&P::marginUsed>, known<&P::marginUsed>},
    {"opened", "Age", "Time since the position was opened",
     K::Number, 7, 0, true, openedCell,
     sameIn<&P::openedAt>,
     byAge, known<&P::openedAt>},
    {"reconciled", "✓", "Agrees with the exchange in the last comparison",
     K::Tick, 3, 0, false, reconciledCell,
     sameIn<&P::isReconciled>,
     byNumber<&P::isReconciled>, always},
}};
// clang-format on

} // namespace

Qt::Alignment alignmentOf(CellKind kind)
{
    switch (kind) {
    case CellKind::Text:
    case CellKind::Name:
    case CellKind::Side:
        return Qt::AlignLeft | Qt::AlignVCenter;
    case CellKind::Tick:
        return Qt::AlignCenter;
    case CellKind::Number:
    case CellKind::Money:
    case CellKind::Bar:
        break;
    }
    return Qt::AlignRight | Qt::AlignVCenter;
}

const PositionColumnSpec &spec(PositionColumn column)
{
    return Specs.at(static_cast<std::size_t>(column));
}

bool isPriced(PositionColumn column)
{
    switch (column) {
    case PositionColumn::Notional:
    case PositionColumn::Mark:
    case PositionColumn::Unrealized:
    case PositionColumn::Roe:
    case PositionColumn::Net:
    case PositionColumn::Distance:
        return true;
    case PositionColumn::Account:
    case PositionColumn::Coin:
    case PositionColumn::Side:
    case PositionColumn::Size:
    case PositionColumn::Entry:
    case PositionColumn::Realized:
    case PositionColumn::Fees:
    case PositionColumn::Funding:
    case PositionColumn::Liquidation:
    case PositionColumn::Margin:
    case PositionColumn::Opened:
    case PositionColumn::Reconciled:
        break;
    }
    return false;
}

QString coinWithoutDex(std::string_view coin)
{
    const auto colon = coin.find(':');
    return inertName(colon == std::string_view::npos ? coin : coin.substr(colon + 1));
}

} // namespace lpm::gui
