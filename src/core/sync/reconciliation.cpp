// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconciliation.h"

#include "core/base/limits.h"

#include <chrono>
#include <set>

namespace lpm::sync {

namespace {

// How long a reading may lag behind the stream (faults.md 1.1: a minute was seen).
constexpr base::Milliseconds ReadingLag{60'000};

} // namespace

Reconciliation::Verdict Reconciliation::judge(const Comparison &comparison,
                                              const FillIntake &intake, const Witness &witness,
                                              base::Milliseconds requestedAt, base::Instant now)
{
    Verdict verdict;
    std::set<std::string> differing;
    for (const Difference &difference : comparison.differences) {
        const std::string &coin = difference.coin;
        differing.insert(coin);
        const auto touched = intake.touched(coin);
        const bool moved = (touched && *touched >= requestedAt) || intake.isWaiting(coin);
        const bool lags = difference.field == "size"
                          && intake.heldRecently(coin, difference.theirs, now, ReadingLag)
                          && !witness(difference);
        if (moved || lags) {
            m_suspicions.erase(coin);
            verdict.isInconclusive = true;
            continue;
        }
        const auto known = m_suspicions.find(coin);
        if (known == m_suspicions.end() || !known->second.difference.isSameAs(difference)
            || (touched && *touched >= known->second.since)) {
            m_suspicions.insert_or_assign(coin, Suspicion{difference, now.monotonic});
            continue;
        }
        const auto since = known->second.since;
        if (requestedAt >= since + base::limits::SecondReadDelay && m_backfilledAt
            && *m_backfilledAt >= since)
            verdict.confirmed.push_back(difference);
    }
    std::erase_if(m_suspicions,
                  [&](const auto &suspicion) { return !differing.contains(suspicion.first); });
    verdict.agrees = comparison.differences.empty();
    return verdict;
}

} // namespace lpm::sync
