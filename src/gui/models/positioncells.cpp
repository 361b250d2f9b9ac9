// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positioncells.h"

#include "core/domain/instrument.h"
#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/positionwords.h"
#include "gui/models/reconciliationtexts.h"

#include <algorithm>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionSide;
using domain::PositionView;

namespace {

// Nearer to liquidation than this is coloured.
const Decimal DangerDistance = Decimal::fromUnits(5, 2);
const Decimal WarningDistance = Decimal::fromUnits(15, 2);
const Decimal FarDistance = Decimal(10);

QString partialMark(const PositionView &position)
{
    return position.basis == domain::Basis::Partial ? QStringLiteral("*") : QString();
}

Cell moneyCell(const std::optional<Decimal> &value, const QString &secondary)
{
    return {signedNumber(value, MoneyDecimals), secondary, toneOf(value, MoneyDecimals)};
}

} // namespace

Cell accountCell(const CellInput &input) { return {input.account, {}, Tone::Muted}; }

Cell coinCell(const CellInput &input)
{
    return {coinWithoutDex(input.position.coin), inertName(domain::dexOf(input.position.coin)),
            Tone::Neutral};
}

Cell sideCell(const CellInput &input)
{
    const PositionSide side = input.position.side;
    return {sideTitle(side),
            {},
            side == PositionSide::Long    ? Tone::Gain
            : side == PositionSide::Short ? Tone::Loss
                                          : Tone::Muted};
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

Cell breakEvenCell(const CellInput &input)
{
    return {price(input.position.breakEvenPrice, input.position.priceDecimals), {}, Tone::Neutral};
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

Tone toneOfDistance(const std::optional<Decimal> &distance)
{
    return !distance                     ? Tone::Muted
           : *distance < DangerDistance  ? Tone::Bad
           : *distance < WarningDistance ? Tone::Warning
                                         : Tone::Neutral;
}

Cell distanceCell(const CellInput &input)
{
    const auto &distance = input.position.liquidationDistance;
    // As good as never: a number that does not fit would be cut to another one.
    const bool isFar = distance && *distance >= FarDistance;
    return {isFar ? QStringLiteral("> 999 %") : percent(distance), {}, toneOfDistance(distance)};
}

Cell marginCell(const CellInput &input)
{
    const auto &position = input.position;
    QString mode;
    if (position.marginMode)
        mode = marginModeText(*position.marginMode);
    if (position.leverage)
        mode += (mode.isEmpty() ? QString() : QStringLiteral(" ")) + leverage(position.leverage);
    return {fixedNumber(position.marginUsed, MoneyDecimals), mode, Tone::Neutral};
}

// Orders at a position's ends have no source yet.
Cell laterCell(const CellInput &) { return {unknownText(), {}, Tone::Muted}; }

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
        return {QStringLiteral("✓"), {}, Tone::Good};
    return {QStringLiteral("…"), {}, Tone::Muted};
}

double barOf(const PositionView &position)
{
    if (!position.liquidationDistance)
        return 0;
    return std::clamp(position.liquidationDistance->approximate() * 2, 0.0, 1.0);
}

} // namespace lpm::gui
