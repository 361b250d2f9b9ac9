// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/pricethrottle.h"

namespace lpm::monitor {

PriceThrottle::Decision PriceThrottle::decide(const std::optional<domain::Decimal> &unrealized,
                                              base::Milliseconds now,
                                              const ThrottleRules &rules) const
{
    if (!unrealized)
        return Decision::Skip;
    const bool moved = !m_hasSent || !m_lastSent
                       || (*unrealized - *m_lastSent).abs() > rules.threshold;
    if (!moved)
        return Decision::Skip;
    return m_lastPriceAt && now < dueAt(rules) ? Decision::Later : Decision::Send;
}

base::Milliseconds PriceThrottle::dueAt(const ThrottleRules &rules) const
{
    return m_lastPriceAt ? *m_lastPriceAt + rules.interval : base::Milliseconds{0};
}

void PriceThrottle::onSent(const std::optional<domain::Decimal> &unrealized, base::Milliseconds now,
                           bool isPriceUpdate)
{
    m_lastSent = unrealized;
    m_hasSent = true;
    if (isPriceUpdate)
        m_lastPriceAt = now;
}

} // namespace lpm::monitor
