// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/figuresteps.h"

namespace lpm::gui {

void FigureSteps::follow(const domain::PositionView &before, const domain::PositionView &after,
                         base::Timestamp time)
{
    if (before.realizedPnl != after.realizedPnl)
        realized = FigureStep{before.realizedPnl, time};
    if (before.funding != after.funding)
        funding = FigureStep{before.funding, time};
    if (before.fees == after.fees)
        return;
    fees.reset();
    if (before.fees && after.fees)
        fees = FigureStep{*before.fees, time};
}

} // namespace lpm::gui
