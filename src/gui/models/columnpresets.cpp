// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/columnpresets.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::gui {

namespace {

using Column = PositionColumn;

const char *plainTitle(ColumnPreset preset)
{
    switch (preset) {
    case ColumnPreset::Simple:
        return QT_TRANSLATE_NOOP("ColumnPreset", "Simple");
    case ColumnPreset::Risk:
        return QT_TRANSLATE_NOOP("ColumnPreset", "Risk");
    case ColumnPreset::Funding:
        return QT_TRANSLATE_NOOP("ColumnPreset", "Funding");
    case ColumnPreset::Audit:
        return QT_TRANSLATE_NOOP("ColumnPreset", "Audit");
    case ColumnPreset::All:
        return QT_TRANSLATE_NOOP("ColumnPreset", "All");
    case ColumnPreset::Standard:
        break;
    }
    return QT_TRANSLATE_NOOP("ColumnPreset", "Standard");
}

std::vector<Column> standardColumns(bool isAll)
{
    std::vector<Column> columns;
    for (int i = 0; i < PositionColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        if (isAll || column == Column::Account || !spec(column).isHiddenAtFirst)
            columns.push_back(column);
    }
    return columns;
}

std::vector<Column> withAccount(ColumnPreset preset)
{
    using enum PositionColumn;
    switch (preset) {
    case ColumnPreset::Simple:
        return {Account, Coin, Side, Size, Notional, Entry, Mark, Unrealized, Roe, Net};
    case ColumnPreset::Risk:
        return {Account,  Coin,   Side,       Size, Notional, Mark,      Liquidation,
                Distance, Margin, Unrealized, Roe,  StopLoss, TakeProfit};
    case ColumnPreset::Funding:
        return {Account, Coin,     Side, Notional,  Funding, NextFunding,
                Fees,    Realized, Net,  BreakEven, ExitPnl, Opened};
    case ColumnPreset::Audit:
        return {Account,  Coin, Side,    Size, Entry,  Mark,      Unrealized,
                Realized, Fees, Funding, Net,  Opened, Reconciled};
    case ColumnPreset::Standard:
    case ColumnPreset::All:
        break;
    }
    return standardColumns(preset == ColumnPreset::All);
}

} // namespace

QString titleOf(ColumnPreset preset)
{
    return QCoreApplication::translate("ColumnPreset", plainTitle(preset));
}

std::vector<Column> columnsOf(ColumnPreset preset, bool hasAccounts)
{
    std::vector<Column> columns = withAccount(preset);
    if (!hasAccounts && preset != ColumnPreset::All)
        std::erase(columns, Column::Account);
    return columns;
}

std::optional<PresetSorting> sortingOf(ColumnPreset preset)
{
    switch (preset) {
    case ColumnPreset::Standard:
    case ColumnPreset::Simple:
        return PresetSorting{Column::Notional, Qt::DescendingOrder};
    case ColumnPreset::Risk: // the nearest to liquidation first
        return PresetSorting{Column::Distance, Qt::AscendingOrder};
    case ColumnPreset::Funding: // what costs most first
        return PresetSorting{Column::Funding, Qt::AscendingOrder};
    case ColumnPreset::Audit:
        return PresetSorting{Column::Coin, Qt::AscendingOrder};
    case ColumnPreset::All:
        break;
    }
    return std::nullopt;
}

} // namespace lpm::gui
