// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/bounds.h"

#include "core/audit/limits.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace lpm::audit {

using base::Timestamp;

namespace {

// What is older is forgotten; nullopt: nothing is. `times` are put into another order.
std::optional<Timestamp> oldestKept(std::vector<Timestamp> &times, std::size_t least,
                                    base::Milliseconds age)
{
    if (times.size() <= least)
        return std::nullopt;
    const auto last = times.begin() + static_cast<std::ptrdiff_t>(least) - 1;
    std::nth_element(times.begin(), last, times.end(), std::greater<>());
    const Timestamp newest = *std::max_element(times.begin(), std::next(last));
    return std::min(*last, newest - age);
}

void raise(std::optional<Timestamp> &value, Timestamp to)
{
    if (!value || *value < to)
        value = to;
}

} // namespace

void boundFills(RecoveredAccount &account)
{
    std::vector<Timestamp> times;
    times.reserve(account.fills.size());
    for (const domain::FillId &id : account.fills)
        times.push_back(id.time);
    const auto oldest =
        oldestKept(times, base::limits::SeenFills, base::limits::SeenFillsAge);
    if (!oldest)
        return;
    std::erase_if(account.fills, [&](const domain::FillId &id) {
        const bool isOld = id.time < *oldest;
        if (isOld)
            raise(account.forgottenUntil, id.time);
        return isOld;
    });
}

void boundFundings(RecoveredAccount &account)
{
    std::vector<Timestamp> times;
    for (const auto &[coin, rows] : account.fundings) {
        for (const domain::FundingPayment &row : rows)
            times.push_back(row.time);
    }
    const auto oldest = oldestKept(times, limits::FundingRowsKept, limits::FundingRowsAge);
    if (!oldest)
        return;
    for (auto &[coin, rows] : account.fundings) {
        std::erase_if(rows, [&](const domain::FundingPayment &row) {
            const bool isOld = row.time < *oldest;
            if (isOld)
                raise(account.fundingForgottenUntil, row.time);
            return isOld;
        });
    }
    std::erase_if(account.fundings, [](const auto &entry) { return entry.second.empty(); });
}

std::size_t fundingRows(const RecoveredAccount &account)
{
    std::size_t count = 0;
    for (const auto &[coin, rows] : account.fundings)
        count += rows.size();
    return count;
}

} // namespace lpm::audit
