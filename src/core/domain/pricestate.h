// SPDX-License-Identifier: GPL-3.0-or-later
// How far a price can be trusted, by its age: old prices never look live.
#pragma once

#include "core/base/limits.h"
#include "core/base/timestamp.h"

namespace lpm::domain {

enum class PriceState {
    Live,
    Stale, // older than limits::PriceStaleAfter, or its feed is down
    Dead   // older than limits::PriceDeadAfter
};

constexpr PriceState priceStateOf(base::Milliseconds age, bool isFeedDown)
{
    if (age > base::limits::PriceDeadAfter)
        return PriceState::Dead;
    return isFeedDown || age > base::limits::PriceStaleAfter ? PriceState::Stale : PriceState::Live;
}

} // namespace lpm::domain
