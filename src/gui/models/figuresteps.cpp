// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/figuresteps.h"

namespace lpm::gui {

using domain::Decimal;

namespace {

void followOne(FigureTrace &trace, const std::optional<Decimal> &before,
               const std::optional<Decimal> &after, base::Timestamp time)
{
    if (before == after)
        return;
    if (before && after)
        trace.last = FigureStep{*before, time};
    else
        trace = {time};
}

} // namespace

void FigureSteps::follow(const domain::PositionView &before, const domain::PositionView &after,
                         base::Timestamp time)
{
    if (before.basis != after.basis) {
        *this = FigureSteps(time);
        return;
    }
    followOne(realized, before.realizedPnl, after.realizedPnl, time);
    followOne(fees, before.fees, after.fees, time);
    followOne(funding, before.funding, after.funding, time);
}

} // namespace lpm::gui
