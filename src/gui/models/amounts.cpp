// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/amounts.h"

#include "gui/models/positionexplain.h"

namespace lpm::gui {

bool isAmount(PositionColumn column)
{
    switch (column) {
    case PositionColumn::Size:
    case PositionColumn::Notional:
    case PositionColumn::Unrealized:
    case PositionColumn::Realized:
    case PositionColumn::Fees:
    case PositionColumn::Funding:
    case PositionColumn::Net:
    case PositionColumn::Margin:
    case PositionColumn::ExitPnl:
    case PositionColumn::NextFunding:
        return true;
    case PositionColumn::Account:
    case PositionColumn::Coin:
    case PositionColumn::Side:
    case PositionColumn::Entry:
    case PositionColumn::Mark:
    case PositionColumn::BreakEven:
    case PositionColumn::Roe:
    case PositionColumn::Liquidation:
    case PositionColumn::Distance:
    case PositionColumn::StopLoss:
    case PositionColumn::TakeProfit:
    case PositionColumn::Opened:
    case PositionColumn::Reconciled:
        break;
    }
    return false;
}

bool isAmount(FillColumn column)
{
    switch (column) {
    case FillColumn::Size:
    case FillColumn::Value:
    case FillColumn::Fee:
    case FillColumn::ClosedPnl:
        return true;
    case FillColumn::Time:
    case FillColumn::Account:
    case FillColumn::Coin:
    case FillColumn::Side:
    case FillColumn::Price:
    case FillColumn::Kind:
        break;
    }
    return false;
}

bool isAmount(const std::string &comparedField) { return comparedField != "entry_price"; }

Cell hiddenCell(const Cell &cell)
{
    return {hiddenOr(cell.text, true), cell.secondary, Tone::Muted};
}

QString hiddenOr(const QString &text, bool isHidden)
{
    return isHidden && !text.isEmpty() && text != unknownText() ? hiddenText() : text;
}

QString explainHidden(PositionColumn column, const CellInput &input, const QTimeZone &zone)
{
    if (isAmount(column))
        return tipOf(column) + QLatin1Char('\n') + hiddenSentence();
    // Their formulas have amounts for operands.
    if (column == PositionColumn::Roe || column == PositionColumn::BreakEven
        || column == PositionColumn::Entry)
        return tipOf(column) + QLatin1Char('\n') + spec(column).make(input).text;
    return explain(column, input, zone);
}

} // namespace lpm::gui
