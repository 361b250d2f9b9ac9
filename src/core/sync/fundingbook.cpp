// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fundingbook.h"

#include "core/base/limits.h"

namespace lpm::sync {

bool FundingBook::take(const domain::FundingPayment &payment)
{
    const auto date = std::chrono::floor<std::chrono::days>(payment.time);
    const auto hour = std::chrono::floor<std::chrono::hours>(payment.time - date);
    if (m_forgotten && date <= *m_forgotten)
        return false;
    Day &day = m_days[{date, payment.coin}];
    if (day.isAggregated)
        return false;
    if (payment.samples) {
        day.isAggregated = day.hours == 0;
        return day.isAggregated;
    }
    const std::uint32_t bit = 1U << hour.count();
    if ((day.hours & bit) != 0)
        return false;
    day.hours |= bit;
    forgetOldDays();
    return true;
}

void FundingBook::forgetUntil(base::Timestamp time)
{
    m_forgotten = std::chrono::floor<std::chrono::days>(time);
}

// Pages are read from the newest payment on, and the stream repeats the last days at most.
void FundingBook::forgetOldDays()
{
    while (m_days.size() > base::limits::FundingDays) {
        const auto oldest = m_days.begin()->first.first;
        if (oldest == m_days.rbegin()->first.first)
            return; // all are of one day
        m_forgotten = oldest;
        while (!m_days.empty() && m_days.begin()->first.first == oldest)
            m_days.erase(m_days.begin());
    }
}

} // namespace lpm::sync
