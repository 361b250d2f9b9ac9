// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/compactview.h"

#include <algorithm>

namespace lpm::gui {

CompactView compactViewOf(const PositionsModel &positions,
                          const std::optional<domain::Address> &account,
                          const SummaryTotals &totals, bool isFeedDown)
{
    CompactView view;
    view.totals = totals;
    view.freshness = isFeedDown ? domain::PriceState::Stale : domain::PriceState::Live;
    for (int i = 0; i < positions.rowCount(); ++i) {
        const PositionRow &row = positions.row(i);
        if (account && row.position.account != *account)
            continue;
        view.freshness = std::max(view.freshness, row.freshness);
        const auto &distance = row.position.liquidationDistance;
        if (distance && (!view.distance || *distance < *view.distance)) {
            view.distance = distance;
            view.nearest = coinWithoutDex(row.position.coin);
        }
    }
    return view;
}

} // namespace lpm::gui
