// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positiontotals.h"

#include "gui/format/orunknown.h"

namespace lpm::gui {

using domain::Decimal;

namespace {

using Sum = PositionTotals::Sum;

void addTo(Sum &sum, const std::optional<Decimal> &part)
{
    if (sum && part)
        sum = orUnknown([&]() -> Sum { return *sum + *part; });
    else
        sum.reset();
}

void add(PositionTotals &totals, const PositionRow &row)
{
    const domain::PositionView &position = row.position;
    const bool isShort = position.side == domain::PositionSide::Short;
    ++totals.rows;
    addTo(totals.gross, position.notionalValue);
    addTo(isShort ? totals.shorts : totals.longs, position.notionalValue);
    addTo(totals.unrealized, position.unrealizedPnl);
    addTo(totals.realized, position.realizedPnl);
    addTo(totals.fees, position.fees);
    addTo(totals.funding, position.funding);
    addTo(totals.netPnl, position.netPnl);
    addTo(totals.margin, position.marginUsed);
    totals.isPartial = totals.isPartial || position.basis == domain::Basis::Partial;
    totals.hasOldPrice = totals.hasOldPrice || row.freshness != domain::PriceState::Live;
    totals.isFeedDown = totals.isFeedDown || row.isFeedDown;
}

} // namespace

PositionTotals totalsOf(const std::vector<const PositionRow *> &rows)
{
    PositionTotals totals;
    for (const PositionRow *row : rows)
        add(totals, *row);
    totals.net = totals.longs && totals.shorts
                     ? orUnknown([&]() -> Sum { return *totals.longs - *totals.shorts; })
                     : Sum();
    return totals;
}

} // namespace lpm::gui
