// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconciliation.h"

#include "core/base/limits.h"

#include <algorithm>
#include <set>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;

Reconciliation::Verdict Reconciliation::judge(const Comparison &comparison,
                                              const FillIntake &intake, const Circumstances &how,
                                              base::Instant now)
{
    Verdict verdict;
    std::set<std::string> differing;
    for (const Difference &difference : comparison.differences) {
        const std::string &coin = difference.coin;
        if (how.isStanding(difference))
            continue;
        differing.insert(coin);
        const auto touched = intake.touched(coin);
        const auto known = m_suspicions.find(coin);
        const bool isOld = known != m_suspicions.end() && goesOn(known->second, difference, intake);
        if ((touched && *touched >= how.requestedAt) || intake.isWaiting(coin)) {
            // Whether a size is wrong shows when nothing moves; an entry may be wrong still.
            if (known != m_suspicions.end() && !known->second.difference.isOfEntry())
                m_suspicions.erase(known);
            verdict.isInconclusive = true;
            continue;
        }
        const bool doubtful = isDoubtful(difference, intake, how, now);
        const bool isNew = !isOld
                           && (known == m_suspicions.end()
                               || !known->second.difference.isSameAs(difference)
                               || (touched && *touched >= known->second.foundAt));
        if (isNew || known->second.isDoubtful) {
            const auto since
                = isNew ? how.toldSince(difference).value_or(now.monotonic) : known->second.since;
            const auto foundAt = isNew ? now.monotonic : known->second.foundAt;
            m_suspicions.insert_or_assign(
                coin, Suspicion{difference, since, foundAt, doubtful, now.monotonic});
        } else if (doubtful) {
            known->second.isDoubtful = true;
        } else if (isConfirmed(known->second, how.requestedAt, how.patience)) {
            verdict.confirmed.push_back(difference);
        }
        verdict.isInconclusive = verdict.isInconclusive || doubtful;
    }
    std::erase_if(m_suspicions,
                  [&](const auto &suspicion) { return !differing.contains(suspicion.first); });
    verdict.agrees = comparison.differences.empty();
    return verdict;
}

// An entry that differs is not put right by the fills that follow until the position is closed,
// though the figures change with each. Nor is it another's fault, as long as nothing came that had
// been missing.
bool Reconciliation::goesOn(const Suspicion &suspicion, const Difference &difference,
                            const FillIntake &intake)
{
    const auto found = intake.foundMissing(difference.coin);
    return suspicion.difference.isOfEntry() && difference.isOfEntry()
           && suspicion.difference.openedAt == difference.openedAt
           && (!found || *found < suspicion.since);
}

// Whether the reading may be from before our last fill of the coin.
bool Reconciliation::isDoubtful(const Difference &difference, const FillIntake &intake,
                                const Circumstances &how, base::Instant now) const
{
    if (how.witness(difference))
        return false;
    if (how.mayTellForgotten)
        return true;
    const auto known = m_suspicions.find(difference.coin);
    // No reading lags so long: an exchange that tells older times has set its clock back.
    const bool isClockBack = known != m_suspicions.end()
                             && known->second.foundAt + how.lag <= now.monotonic;
    const auto readAt = how.readingTime(difference.coin);
    const auto filledAt = intake.newestFill(difference.coin);
    const bool isOlder = readAt && filledAt && *readAt < *filledAt && !isClockBack;
    const auto theirs = difference.position ? difference.position->size : domain::Decimal{};
    return isOlder || intake.mayHaveHeld(difference.coin, theirs, how.asOf);
}

bool Reconciliation::isConfirmed(const Suspicion &suspicion, Milliseconds requestedAt,
                                 Milliseconds patience) const
{
    return requestedAt >= suspicion.firmSince + limits::SecondReadDelay
           && isDecided(suspicion, patience);
}

// Whether a list was read that holds all there was when the difference was there already.
bool Reconciliation::isDecided(const Suspicion &suspicion, Milliseconds patience) const
{
    return m_backfilledAt && *m_backfilledAt >= suspicion.since + patience
           && *m_backfilledAt >= suspicion.firmSince;
}

bool Reconciliation::isSuspicious() const
{
    return std::any_of(m_suspicions.begin(), m_suspicions.end(),
                       [](const auto &suspicion) { return !suspicion.second.isDoubtful; });
}

bool Reconciliation::suspects(const Difference &difference) const
{
    const auto known = m_suspicions.find(difference.coin);
    return known != m_suspicions.end() && !known->second.isDoubtful
           && (known->second.difference.isSameAs(difference)
               || (known->second.difference.isOfEntry() && difference.isOfEntry()));
}

std::optional<Milliseconds> Reconciliation::confirmAt(Milliseconds patience) const
{
    std::optional<Milliseconds> soonest;
    for (const auto &[coin, suspicion] : m_suspicions) {
        const auto at = std::max(suspicion.since + patience,
                                 suspicion.firmSince + limits::SecondReadDelay);
        if (!suspicion.isDoubtful && !isDecided(suspicion, patience) && (!soonest || at < *soonest))
            soonest = at;
    }
    return soonest;
}

} // namespace lpm::sync
