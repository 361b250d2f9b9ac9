// SPDX-License-Identifier: GPL-3.0-or-later
// Which funding payments are booked. The exchange tells a UTC day of a coin either hour by hour or
// as one aggregated row, and may change from the first to the second: whichever came first counts.
#pragma once

#include "core/domain/fill.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace lpm::sync {

class FundingBook
{
public:
    // Whether the payment is new, and if so takes it in.
    bool take(const domain::FundingPayment &payment);

private:
    struct Day
    {
        bool isAggregated = false;
        std::set<int> hours; // 0 to 23
    };
    std::map<std::pair<std::string, std::chrono::sys_days>, Day> m_days;
};

} // namespace lpm::sync
