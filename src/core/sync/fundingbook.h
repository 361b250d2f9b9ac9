// SPDX-License-Identifier: GPL-3.0-or-later
// Which funding payments are booked. The exchange tells a UTC day of a coin either hour by hour or
// as one aggregated row, and may change from the first to the second: whichever came first counts.
#pragma once

#include "core/domain/fill.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lpm::sync {

class FundingBook
{
public:
    // Whether the payment is new, and if so takes it in. One that is older than the days remembered
    // was booked long ago.
    bool take(const domain::FundingPayment &payment);
    // All of the days up to this time count as booked.
    void forgetUntil(base::Timestamp time);

private:
    struct Day
    {
        bool isAggregated = false;
        std::uint32_t hours = 0; // a bit each
    };
    void forgetOldDays();

    std::map<std::pair<std::chrono::sys_days, std::string>, Day> m_days;
    std::optional<std::chrono::sys_days> m_forgotten; // the newest day that is gone
};

} // namespace lpm::sync
