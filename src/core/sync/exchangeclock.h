// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange's clock shows at least, by the times it has told and what has gone by since.
#pragma once

#include "core/base/timestamp.h"

#include <algorithm>
#include <optional>

namespace lpm::sync {

class ExchangeClock
{
public:
    // The exchange told this time of itself, which came at `at` (monotonic).
    void tell(base::Timestamp time, base::Milliseconds at)
    {
        m_zero = std::max(m_zero.value_or(time - at), time - at);
    }
    // The epoch while nothing was told.
    base::Timestamp timeAt(base::Milliseconds at) const
    {
        return m_zero ? *m_zero + at : base::Timestamp{};
    }
    // When (monotonic) it will show this time at the latest; nullopt while nothing was told.
    std::optional<base::Milliseconds> shows(base::Timestamp time) const
    {
        return m_zero ? std::optional<base::Milliseconds>(time - *m_zero) : std::nullopt;
    }

private:
    std::optional<base::Timestamp> m_zero; // what it showed when ours was zero
};

} // namespace lpm::sync
