// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's reading of the exchange's states: judged against ours, and what follows when they
// differ.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;
using base::Result;
using domain::NoteKind;
using domain::SyncNote;

namespace {

constexpr auto NoteInterval = std::chrono::hours{1};
// Between readings while they keep telling nothing.
constexpr Milliseconds SlowRetry{10'000};
// Between readings without a feed, or half of what is usual: nothing else uses the budget then.
constexpr Milliseconds OfflineInterval{6'000};

// Six seconds for up to three accounts: a true difference is raised within 70 s, of which 60 are
// waited and some pass until the second reading.
constexpr Milliseconds UnpushedLeast{6'000};
constexpr Milliseconds UnpushedEach{2'000};

// Between the readings of something that differs.
Milliseconds suspectDelay(int readings)
{
    return limits::SecondReadDelay * (1 << std::clamp(readings - 1, 0, 3));
}

// When the exchange says it read the dex.
std::optional<base::Timestamp> timeOf(const domain::AccountState &state, const std::string &dex)
{
    const auto found = std::find_if(state.dexes.begin(), state.dexes.end(),
                                    [&](const auto &candidate) { return candidate.dex == dex; });
    return found == state.dexes.end() ? std::nullopt : std::optional(found->time);
}

} // namespace

Milliseconds unpushedInterval(std::size_t accounts)
{
    return std::max(UnpushedLeast, UnpushedEach * static_cast<int>(accounts));
}

void AccountSync::askState(base::Instant now, Output &out)
{
    m_nextReadingAt.reset();
    m_askedAt = now.monotonic;
    m_reading = StateReading{ask(out, FetchState{}), now.monotonic};
}

// A lost fill is seen by the state that is pushed; where none comes, by reading it more often. While
// there is no feed a reading tells since when something has been as it will be found.
std::optional<Milliseconds> AccountSync::unpushedReadingAt() const
{
    const bool isLive = m_mode == Mode::Live && !m_hasStateFailed;
    if ((!isLive && !m_isDown) || m_reading)
        return std::nullopt;
    const auto interval
        = isLive ? m_options.unpushedInterval
                 : std::max(m_options.unpushedInterval / 2, OfflineInterval);
    return std::max(m_pushedAt, m_askedAt) + interval;
}

// Syncing ends with a reading that was asked for after the last fill was applied, and agrees.
void AccountSync::settle(base::Instant now, Output &out)
{
    if (m_mode == Mode::Syncing && m_span && !isBackfilling() && !m_windowRetryAt
        && !m_intake.isWaiting() && !m_reading && !m_nextReadingAt)
        askState(now, out);
}

Output AccountSync::onState(RequestId id, const Result<domain::AccountState> &state,
                            base::Instant now)
{
    Output out;
    if (!m_reading || id != m_reading->id)
        return out;
    const StateReading reading = *m_reading;
    m_reading.reset();
    m_hasStateFailed = !state;
    if (m_mode == Mode::Offline) {
        if (state && !isOlderThanKnown(*state))
            takeOffline(*state, reading, now);
        return out;
    }
    if (!state) {
        m_nextReadingAt = now.monotonic + m_stateBackoff.next();
        return out;
    }
    m_stateBackoff.reset();
    if (isOlderThanKnown(*state)) {
        m_olderSince = m_olderSince.value_or(now.monotonic);
        if (now.monotonic < *m_olderSince + limits::OlderPatience) {
            m_nextReadingAt = now.monotonic + retryDelay();
            return out;
        }
    }
    m_olderSince.reset();
    for (const auto &dex : state->dexes) {
        m_stateTimes[dex.dex] = dex.time;
        m_clock.tell(dex.time, now.monotonic);
    }
    judge(*state, reading, now, out);
    return out;
}

// Without a feed nothing is concluded, and fills are missing.
void AccountSync::takeOffline(const domain::AccountState &state, const StateReading &reading,
                              base::Instant now)
{
    for (const auto &dex : state.dexes) {
        m_stateTimes[dex.dex] = dex.time;
        m_clock.tell(dex.time, now.monotonic);
        m_told.onState(dex, asOf(reading), now.monotonic);
    }
}

// A reading may lag, and call itself new.
Moment AccountSync::asOf(const StateReading &reading) const
{
    return {reading.requestedAt - limits::RestLag,
            m_clock.timeAt(reading.requestedAt) - limits::RestLag};
}

// Several servers answer, each at its own height: a reading older than the last one is none.
bool AccountSync::isOlderThanKnown(const domain::AccountState &state) const
{
    return std::any_of(state.dexes.begin(), state.dexes.end(), [this](const auto &dex) {
        const auto known = m_stateTimes.find(dex.dex);
        return known != m_stateTimes.end() && dex.time < known->second;
    });
}

// Soon a few times, then less often: what says nothing now mostly does a moment later.
Milliseconds AccountSync::retryDelay()
{
    if (++m_quietRetries <= limits::QuietRetries)
        return limits::QuietRetry;
    return std::min(SlowRetry, m_options.syncInterval);
}

void AccountSync::judge(const domain::AccountState &state, const StateReading &reading,
                        base::Instant now, Output &out)
{
    if (m_isFirstSync && !m_intake.isWaiting())
        beginUnheldPositions(compare(m_tracker, m_account, state.dexes), now, out);
    takeFacts(state.dexes, now, out);
    m_intake.onState(state.dexes);
    for (const auto &dex : state.dexes) {
        if (!isOvertaken(dex, now))
            m_told.onState(dex, asOf(reading), now.monotonic);
    }
    const auto comparison = compare(m_tracker, m_account, state.dexes);
    const Reconciliation::Circumstances how{
        [this](const Difference &difference) { return pushedSaysSo(difference); },
        [this](const Difference &difference) { return isHeld(difference); },
        [this](const Difference &difference) { return m_told.since(difference, m_intake); },
        [this](const Difference &difference, Milliseconds at) {
            return m_told.hasChangedAfter(difference, at);
        },
        [&](const std::string &coin) { return timeOf(state, domain::dexOf(coin)); },
        reading.requestedAt, asOf(reading),
        std::min<Milliseconds>(limits::RestLag, m_options.syncInterval), patience(),
        now.monotonic < m_pastUnknownUntil.value_or(now.monotonic)};
    auto verdict = m_reconciliation.judge(comparison, m_intake, how, now);
    releaseHeld(comparison, state.dexes);
    markReconciled(comparison);
    bool isDisputed = false;
    for (const auto &dex : state.dexes)
        isDisputed |= disputesAgreement(dex, now);
    verdict.isInconclusive |= isDisputed;
    for (const Difference &difference : verdict.confirmed)
        raise(difference, now, out);
    m_lastReconciliation = now.wall;
    m_lastComparedAt = now.monotonic;
    const bool agrees = verdict.agrees
                        || (!verdict.confirmed.empty()
                            && compare(m_tracker, m_account, state.dexes).differences.empty());
    m_agreed = agrees && !isDisputed && m_held.empty();
    readAgain(verdict, reading, now, out);
}

// What was left to stand, and is no difference any more.
void AccountSync::releaseHeld(const Comparison &comparison,
                              const std::vector<domain::DexState> &judged)
{
    std::erase_if(m_held, [&](const auto &held) {
        const std::string &coin = held.first;
        const bool isJudged = std::any_of(judged.begin(), judged.end(), [&](const auto &dex) {
            return dex.dex == domain::dexOf(coin);
        });
        const bool differs = std::any_of(comparison.differences.begin(),
                                         comparison.differences.end(),
                                         [&](const auto &other) { return other.coin == coin; });
        const auto &untold = comparison.untold;
        const bool isUntold = held.second.isOfEntry()
                              && std::find(untold.begin(), untold.end(), coin) != untold.end();
        return isJudged && !differs && !isUntold;
    });
}

void AccountSync::markReconciled(const Comparison &comparison)
{
    for (const std::string &coin : comparison.agreeing)
        m_tracker.setReconciled(m_account, coin, true);
    for (const std::string &coin : comparison.untold) {
        if (!m_held.contains(coin) && !m_reconciliation.suspectsEntry(coin))
            m_tracker.setReconciled(m_account, coin, true);
    }
    for (const Difference &difference : comparison.differences)
        m_tracker.setReconciled(m_account, difference.coin, false);
}

// Whether what was read of a dex is older than what was pushed.
bool AccountSync::isOvertaken(const domain::DexState &read, base::Instant now) const
{
    const auto pushed = m_pushed.find(read.dex);
    return pushed != m_pushed.end() && read.time < pushed->second.state.time
           && now.monotonic < pushed->second.at + limits::OlderPatience;
}

// Whether newer pushes tell for a while already of something that an older reading cannot know. Its
// coins do not count as reconciled.
bool AccountSync::disputesAgreement(const domain::DexState &read, base::Instant now)
{
    if (!m_pushDisagreesSince || now.monotonic < *m_pushDisagreesSince + limits::SecondReadDelay
        || !isOvertaken(read, now))
        return false;
    const auto differences = pushedDifferences(m_pushed.at(read.dex));
    for (const Difference &difference : differences)
        m_tracker.setReconciled(m_account, difference.coin, false);
    return !differences.empty();
}

// Fills may be on their way for as long as a list of them may lag. At the very first start all is
// history: what comes later takes its place then.
Milliseconds AccountSync::patience() const
{
    if (m_isFirstSync)
        return Milliseconds{0};
    return std::min<Milliseconds>(limits::RestLag, m_options.syncInterval);
}

// When the next reading is due, and what the last one allows.
void AccountSync::readAgain(const Reconciliation::Verdict &verdict, const StateReading &reading,
                            base::Instant now, Output &out)
{
    if (verdict.isSuspicious) {
        // Less and less often, and at the moment that decides. Without the fills a second reading
        // proves nothing.
        const Milliseconds soonest = now.monotonic + limits::SecondReadDelay;
        const Milliseconds next = now.monotonic + suspectDelay(m_suspectReadings);
        const auto decisive = m_reconciliation.confirmAt(patience()).value_or(next);
        // The slices' list costs as much again: by it each look only where it tells anything.
        const bool readsSlices
            = m_newestSlice || m_suspectReadings == 0 || decisive <= now.monotonic;
        ++m_suspectReadings;
        startBackfill(Window{lookStart(), false, readsSlices}, now, out);
        m_readsAfterWindow = decisive <= now.monotonic && !reading.isAfterWindow;
        m_nextReadingAt = std::max({soonest, std::min(next, decisive),
                                    m_windowRetryAt.value_or(Milliseconds{0})});
        return;
    }
    if (!m_reconciliation.isSuspicious())
        m_suspectReadings = 0;
    if (!verdict.confirmed.empty() && m_options.adjustsDiscrepancies) {
        m_nextReadingAt = now.monotonic + limits::SecondReadDelay; // does it agree still?
        if (m_span && m_agreed && !m_intake.isWaiting())
            goLive(now, out);
        return;
    }
    const bool isActive = verdict.isInconclusive && m_quietRetries >= limits::QuietRetries;
    if (m_span && !m_intake.isWaiting() && (!verdict.isInconclusive || isActive))
        goLive(now, out);
    if (verdict.isInconclusive) {
        const auto next = now.monotonic + retryDelay();
        const auto doubtEnds = m_reconciliation.doubtEndsAt(limits::RestLag, now).value_or(next);
        m_nextReadingAt = std::min(next, doubtEnds);
        return;
    }
    m_quietRetries = 0;
    if (m_mode == Mode::Syncing) // something waits: settle() asks when nothing does
        return;
    m_nextReadingAt = now.monotonic + m_options.syncInterval;
}

// At the very first start: positions whose fills are all out of reach.
void AccountSync::beginUnheldPositions(const Comparison &comparison, base::Instant now, Output &out)
{
    for (const Difference &difference : comparison.differences) {
        if (difference.field != "size" || !difference.ours.isZero() || !difference.position
            || m_intake.knows(difference.coin)) // it has fills: a difference, not a beginning
            continue;
        auto anchored
            = m_tracker.anchor(m_account, difference.coin, difference.theirs, now.wall,
                               "held before the first start, its fills are out of reach");
        if (anchored) {
            anchored->isHistory = true;
            m_intake.onChange(*anchored, now); // or its fills are only on their way
            out.records.emplace_back(std::move(*anchored));
        }
    }
}

void AccountSync::takeFacts(const std::vector<domain::DexState> &dexes, base::Instant now,
                            Output &out)
{
    for (const auto &dex : dexes) {
        for (const auto &position : dex.positions) {
            auto change = m_tracker.takeState(m_account, position, now.wall);
            if (change && *change) {
                (*change)->isHistory = m_isFirstSync;
                m_intake.onChange(**change, now);
                out.records.emplace_back(std::move(**change));
            }
        }
    }
}

void AccountSync::raise(const Difference &difference, base::Instant now, Output &out)
{
    const bool isBeginning = m_isFirstSync && m_options.adjustsDiscrepancies;
    if (!isHeld(difference) && !isBeginning) {
        SyncNote note;
        note.kind = NoteKind::Discrepancy;
        note.account = m_account;
        note.coin = difference.coin;
        if (const auto *position = m_tracker.find(m_account, difference.coin))
            note.symbol = position->instrument.symbol;
        note.time = now.wall;
        note.field = difference.field;
        note.ours = difference.ours;
        note.theirs = difference.theirs;
        note.reason = "two readings agree with each other and not with the fills";
        out.records.emplace_back(std::move(note));
    }
    m_reconciliation.resolve(difference.coin);
    if (!m_options.adjustsDiscrepancies) {
        m_held.insert_or_assign(difference.coin, difference);
        return;
    }
    auto change = m_tracker.adjust(m_account, difference.coin, difference.position, now.wall,
                                   isBeginning ? "the fills that can be read do not lead to it"
                                               : "set to the exchange's " + difference.field);
    if (!change)
        return;
    change->isHistory = m_isFirstSync;
    m_intake.onChange(*change, now);
    out.records.emplace_back(std::move(*change));
}

void AccountSync::goLive(base::Instant now, Output &out)
{
    const bool wasSyncing = m_mode == Mode::Syncing;
    if (wasSyncing) {
        m_mode = Mode::Live;
        m_wasLive = true;
        m_isFirstSync = false;
        // What the stream brought since the list was read is not proven by it.
        m_provenUntil = std::max(m_provenUntil.value_or(base::Timestamp{}), m_span->until);
        m_sweepAt = now.monotonic + limits::SweepInterval;
        m_appliedAtSweep = m_intake.applied(); // the list was read just now
        if (m_fundingId == 0)
            readFunding(out);
    }
    const bool isNoted = m_lastNoted && now.wall - *m_lastNoted < NoteInterval;
    if (!wasSyncing && (!m_agreed || isNoted))
        return;
    m_lastNoted = now.wall;
    SyncNote note;
    note.kind = NoteKind::Reconciled;
    note.account = m_account;
    note.time = now.wall;
    note.from = m_provenUntil;
    if (!m_agreed)
        note.reason = "live, though something does not agree yet";
    out.records.emplace_back(std::move(note));
}

} // namespace lpm::sync
