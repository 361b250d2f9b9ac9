// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fundingbook.h"

namespace lpm::sync {

bool FundingBook::take(const domain::FundingPayment &payment)
{
    const auto date = std::chrono::floor<std::chrono::days>(payment.time);
    const auto hour = std::chrono::floor<std::chrono::hours>(payment.time - date);
    Day &day = m_days[{payment.coin, date}];
    if (day.isAggregated)
        return false;
    if (payment.samples) {
        day.isAggregated = day.hours.empty();
        return day.isAggregated;
    }
    return day.hours.insert(static_cast<int>(hour.count())).second;
}

} // namespace lpm::sync
