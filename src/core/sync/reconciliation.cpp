// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconciliation.h"

#include "core/base/limits.h"

#include <chrono>
#include <set>

namespace lpm::sync {

namespace {

// How long a reading may lag behind the stream (faults.md 1.1: a minute was seen).
constexpr base::Milliseconds ReadingLag{60'000};
// A reading that calls itself newer than the coin's last fill by this much, and tells a size that we
// held not long ago, is probably right; but its time may be when it was sent, so it is given longer.
constexpr base::Milliseconds SecondRead = base::limits::SecondReadDelay;
constexpr base::Milliseconds Newer{2'000};
constexpr base::Milliseconds DoubtfulPatience{10'000};

} // namespace

Reconciliation::Verdict Reconciliation::judge(const Comparison &comparison,
                                              const FillIntake &intake, const Witness &witness,
                                              const ReadingTime &readingTime,
                                              base::Milliseconds requestedAt, base::Instant now)
{
    Verdict verdict;
    std::set<std::string> differing;
    for (const Difference &difference : comparison.differences) {
        const std::string &coin = difference.coin;
        differing.insert(coin);
        const auto touched = intake.touched(coin);
        const bool moved = (touched && *touched >= requestedAt) || intake.isWaiting(coin);
        const bool isDoubtful = difference.field == "size"
                                && intake.heldRecently(coin, difference.theirs, now, ReadingLag)
                                && !witness(difference);
        const auto readAt = readingTime(coin);
        const auto filledAt = intake.newestFill(coin);
        const bool isNewer = readAt && filledAt && *readAt >= *filledAt + Newer;
        if (moved || (isDoubtful && !isNewer)) {
            m_suspicions.erase(coin);
            verdict.isInconclusive = true;
            continue;
        }
        const auto known = m_suspicions.find(coin);
        if (known == m_suspicions.end() || !known->second.difference.isSameAs(difference)
            || (touched && *touched >= known->second.since)) {
            m_suspicions.insert_or_assign(coin, Suspicion{difference, now.monotonic,
                                                           isDoubtful ? DoubtfulPatience
                                                                      : SecondRead});
            continue;
        }
        const auto since = known->second.since;
        if (requestedAt >= since + known->second.patience && m_backfilledAt
            && *m_backfilledAt >= since)
            verdict.confirmed.push_back(difference);
    }
    std::erase_if(m_suspicions,
                  [&](const auto &suspicion) { return !differing.contains(suspicion.first); });
    verdict.agrees = comparison.differences.empty();
    return verdict;
}

} // namespace lpm::sync
