// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionexplain.h"

#include "gui/format/inerttext.h"
#include "gui/format/orunknown.h"
#include "gui/format/sumtext.h"
#include "gui/format/timeformat.h"
#include "gui/models/positionwords.h"

#include <QCoreApplication>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionView;

namespace {

struct ExplainTexts
{
    Q_DECLARE_TR_FUNCTIONS(PositionExplain)
};

QString titled(PositionColumn column, const QString &value)
{
    return tipOf(column) + QLatin1Char('\n') + value;
}

QString withBasis(const QString &text, const PositionView &position)
{
    if (position.basis == domain::Basis::Complete)
        return text;
    return text + QLatin1Char('\n') +
           ExplainTexts::tr("* Partial: the fills that opened this position are out of reach;\n"
                            "   realized P&L, fees and funding before them are not in it.");
}

QString notionalText(const PositionView &position)
{
    return ExplainTexts::tr("size × mark\n%1 × %2 = %3 USD")
        .arg(operand(position.quantity), operand(position.currentPrice),
             fullNumber(position.notionalValue));
}

// The entry notional is not shown anywhere; it follows exactly from the two shown numbers.
std::optional<Decimal> entryNotional(const PositionView &position)
{
    if (!position.notionalValue || !position.unrealizedPnl)
        return std::nullopt;
    const bool isShort = position.side == domain::PositionSide::Short;
    return orUnknown([&] {
        return isShort ? *position.notionalValue + *position.unrealizedPnl
                       : *position.notionalValue - *position.unrealizedPnl;
    });
}

QString entryText(const PositionView &position)
{
    const auto cost = entryNotional(position);
    const QString value = fullNumber(position.entryPrice);
    if (!cost || !position.entryPrice)
        return value;
    return ExplainTexts::tr("entry notional ÷ size, rounded down\n%1 ÷ %2 = %3")
        .arg(operand(cost), operand(position.quantity), value);
}

QString unrealizedText(const PositionView &position)
{
    const bool isShort = position.side == domain::PositionSide::Short;
    const QString value = operand(position.notionalValue);
    const QString cost = operand(entryNotional(position));
    return (isShort ? ExplainTexts::tr("entry notional − size × mark\n%1 − %2 = %3 USD")
                    : ExplainTexts::tr("size × mark − entry notional\n%1 − %2 = %3 USD"))
        .arg(isShort ? cost : value, isShort ? value : cost,
             signedFullNumber(position.unrealizedPnl));
}

QString roeText(const PositionView &position)
{
    const auto &roe = position.returnOnEquity;
    const auto value =
        roe ? orUnknown([&] { return *roe * Decimal(100); }) : std::optional<Decimal>();
    return ExplainTexts::tr("uPnL ÷ (entry notional ÷ leverage)\n%1 ÷ (%2 ÷ %3) = %4 %")
        .arg(operand(position.unrealizedPnl), operand(entryNotional(position)),
             operand(position.leverage), signedFullNumber(value));
}

QString netText(const PositionView &position)
{
    return ExplainTexts::tr("unrealized + realized − fees + funding\n%1 + %2 − %3 + %4 = %5 USD")
        .arg(operand(position.unrealizedPnl), operand(position.realizedPnl), operand(position.fees),
             operand(position.funding), signedFullNumber(position.netPnl));
}

// The last change that the window saw is told apart, since it is what one asks about.
QString runningText(const QString &formula, const std::optional<Decimal> &value, SumSign sign,
                    FigureTrace FigureSteps::*figure, const CellInput &input,
                    const QTimeZone &zone)
{
    const QString shown =
        sign == SumSign::Always ? signedFullNumber(value) : fullNumber(value);
    const auto trace = input.steps != nullptr ? std::optional(input.steps->*figure) : std::nullopt;
    const auto step = trace ? trace->last : std::nullopt;
    const auto change =
        step && value ? orUnknown([&]() -> std::optional<Decimal> { return *value - step->before; })
                      : std::nullopt;
    QString sum = formula + QLatin1Char('\n');
    if (change) {
        sum += ExplainTexts::tr("%1 + %2 = %3 USD\nlast change seen: %4")
                   .arg(operand(step->before), operand(change), shown,
                        fullTimeText(step->time, zone));
    } else {
        sum += shown + QStringLiteral(" USD");
        if (trace && value)
            sum += QLatin1Char('\n')
                   + ExplainTexts::tr("no change seen since %1")
                         .arg(fullTimeText(trace->since, zone));
    }
    return withBasis(sum, input.position);
}

QString markText(const CellInput &input, const QTimeZone &zone)
{
    const PositionView &position = input.position;
    if (!position.priceTime)
        return fullNumber(position.currentPrice);
    return ExplainTexts::tr("%1\nreceived %2 ago, %3")
        .arg(fullNumber(position.currentPrice), ageText(position.priceTime, input.now),
             fullTimeText(*position.priceTime, zone));
}

// What was earned since it was opened is not told apart; it follows from the rounded price, and is
// said to be about right.
QString breakEvenText(const PositionView &position)
{
    if (!position.breakEvenPrice)
        return ExplainTexts::tr("— something since it was opened is not known");
    const auto cost = entryNotional(position);
    const bool isShort = position.side == domain::PositionSide::Short;
    const auto earned = orUnknown([&]() -> std::optional<Decimal> {
        if (!cost)
            return std::nullopt;
        const Decimal value = *position.breakEvenPrice * position.quantity;
        return (isShort ? value - *cost : *cost - value)
            .rounded(MoneyDecimals, domain::Rounding::HalfAwayFrom0);
    });
    const QString sign = isShort ? QStringLiteral("+") : QStringLiteral("−");
    return ExplainTexts::tr("(entry notional %1 earned since it was opened) ÷ size\n"
                          "(%2 %1 about %3) ÷ %4 = %5\n"
                          "earned: realized − fees + funding; rounded against you")
        .arg(sign, operand(cost), operand(earned), operand(position.quantity),
             fullNumber(position.breakEvenPrice));
}

QString distanceText(const PositionView &position)
{
    const auto &distance = position.liquidationDistance;
    if (!distance)
        return ExplainTexts::tr("|mark − liquidation price| ÷ mark\n— one of both is not known");
    const auto value = orUnknown([&] { return *distance * Decimal(100); });
    return ExplainTexts::tr(
               "|mark − liquidation price| ÷ mark, rounded down\n|%1 − %2| ÷ %1 = %3 %")
        .arg(operand(position.currentPrice), operand(position.liquidationPrice),
             fullNumber(value));
}

QString marginText(const PositionView &position)
{
    const QString mode =
        position.marginMode ? marginModeText(*position.marginMode) : unknownText();
    return QStringLiteral("%1 USD, %2, %3")
        .arg(fullNumber(position.marginUsed), mode, leverage(position.leverage));
}

QString openedText(const CellInput &input, const QTimeZone &zone)
{
    const auto &opened = input.position.openedAt;
    if (!opened)
        return ExplainTexts::tr("— opened before the reach of the history");
    return fullTimeText(*opened, zone);
}

QString accountText(const CellInput &input)
{
    return input.account + QLatin1Char('\n') +
           QString::fromStdString(input.position.account.text());
}

QString reconciledText(const CellInput &input)
{
    if (input.verdict == domain::FieldVerdict::Differs)
        return ExplainTexts::tr("Differs from the exchange; the reconciliation says how.");
    if (input.verdict == domain::FieldVerdict::Suspect)
        return ExplainTexts::tr("One reading of the exchange differs; being checked.");
    if (input.isProofUnknown)
        return ExplainTexts::tr("Not known at the moment.");
    return input.position.isReconciled ? ExplainTexts::tr("Agreed, and nothing has changed since.")
                                       : ExplainTexts::tr("Changed since, or not compared yet.");
}

QString valueText(PositionColumn column, const CellInput &input, const QTimeZone &zone)
{
    const PositionView &position = input.position;
    switch (column) {
    case PositionColumn::Account:
        return accountText(input);
    case PositionColumn::Coin:
        return inertName(position.symbol);
    case PositionColumn::Side:
        return sideWord(position.side);
    case PositionColumn::Size:
        return fullNumber(position.quantity);
    case PositionColumn::Notional:
        return notionalText(position);
    case PositionColumn::Entry:
        return entryText(position);
    case PositionColumn::Mark:
        return markText(input, zone);
    case PositionColumn::BreakEven:
        return breakEvenText(position);
    case PositionColumn::Unrealized:
        return unrealizedText(position);
    case PositionColumn::Roe:
        return roeText(position);
    case PositionColumn::Realized:
        return runningText(ExplainTexts::tr("sum of what its fills closed, before fees"),
                           position.realizedPnl, SumSign::Always, &FigureSteps::realized, input, zone);
    case PositionColumn::Fees:
        return runningText(ExplainTexts::tr("sum of the fees of its fills; rebates count negative"),
                           position.fees, SumSign::OnlyMinus, &FigureSteps::fees, input, zone);
    case PositionColumn::Funding:
        return runningText(ExplainTexts::tr("sum of the hourly payments; what was paid is negative"),
                           position.funding, SumSign::Always, &FigureSteps::funding, input, zone);
    case PositionColumn::Net:
        return withBasis(netText(position), position);
    case PositionColumn::Liquidation:
        return fullNumber(position.liquidationPrice);
    case PositionColumn::Distance:
        return distanceText(position);
    case PositionColumn::Margin:
        return marginText(position);
    case PositionColumn::StopLoss:
    case PositionColumn::TakeProfit:
        return ExplainTexts::tr("— the orders of the account are not read");
    case PositionColumn::Opened:
        return openedText(input, zone);
    case PositionColumn::Reconciled:
        return reconciledText(input);
    case PositionColumn::ExitPnl:
    case PositionColumn::NextFunding:
        return ExplainTexts::tr("— not computed yet: no number stands here before it is exact");
    }
    return {};
}

} // namespace

QString explain(PositionColumn column, const CellInput &input, const QTimeZone &zone)
{
    const QString value = valueText(column, input, zone);
    // The sign's own tip would say that it agrees, whatever the cell says.
    return column == PositionColumn::Reconciled ? value : titled(column, value);
}

} // namespace lpm::gui
