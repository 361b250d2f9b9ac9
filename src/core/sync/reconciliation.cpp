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
        if (how.isStanding(difference))
            continue;
        differing.insert(difference.coin);
        judge(difference, intake, how, now, verdict);
    }
    std::erase_if(m_suspicions,
                  [&](const auto &suspicion) { return !differing.contains(suspicion.first); });
    verdict.agrees = comparison.differences.empty();
    return verdict;
}

void Reconciliation::judge(const Difference &difference, const FillIntake &intake,
                           const Circumstances &how, base::Instant now, Verdict &verdict)
{
    const auto known = m_suspicions.find(difference.coin);
    const bool isKnown = known != m_suspicions.end();
    // A size that differs shows when nothing moves, and is forgotten until then. An entry is not put
    // right by what moves.
    const bool isFirmEntry
        = isKnown && known->second.difference.isOfEntry() && !known->second.isDoubtful;
    const auto touched = intake.touched(difference.coin);
    if ((touched && *touched >= how.requestedAt) || intake.isWaiting(difference.coin)) {
        if (isKnown && !isFirmEntry)
            m_suspicions.erase(known);
        verdict.isInconclusive = true;
        return;
    }
    const bool doubtful = isDoubtful(difference, intake, how, now);
    verdict.isInconclusive = verdict.isInconclusive || doubtful;
    if (doubtful && isFirmEntry)
        return; // it tells nothing of it
    const bool isNew = !isKnown || !goesOn(known->second, difference, intake);
    if (isNew || known->second.isDoubtful) {
        const auto since
            = isNew ? how.toldSince(difference).value_or(now.monotonic) : known->second.since;
        const auto foundAt = isNew ? now.monotonic : known->second.foundAt;
        m_suspicions.insert_or_assign(
            difference.coin,
            Suspicion{difference, since, foundAt, doubtful, now.monotonic, now.monotonic});
        return;
    }
    known->second.isDoubtful = doubtful;
    known->second.difference = difference;
    known->second.judgedAt = now.monotonic;
    if (!doubtful && isConfirmed(known->second, how.requestedAt, how.patience))
        verdict.confirmed.push_back(difference);
}

// Whether it is the same difference still. That of an entry stays until the position is closed,
// though its figures change with each fill; they change by nothing else. And it may be another's
// fault once something came that had been missing.
bool Reconciliation::goesOn(const Suspicion &suspicion, const Difference &difference,
                            const FillIntake &intake)
{
    const auto touched = intake.touched(difference.coin);
    const bool isSame = suspicion.difference.isSameAs(difference);
    if (isSame && (!touched || *touched < suspicion.foundAt))
        return true;
    const auto found = intake.foundMissing(difference.coin);
    return !suspicion.isDoubtful && suspicion.difference.isOfSameEntryAs(difference)
           && (!found || *found < suspicion.since)
           && (isSame || (touched && *touched >= suspicion.judgedAt));
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
    if (isOlder)
        return true;
    if (difference.isOfEntry() && difference.position)
        return intake.mayHaveHeldEntry(*difference.position, how.asOf);
    const auto theirs = difference.position ? difference.position->size : domain::Decimal{};
    return intake.mayHaveHeld(difference.coin, theirs, how.asOf);
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
               || known->second.difference.isOfSameEntryAs(difference));
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
