// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positiontotals.h"

#include "gui/format/inerttext.h"
#include "gui/format/orunknown.h"

#include <algorithm>

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
    ++totals.rows;
    addTo(totals.gross, partOf(position, TotalFigure::Gross));
    addTo(totals.longs, partOf(position, TotalFigure::Longs));
    addTo(totals.shorts, partOf(position, TotalFigure::Shorts));
    addTo(totals.unrealized, partOf(position, TotalFigure::Unrealized));
    addTo(totals.realized, partOf(position, TotalFigure::Realized));
    addTo(totals.fees, partOf(position, TotalFigure::Fees));
    addTo(totals.funding, partOf(position, TotalFigure::Funding));
    addTo(totals.netPnl, partOf(position, TotalFigure::NetPnl));
    addTo(totals.margin, partOf(position, TotalFigure::Margin));
    totals.isPartial = totals.isPartial || position.basis == domain::Basis::Partial;
    totals.hasOldPrice = totals.hasOldPrice || row.freshness != domain::PriceState::Live;
    totals.isFeedDown = totals.isFeedDown || row.isFeedDown;
}

// Whose it is stands with it where not all are of one account.
QString nameOf(const PositionRow &row, bool isOfSeveral)
{
    const QString name = inertName(row.position.coin);
    return isOfSeveral ? QStringLiteral("%1 (%2)").arg(name, row.account) : name;
}

} // namespace

std::optional<Decimal> partOf(const domain::PositionView &position, TotalFigure figure)
{
    const bool isShort = position.side == domain::PositionSide::Short;
    switch (figure) {
    case TotalFigure::Gross:
        return position.notionalValue;
    case TotalFigure::Longs:
        return isShort ? Decimal() : position.notionalValue;
    case TotalFigure::Shorts:
        return isShort ? position.notionalValue : Decimal();
    case TotalFigure::Net:
        return isShort && position.notionalValue ? -*position.notionalValue
                                                 : position.notionalValue;
    case TotalFigure::Unrealized:
        return position.unrealizedPnl;
    case TotalFigure::Realized:
        return position.realizedPnl;
    case TotalFigure::Fees:
        return position.fees;
    case TotalFigure::Funding:
        return position.funding;
    case TotalFigure::NetPnl:
        return position.netPnl;
    case TotalFigure::Margin:
        return position.marginUsed;
    }
    return std::nullopt;
}

SumSign signOf(TotalFigure figure)
{
    switch (figure) {
    case TotalFigure::Net:
    case TotalFigure::Unrealized:
    case TotalFigure::Realized:
    case TotalFigure::Funding:
    case TotalFigure::NetPnl:
        return SumSign::Always;
    default:
        return SumSign::OnlyMinus;
    }
}

std::vector<SumPart> partsOf(const std::vector<const PositionRow *> &rows, TotalFigure figure)
{
    const bool isOfSeveral = std::any_of(rows.begin(), rows.end(), [&](const PositionRow *row) {
        return row->position.account != rows.front()->position.account;
    });
    std::vector<SumPart> parts;
    for (const PositionRow *row : rows)
        parts.push_back({nameOf(*row, isOfSeveral), partOf(row->position, figure)});
    return parts;
}

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
