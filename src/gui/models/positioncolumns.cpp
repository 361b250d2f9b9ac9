// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positioncolumns.h"

#include "gui/format/inerttext.h"
#include "gui/models/positioncells.h"

#include <QCoreApplication>

#include <array>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionView;

namespace {

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
std::optional<Decimal> number(const PositionView &position)
{
    return position.*Member;
}

template <auto Member>
bool known(const PositionView &position)
{
    return (position.*Member).has_value();
}

bool always(const PositionView &) { return true; }
bool never(const PositionView &) { return false; }

bool alwaysSame(const PositionView &, const PositionView &) { return true; }

std::weak_ordering alwaysEqual(const PositionView &, const PositionView &)
{
    return std::weak_ordering::equivalent;
}

std::optional<Decimal> noNumber(const PositionView &) { return std::nullopt; }

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
    {"account", QT_TRANSLATE_NOOP("PositionColumn", "Account"),
     QT_TRANSLATE_NOOP("PositionColumn", "The account that holds the position"),
     K::Text, 9, 0, true, accountCell,
     sameIn<&P::account>,
     byAccount, always,
     noNumber},
    {"coin", QT_TRANSLATE_NOOP("PositionColumn", "Coin"),
     QT_TRANSLATE_NOOP("PositionColumn", "The coin, and the dex that lists it"),
     K::Name, 13, 0, false, coinCell,
     sameIn<&P::coin>,
     byName, always,
     noNumber},
    {"side", QT_TRANSLATE_NOOP("PositionColumn", "Side"),
     QT_TRANSLATE_NOOP("PositionColumn", "Long or short"),
     K::Side, 7, 0, false, sideCell,
     sameIn<&P::side>,
     byNumber<&P::side>, always,
     noNumber},
    {"size", QT_TRANSLATE_NOOP("PositionColumn", "Size"),
     QT_TRANSLATE_NOOP("PositionColumn", "Size in units of the coin"),
     K::Number, 10, 0, false, sizeCell,
     sameIn<&P::quantity>,
     byNumber<&P::quantity>, always,
     number<&P::quantity>},
    {"notional", QT_TRANSLATE_NOOP("PositionColumn", "Notional"),
     QT_TRANSLATE_NOOP("PositionColumn", "Size × mark, USD"),
     K::Number, 11, 0, false, notionalCell,
     sameIn<&P::notionalValue>,
     byNumber<&P::notionalValue>, known<&P::notionalValue>,
     number<&P::notionalValue>},
    {"entry", QT_TRANSLATE_NOOP("PositionColumn", "Entry"),
     QT_TRANSLATE_NOOP("PositionColumn", "Average price of the open size"),
     K::Number, 9, 0, false, entryCell,
     sameIn<&P::entryPrice, &P::priceDecimals>,
     byNumber<&P::entryPrice>, known<&P::entryPrice>,
     number<&P::entryPrice>},
    {"mark", QT_TRANSLATE_NOOP("PositionColumn", "Mark"),
     QT_TRANSLATE_NOOP("PositionColumn", "The exchange's mark price, and its age"),
     K::Number, 13, 4, false, markCell,
     sameIn<&P::currentPrice, &P::priceTime, &P::priceDecimals>,
     byNumber<&P::currentPrice>, known<&P::currentPrice>,
     number<&P::currentPrice>},
    {"break_even", QT_TRANSLATE_NOOP("PositionColumn", "Break-even"),
     QT_TRANSLATE_NOOP("PositionColumn", "Price at which closing all leaves zero, counted since it was opened;\n"
                       "the fee of the close is not in it"),
     K::Number, 10, 0, false, breakEvenCell,
     sameIn<&P::breakEvenPrice, &P::priceDecimals>,
     byNumber<&P::breakEvenPrice>, known<&P::breakEvenPrice>,
     number<&P::breakEvenPrice>},
    {"unrealized", QT_TRANSLATE_NOOP("PositionColumn", "uPnL"),
     QT_TRANSLATE_NOOP("PositionColumn", "Unrealized P&L at the mark price, USD"),
     K::Money, 11, 0, false, unrealizedCell,
     sameIn<&P::unrealizedPnl>,
     byNumber<&P::unrealizedPnl>, known<&P::unrealizedPnl>,
     number<&P::unrealizedPnl>},
    {"roe", QT_TRANSLATE_NOOP("PositionColumn", "ROE"),
     QT_TRANSLATE_NOOP("PositionColumn", "Unrealized P&L on the initial margin"),
     K::Number, 9, 0, false, roeCell,
     sameIn<&P::returnOnEquity>,
     byNumber<&P::returnOnEquity>, known<&P::returnOnEquity>,
     number<&P::returnOnEquity>},
    {"realized", QT_TRANSLATE_NOOP("PositionColumn", "Realized"),
     QT_TRANSLATE_NOOP("PositionColumn", "P&L of closed size, before fees, USD"),
     K::Money, 11, 1, true, realizedCell,
     sameIn<&P::realizedPnl, &P::basis>,
     byNumber<&P::realizedPnl>, always,
     number<&P::realizedPnl>},
    {"fees", QT_TRANSLATE_NOOP("PositionColumn", "Fees"),
     QT_TRANSLATE_NOOP("PositionColumn", "Fees paid, USD; negative is a rebate"),
     K::Number, 8, 1, true, feesCell,
     sameIn<&P::fees, &P::basis>,
     byNumber<&P::fees>, known<&P::fees>,
     number<&P::fees>},
    {"funding", QT_TRANSLATE_NOOP("PositionColumn", "Funding"),
     QT_TRANSLATE_NOOP("PositionColumn", "Funding received, USD; negative was paid"),
     K::Money, 10, 1, false, fundingCell,
     sameIn<&P::funding, &P::basis>,
     byNumber<&P::funding>, always,
     number<&P::funding>},
    {"net", QT_TRANSLATE_NOOP("PositionColumn", "Net P&L"),
     QT_TRANSLATE_NOOP("PositionColumn", "Unrealized + realized − fees + funding, USD"),
     K::Money, 12, 1, false, netCell,
     sameIn<&P::netPnl, &P::basis>,
     byNumber<&P::netPnl>, known<&P::netPnl>,
     number<&P::netPnl>},
    {"liquidation", QT_TRANSLATE_NOOP("PositionColumn", "Liq. price"),
     QT_TRANSLATE_NOOP("PositionColumn", "Liquidation price, the exchange's"),
     K::Number, 9, 0, false, liquidationCell,
     sameIn<&P::liquidationPrice, &P::priceDecimals>,
     byNumber<&P::liquidationPrice>, known<&P::liquidationPrice>,
     number<&P::liquidationPrice>},
    {"distance", QT_TRANSLATE_NOOP("PositionColumn", "To liq."),
     QT_TRANSLATE_NOOP("PositionColumn", "Distance of the mark to the liquidation price"),
     K::Bar, 8, 0, false, distanceCell,
     sameIn<&P::liquidationDistance>,
     byNumber<&P::liquidationDistance>, known<&P::liquidationDistance>,
     number<&P::liquidationDistance>},
    {"margin", QT_TRANSLATE_NOOP("PositionColumn", "Margin"),
     QT_TRANSLATE_NOOP("PositionColumn", "Margin used, its mode and leverage"),
     K::Number, 18, 11, false, marginCell,
     sameIn<&P::marginUsed, &P::marginMode, &P::leverage>,
     byNumber<&P::marginUsed>, known<&P::marginUsed>,
     number<&P::marginUsed>},
    {"stop_loss", QT_TRANSLATE_NOOP("PositionColumn", "Stop loss"),
     QT_TRANSLATE_NOOP("PositionColumn", "Trigger price of its stop-loss order"),
     K::Number, 9, 0, true, laterCell,
     alwaysSame,
     alwaysEqual, never,
     noNumber},
    {"take_profit", QT_TRANSLATE_NOOP("PositionColumn", "Take profit"),
     QT_TRANSLATE_NOOP("PositionColumn", "Trigger price of its take-profit order"),
     K::Number, 9, 0, true, laterCell,
     alwaysSame,
     alwaysEqual, never,
     noNumber},
    {"opened", QT_TRANSLATE_NOOP("PositionColumn", "Age"),
     QT_TRANSLATE_NOOP("PositionColumn", "Time since the position was opened"),
     K::Number, 7, 0, true, openedCell,
     sameIn<&P::openedAt>,
     byAge, known<&P::openedAt>,
     noNumber},
    {"reconciled", QT_TRANSLATE_NOOP("PositionColumn", "✓"),
     QT_TRANSLATE_NOOP("PositionColumn", "Agrees with the exchange in the last comparison"),
     K::Tick, 3, 0, false, reconciledCell,
     sameIn<&P::isReconciled>,
     byNumber<&P::isReconciled>, always,
     noNumber},
    {"exit_pnl", QT_TRANSLATE_NOOP("PositionColumn", "Exit P&L"),
     QT_TRANSLATE_NOOP("PositionColumn", "What closing all of it now would leave, by the order book and after fees, USD"),
     K::Money, 10, 0, true, laterCell,
     alwaysSame,
     alwaysEqual, never,
     noNumber},
    {"next_funding", QT_TRANSLATE_NOOP("PositionColumn", "Next funding"),
     QT_TRANSLATE_NOOP("PositionColumn", "The payment of the next hour as it is expected now, USD"),
     K::Money, 12, 0, true, laterCell,
     alwaysSame,
     alwaysEqual, never,
     noNumber},
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

QString titleOf(PositionColumn column)
{
    return QCoreApplication::translate("PositionColumn", spec(column).title);
}

QString tipOf(PositionColumn column)
{
    return QCoreApplication::translate("PositionColumn", spec(column).tip);
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
    case PositionColumn::BreakEven:
    case PositionColumn::Realized:
    case PositionColumn::Fees:
    case PositionColumn::Funding:
    case PositionColumn::Liquidation:
    case PositionColumn::Margin:
    case PositionColumn::StopLoss:
    case PositionColumn::TakeProfit:
    case PositionColumn::Opened:
    case PositionColumn::Reconciled:
    case PositionColumn::ExitPnl:
    case PositionColumn::NextFunding:
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
