// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange's clock shows at least, by the times it has told lately and what has gone by
// since. Lately, for one time that was too late must not be believed for ever.
#pragma once

#include "core/base/timestamp.h"

#include <algorithm>
#include <optional>

namespace lpm::sync {

class ExchangeClock
{
public:
    // What was told so long ago, and was later than all that has been told since, is forgotten after
    // twice this time.
    static constexpr base::Milliseconds Memory{120'000};

    // The exchange told this time of itself, which came at `at` (monotonic).
    void tell(base::Timestamp time, base::Milliseconds at)
    {
        if (m_newer && at >= m_newerSince + Memory) {
            m_older = m_newer;
            m_newer.reset();
        }
        if (!m_newer)
            m_newerSince = at;
        m_newer = std::max(m_newer.value_or(time - at), time - at);
    }
    // The epoch while nothing was told.
    base::Timestamp timeAt(base::Milliseconds at) const
    {
        const auto zero = zeroTime();
        return zero ? *zero + at : base::Timestamp{};
    }
    // When (monotonic) it will show this time at the latest; nullopt while nothing was told.
    std::optional<base::Milliseconds> shows(base::Timestamp time) const
    {
        const auto zero = zeroTime();
        return zero ? std::optional<base::Milliseconds>(time - *zero) : std::nullopt;
    }

private:
    // What it showed when ours was zero.
    std::optional<base::Timestamp> zeroTime() const { return std::max(m_older, m_newer); }

    std::optional<base::Timestamp> m_older; // by what was told before m_newerSince
    std::optional<base::Timestamp> m_newer;
    base::Milliseconds m_newerSince{0};
};

} // namespace lpm::sync
