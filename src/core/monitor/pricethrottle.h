// SPDX-License-Identifier: GPL-3.0-or-later
// Which price moves are told: those that take unrealized P&L further than the threshold from the
// value that was last sent (slow drift is sent once it adds up), and at most one a position in an
// update interval. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <optional>

namespace lpm::monitor {

struct ThrottleRules
{
    base::Milliseconds interval{1000};
    domain::Decimal threshold; // USD; a move must be larger
};

// Of one position.
class PriceThrottle
{
public:
    enum class Decision { Send, Later, Skip };

    // Later: it moved enough, but the interval is not over; ask again at dueAt().
    Decision decide(const std::optional<domain::Decimal> &unrealized, base::Milliseconds now,
                    const ThrottleRules &rules) const;
    base::Milliseconds dueAt(const ThrottleRules &rules) const;
    // Something with this unrealized P&L went out (a fill counts too).
    void onSent(const std::optional<domain::Decimal> &unrealized, base::Milliseconds now,
                bool isPriceUpdate);

private:
    std::optional<domain::Decimal> m_lastSent;
    std::optional<base::Milliseconds> m_lastPriceAt;
    bool m_hasSent = false;
};

} // namespace lpm::monitor
