// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/priceage.h"

#include <algorithm>

namespace lpm::monitor {

using base::Milliseconds;
namespace limits = base::limits;

namespace {

constexpr Milliseconds Next{1}; // an age at the limit is within it

std::optional<Milliseconds> untilNextState(Milliseconds age)
{
    if (age <= limits::PriceStaleAfter)
        return limits::PriceStaleAfter + Next - age;
    if (age <= limits::PriceDeadAfter)
        return limits::PriceDeadAfter + Next - age;
    return std::nullopt;
}

} // namespace

std::optional<Milliseconds> priceAge(const domain::PositionView &position, const MarkWatch &marks,
                                     base::Instant now)
{
    if (!position.priceTime)
        return std::nullopt;
    return std::max(
        {Milliseconds{0}, now.wall - *position.priceTime, marks.silence(position.coin, now)});
}

void stampPrice(domain::PositionView &position, domain::FeedState feed, const MarkWatch &marks,
                base::Instant now)
{
    const auto age = priceAge(position, marks, now);
    position.priceState.reset();
    if (age)
        position.priceState = domain::priceStateOf(*age, isFeedDown(feed));
}

std::optional<Milliseconds> stampPrices(std::vector<domain::PositionView> &positions,
                                        domain::FeedState feed, const MarkWatch &marks,
                                        base::Instant now)
{
    std::optional<Milliseconds> soonest;
    for (auto &position : positions) {
        stampPrice(position, feed, marks, now);
        const auto age = priceAge(position, marks, now);
        const auto until = age ? untilNextState(*age) : std::nullopt;
        if (until && (!soonest || now.monotonic + *until < *soonest))
            soonest = now.monotonic + *until;
    }
    return soonest;
}

} // namespace lpm::monitor
