// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positiongroups.h"

#include "core/domain/instrument.h"
#include "gui/format/inerttext.h"

#include <QCoreApplication>

#include <map>

namespace lpm::gui {

namespace {

struct GroupTexts
{
    Q_DECLARE_TR_FUNCTIONS(PositionGroups)
};

Cell &cellOf(PositionGroup &group, PositionColumn column)
{
    return group.cells.at(static_cast<std::size_t>(column));
}

Cell plainCell(const PositionTotals::Sum &sum)
{
    return {fixedNumber(sum, MoneyDecimals), {}, sum ? Tone::Neutral : Tone::Muted};
}

Cell gainCell(const PositionTotals::Sum &sum)
{
    return {signedNumber(sum, MoneyDecimals), {}, toneOf(sum, MoneyDecimals)};
}

void makeCells(PositionGroup &group)
{
    using enum PositionColumn;
    const PositionTotals &totals = group.totals;
    cellOf(group, Coin) = {group.key.name, {}, Tone::Neutral};
    cellOf(group, Size) = {GroupTexts::tr("%n shown", nullptr, totals.rows), {}, Tone::Muted};
    cellOf(group, Notional) = plainCell(totals.gross);
    cellOf(group, Unrealized) = gainCell(totals.unrealized);
    cellOf(group, Realized) = gainCell(totals.realized);
    cellOf(group, Fees) = plainCell(totals.fees);
    cellOf(group, Funding) = gainCell(totals.funding);
    cellOf(group, Net) = gainCell(totals.netPnl);
    cellOf(group, Margin) = plainCell(totals.margin);
    if (!totals.isPartial)
        return;
    for (const PositionColumn column : {Realized, Fees, Funding, Net})
        cellOf(group, column).secondary = QStringLiteral("*");
}

} // namespace

QString wordOf(Grouping grouping)
{
    switch (grouping) {
    case Grouping::Account:
        return QStringLiteral("account");
    case Grouping::Dex:
        return QStringLiteral("dex");
    case Grouping::None:
        break;
    }
    return QStringLiteral("none");
}

Grouping groupingOf(const QString &word)
{
    for (const Grouping grouping : {Grouping::Account, Grouping::Dex}) {
        if (word == wordOf(grouping))
            return grouping;
    }
    return Grouping::None;
}

GroupKey groupOf(const PositionRow &row, Grouping grouping)
{
    if (grouping == Grouping::Account)
        return {row.account, row.position.account.text()};
    const std::string dex = domain::dexOf(row.position.coin);
    return {dex.empty() ? GroupTexts::tr("Hyperliquid") : inertName(dex), dex};
}

std::vector<PositionGroup> groupsOf(const std::vector<const PositionRow *> &rows, Grouping grouping)
{
    std::map<GroupKey, std::vector<const PositionRow *>> rowsByKey;
    if (grouping != Grouping::None) {
        for (const PositionRow *row : rows)
            rowsByKey[groupOf(*row, grouping)].push_back(row);
    }
    std::vector<PositionGroup> groups;
    for (const auto &[key, members] : rowsByKey) {
        groups.push_back({key, totalsOf(members), {}});
        makeCells(groups.back());
    }
    return groups;
}

} // namespace lpm::gui
