// SPDX-License-Identifier: GPL-3.0-or-later
// Which funding payments are booked. The exchange tells a UTC day of a coin either by the hour or
// as one row over so many hours (`samples`), stamped 00:00; it changes from the first to the second
// at an age that is not documented, which may be between two readings of the same day. So:
// - An hour counts once. A day that was booked as one row takes no hour any more.
// - The row of a day of which nothing is booked is booked as told.
// - The row of a day booked in part stands for all its hours, the booked ones too. Booked is what
//   it tells beyond their sum, of either sign, once; nothing where that is zero. Then the day
//   counts as told by one row.
// - A row over fewer hours than are booked cannot stand for all of them: the difference would take
//   back what the exchange itself has told. Nothing is booked, which is said once where the amounts
//   differ; the day stays told by the hour, and a later row over more hours is taken.
// A correction carries the row's other fields, so that, restored, it ends its day like any row.
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
    struct Entry
    {
        enum class Outcome {
            AsTold,     // to be booked
            Correction, // to be booked: what the row of a day tells beyond its booked hours
            Refused     // told, and not to be booked
        };
        Outcome outcome = Outcome::AsTold;
        domain::FundingPayment payment;
        std::string reason; // a sentence; "" where it is booked as told
    };

    // Takes the payment in; nullopt: that changes nothing. One that is older than the days
    // remembered was booked long ago.
    std::optional<Entry> take(const domain::FundingPayment &payment);
    // All of the days up to this time count as booked.
    void forgetUntil(base::Timestamp time);

private:
    struct Day
    {
        bool isAggregated = false;
        bool isDisputed = false; // its row was refused: said already
        std::uint32_t hours = 0; // booked, a bit each
        std::optional<domain::Decimal> sum = domain::Decimal(); // USD, of these; nullopt: unknown
    };
    static std::optional<Entry> takeRow(const domain::FundingPayment &row, Day &day);
    static std::optional<Entry> takeHour(const domain::FundingPayment &payment, Day &day);
    void forgetOldDays();

    std::map<std::pair<std::chrono::sys_days, std::string>, Day> m_days;
    std::optional<std::chrono::sys_days> m_forgotten; // the newest day that is gone
};

} // namespace lpm::sync
