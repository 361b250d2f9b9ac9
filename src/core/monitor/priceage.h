// SPDX-License-Identifier: GPL-3.0-or-later
// The age of a position's price and the state that follows from it. Pure.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/monitor/markwatch.h"

#include <optional>
#include <vector>

namespace lpm::monitor {

inline bool isFeedDown(domain::FeedState state)
{
    return state == domain::FeedState::Offline || state == domain::FeedState::Stale;
}

// nullopt: there is no price. The greater of what both clocks say, so that a clock set back makes
// no old price young.
std::optional<base::Milliseconds> priceAge(const domain::PositionView &position,
                                           const MarkWatch &marks, base::Instant now);

// Sets the price's state.
void stampPrice(domain::PositionView &position, domain::FeedState feed, const MarkWatch &marks,
                base::Instant now);
// The same of many; gives the moment (monotonic) when the first of them will be another.
std::optional<base::Milliseconds> stampPrices(std::vector<domain::PositionView> &positions,
                                              domain::FeedState feed, const MarkWatch &marks,
                                              base::Instant now);

} // namespace lpm::monitor
