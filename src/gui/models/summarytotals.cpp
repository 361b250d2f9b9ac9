// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/summarytotals.h"

#include "gui/format/orunknown.h"

namespace lpm::gui {

using domain::Decimal;
using domain::SummaryPtr;
using domain::SummaryView;

namespace {

template <auto Member>
std::optional<Decimal> sum(const std::vector<SummaryPtr> &summaries)
{
    if (summaries.empty())
        return std::nullopt;
    return orUnknown([&]() -> std::optional<Decimal> {
        Decimal total;
        for (const SummaryPtr &summary : summaries) {
            const std::optional<Decimal> part = (*summary).*Member;
            if (!part)
                return std::nullopt;
            total += *part;
        }
        return total;
    });
}

} // namespace

SummaryTotals totalsOf(const std::vector<SummaryPtr> &summaries)
{
    SummaryTotals totals;
    totals.accounts = static_cast<int>(summaries.size());
    totals.parts = summaries;
    for (const SummaryPtr &summary : summaries)
        totals.activePositions += summary->activePositions;
    totals.equity = sum<&SummaryView::equity>(summaries);
    totals.netPnl = sum<&SummaryView::netPnl>(summaries);
    totals.realizedPnl = sum<&SummaryView::realizedPnl>(summaries);
    totals.unrealizedPnl = sum<&SummaryView::unrealizedPnl>(summaries);
    totals.fees = sum<&SummaryView::fees>(summaries);
    totals.funding = sum<&SummaryView::funding>(summaries);
    totals.longExposure = sum<&SummaryView::longExposure>(summaries);
    totals.shortExposure = sum<&SummaryView::shortExposure>(summaries);
    totals.netExposure = sum<&SummaryView::netExposure>(summaries);
    totals.grossExposure = sum<&SummaryView::totalExposure>(summaries);
    return totals;
}

} // namespace lpm::gui
