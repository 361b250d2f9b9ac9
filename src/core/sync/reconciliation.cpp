// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconciliation.h"

#include "core/base/limits.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;

namespace {

bool isUntold(const Comparison &comparison, const std::string &coin)
{
    return std::find(comparison.untold.begin(), comparison.untold.end(), coin)
           != comparison.untold.end();
}

} // namespace

Reconciliation::Verdict Reconciliation::judge(const Comparison &comparison,
                                              const FillIntake &intake, const Circumstances &how,
                                              base::Instant now)
{
    Verdict verdict;
    std::set<Key> differing;
    for (const Difference &difference : comparison.differences) {
        if (how.isStanding(difference))
            continue;
        differing.insert(keyOf(difference));
        judge(difference, intake, how, now, verdict);
    }
    // A reading of another size tells nothing of an entry, nor does one that does not agree with
    // itself of a hidden notional: not for ever, that may be all there is to read.
    std::erase_if(m_suspicions, [&](const auto &known) {
        const auto &[key, suspicion] = known;
        if (differing.contains(key))
            return false;
        const bool mayStand = key.second && !suspicion.isDoubtful;
        const bool isHidden = suspicion.difference.field == "unrealized_pnl"
                              && isUntold(comparison, key.first)
                              && now.monotonic < suspicion.toldAt + limits::RestLag;
        verdict.isInconclusive |= mayStand && isHidden;
        return !mayStand || !(isHidden || differing.contains({key.first, false}));
    });
    verdict.agrees = comparison.differences.empty() && m_suspicions.empty();
    return verdict;
}

void Reconciliation::judge(const Difference &difference, const FillIntake &intake,
                           const Circumstances &how, base::Instant now, Verdict &verdict)
{
    const auto known = m_suspicions.find(keyOf(difference));
    const bool isKnown = known != m_suspicions.end();
    // Whether a size is wrong shows when nothing moves. An entry is not put right by what moves.
    const bool isFirmEntry = isKnown && difference.isOfEntry() && !known->second.isDoubtful;
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
    const bool isOld = isKnown && goesOn(known->second, difference, intake);
    const bool begins = !isOld || known->second.isDoubtful;
    Suspicion suspicion{difference,    now.monotonic, now.monotonic, now.monotonic, doubtful,
                        now.monotonic, {}};
    if (isOld) {
        suspicion.since = known->second.since;
        suspicion.foundAt = known->second.foundAt;
    }
    // What a doubtful reading told may have been true, and differ only since then: where something
    // else was told in between. Else the minute is not begun anew.
    if (!isOld || (begins && how.toldOtherwise(difference, suspicion.foundAt)))
        suspicion.since = how.toldSince(difference).value_or(now.monotonic);
    if (!begins)
        suspicion.firmSince = known->second.firmSince;
    const auto *instrument = intake.instrument(difference.coin);
    const auto readAt = how.readingTime(difference.coin);
    if (difference.isOfEntry() && difference.position && instrument && readAt)
        suspicion.theirs = TheirEntry::of(*difference.position, *instrument, *readAt);
    if (!begins && !suspicion.theirs)
        suspicion.theirs = known->second.theirs; // the state does not agree with itself
    if (!begins && !doubtful && isConfirmed(suspicion, how.requestedAt, how.patience))
        verdict.confirmed.push_back(difference);
    else if (!doubtful)
        verdict.isSuspicious = true;
    m_suspicions.insert_or_assign(keyOf(difference), std::move(suspicion));
}

// Whether it is the same difference still. An entry changes with each fill; if it is what the fills
// make of the one before, nothing else has happened to it.
bool Reconciliation::goesOn(const Suspicion &suspicion, const Difference &difference,
                            const FillIntake &intake)
{
    const bool leads = suspicion.theirs && difference.position
                       && suspicion.theirs->leadsTo(*difference.position);
    const auto touched = intake.touched(difference.coin);
    // The same shown entry can hide another notional.
    if (suspicion.difference.isSameAs(difference) && (!touched || *touched < suspicion.foundAt))
        return leads || !suspicion.theirs;
    return !suspicion.isDoubtful && leads;
}

void Reconciliation::onFill(const domain::Fill &fill)
{
    const auto known = m_suspicions.find({fill.coin, true});
    if (known != m_suspicions.end() && known->second.theirs)
        known->second.theirs->apply(fill);
}

void Reconciliation::resolve(const std::string &coin)
{
    m_suspicions.erase({coin, false});
    m_suspicions.erase({coin, true});
}

// Whether the reading may be from before our last fill of the coin.
bool Reconciliation::isDoubtful(const Difference &difference, const FillIntake &intake,
                                const Circumstances &how, base::Instant now) const
{
    if (how.witness(difference))
        return false;
    if (how.mayTellForgotten)
        return true;
    const auto known = m_suspicions.find(keyOf(difference));
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

bool Reconciliation::suspectsEntry(const std::string &coin) const
{
    return m_suspicions.contains({coin, true});
}

bool Reconciliation::suspects(const Difference &difference) const
{
    const auto known = m_suspicions.find(keyOf(difference));
    return known != m_suspicions.end() && !known->second.isDoubtful
           && (known->second.difference.isSameAs(difference)
               || known->second.difference.isOfSameEntryAs(difference));
}

std::optional<Milliseconds> Reconciliation::confirmAt(Milliseconds patience) const
{
    std::optional<Milliseconds> soonest;
    for (const auto &[key, suspicion] : m_suspicions) {
        const auto at = std::max(suspicion.since + patience,
                                 suspicion.firmSince + limits::SecondReadDelay);
        if (!suspicion.isDoubtful && !isDecided(suspicion, patience) && (!soonest || at < *soonest))
            soonest = at;
    }
    return soonest;
}

std::optional<Milliseconds> Reconciliation::doubtEndsAt(Milliseconds lag, base::Instant now) const
{
    std::optional<Milliseconds> soonest;
    for (const auto &[key, suspicion] : m_suspicions) {
        const auto at = suspicion.foundAt + lag;
        if (suspicion.isDoubtful && at > now.monotonic && (!soonest || at < *soonest))
            soonest = at;
    }
    return soonest;
}

} // namespace lpm::sync
