// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fundingbook.h"

#include "core/base/limits.h"
#include "core/tracker/orunknown.h"

#include <bit>

namespace lpm::sync {

using domain::Decimal;
using domain::FundingPayment;

namespace {

std::string reasonOf(const FundingPayment &row, int hours, const std::optional<Decimal> &sum)
{
    return "the row of the day is " + row.amount.text() + " over " + std::to_string(*row.samples)
           + " hours; " + std::to_string(hours) + " were booked by the hour, "
           + (sum ? sum->text() + " in all" : "and their sum does not fit");
}

} // namespace

std::optional<FundingBook::Entry> FundingBook::take(const FundingPayment &payment)
{
    const auto date = std::chrono::floor<std::chrono::days>(payment.time);
    if (m_forgotten && date <= *m_forgotten)
        return std::nullopt;
    Day &day = m_days[{date, payment.coin}];
    auto entry = payment.samples ? takeRow(payment, day) : takeHour(payment, day);
    forgetOldDays();
    return entry;
}

std::optional<FundingBook::Entry> FundingBook::takeHour(const FundingPayment &payment, Day &day)
{
    const auto date = std::chrono::floor<std::chrono::days>(payment.time);
    const auto hour = std::chrono::floor<std::chrono::hours>(payment.time - date);
    const std::uint32_t bit = 1U << hour.count();
    if (day.isAggregated || (day.hours & bit) != 0)
        return std::nullopt;
    day.hours |= bit;
    if (day.sum)
        day.sum = tracker::orUnknown([&] { return *day.sum + payment.amount; });
    return Entry{Entry::Outcome::AsTold, payment, {}};
}

std::optional<FundingBook::Entry> FundingBook::takeRow(const FundingPayment &row, Day &day)
{
    if (day.isAggregated)
        return std::nullopt;
    const int hours = std::popcount(day.hours);
    if (*row.samples < hours) {
        if (day.isDisputed || row.amount == day.sum)
            return std::nullopt;
        day.isDisputed = true;
        return Entry{Entry::Outcome::Refused, row, reasonOf(row, hours, day.sum)};
    }
    day.isAggregated = true;
    if (hours == 0)
        return Entry{Entry::Outcome::AsTold, row, {}};
    const auto missing = day.sum
                             ? tracker::orUnknown([&] { return row.amount - *day.sum; })
                             : std::nullopt;
    if (!missing)
        return Entry{Entry::Outcome::Refused, row, reasonOf(row, hours, day.sum)};
    if (missing->isZero())
        return std::nullopt;
    Entry entry{Entry::Outcome::Correction, row, reasonOf(row, hours, day.sum)};
    entry.payment.amount = *missing;
    return entry;
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
