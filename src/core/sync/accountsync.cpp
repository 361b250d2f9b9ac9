// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace lpm::sync {

namespace limits = base::limits;
using base::ErrorCode;
using base::Milliseconds;
using base::Result;
using domain::FeedState;
using domain::FillSource;
using domain::NoteKind;
using domain::SyncNote;

namespace {

// Waits before the reads that look for a missing predecessor (faults.md 2.3 step 6).
constexpr std::array<Milliseconds, 6> ParkDelays{Milliseconds{250},  Milliseconds{500},
                                                 Milliseconds{1000}, Milliseconds{2000},
                                                 Milliseconds{4000}, Milliseconds{8000}};
constexpr Milliseconds FailureDelayMax{30'000};
constexpr auto NoteInterval = std::chrono::hours{1};

// 1, 2, 4 … 30 s. Without jitter: the rate limiter spreads what several accounts ask.
Milliseconds failureDelay(int failures)
{
    const Milliseconds delay{1000LL << std::min(failures, 5)};
    return std::min(delay, FailureDelayMax);
}

// Another try may help; an endpoint that a server does not have will not appear.
bool isWorthRetrying(const base::Error &error)
{
    return error.code != ErrorCode::Http && error.code != ErrorCode::Parse;
}

template <class T>
bool earlier(const std::optional<T> &time, T now)
{
    return time && *time <= now;
}

} // namespace

AccountSync::AccountSync(domain::Address account, SyncOptions options, const Recovered &recovered,
                         tracker::PositionTracker &tracker)
    : m_account(account), m_options(options), m_tracker(tracker), m_intake(account, tracker),
      m_isFirstSync(recovered.isFirstStart), m_provenUntil(recovered.provenUntil)
{
    m_intake.restore(recovered.fills, recovered.newestFill);
    m_funding.restore(recovered.fundings, recovered.isFirstStart);
}

RequestId AccountSync::ask(Output &out, decltype(Request::what) what)
{
    out.requests.push_back(Request{++m_lastId, std::move(what)});
    return m_lastId;
}

base::Timestamp AccountSync::backfillStart() const
{
    return m_provenUntil ? *m_provenUntil - limits::BackfillOverlap : base::Timestamp{};
}

// --- the feed ------------------------------------------------------------------------------

Output AccountSync::onSubscribed(base::Instant now)
{
    Output out;
    m_mode = Mode::Syncing;
    startBackfill(Window{backfillStart(), false}, now, out);
    return out;
}

Output AccountSync::onDisconnected(base::Instant)
{
    // Waiting fills are dropped: the backfill after the reconnect brings them again, in order.
    m_mode = Mode::Offline;
    m_intake.dropWaiting();
    m_parks.clear();
    m_reconciliation.clear();
    m_pageId = m_twapId = m_fundingId = 0;
    m_wanted.reset();
    m_retryAt.reset();
    m_reading.reset();
    m_nextReadingAt.reset();
    m_sweepAt.reset();
    m_witnessAt.reset();
    m_pushed.clear();
    m_pushedAt.reset();
    return Output{};
}

Output AccountSync::onFills(std::vector<domain::Fill> fills, bool isSnapshot, base::Instant now)
{
    Output out;
    m_usesTwap = m_usesTwap || std::any_of(fills.begin(), fills.end(), [](const auto &fill) {
        return fill.twapId.has_value();
    });
    m_intake.receive(std::move(fills), isSnapshot ? FillSource::Snapshot : FillSource::Live,
                     m_isFirstSync && isSnapshot, now, out.records);
    if (m_intake.waiting() > limits::BufferedFills) {
        m_intake.dropWaiting();
        out.shouldReconnect = true;
        return out;
    }
    // Before the backfill is in, a coin's first fill may be missing: nothing is applied yet.
    if (m_mode == Mode::Live)
        applyWaiting(now, out);
    return out;
}

Output AccountSync::onFundings(const std::vector<domain::FundingPayment> &payments,
                               base::Instant now)
{
    Output out;
    m_funding.onPushed(payments);
    bookFundings(now, out);
    return out;
}

Output AccountSync::onPushedState(const std::vector<domain::DexState> &dexes, base::Instant now)
{
    Output out;
    m_pushed = dexes;
    m_pushedAt = now.monotonic;
    if (m_mode != Mode::Live)
        return out;
    takeFacts(dexes, now, out);
    const auto comparison = compare(m_tracker, m_account, dexes);
    const bool differs = std::any_of(
        comparison.differences.begin(), comparison.differences.end(),
        [](const Difference &difference) { return difference.field == "size"; });
    if (!differs)
        m_witnessAt.reset();
    else if (!m_witnessAt)
        m_witnessAt = now.monotonic + limits::SecondReadDelay;
    return out;
}

// The pushed state has disagreed for two seconds: a fill was lost on the other channel.
void AccountSync::checkWitness(base::Instant now, Output &out)
{
    if (!earlier(m_witnessAt, now.monotonic))
        return;
    m_witnessAt.reset();
    const auto comparison = compare(m_tracker, m_account, m_pushed);
    if (comparison.differences.empty())
        return;
    startBackfill(Window{backfillStart(), false}, now, out);
    askState(now, out);
}

bool AccountSync::pushedSaysSo(const Difference &difference) const
{
    const auto touched = m_intake.touched(difference.coin);
    if (!m_pushedAt || (touched && *touched >= *m_pushedAt))
        return false;
    const auto comparison = compare(m_tracker, m_account, m_pushed);
    return std::any_of(comparison.differences.begin(), comparison.differences.end(),
                       [&](const Difference &pushed) { return pushed.isSameAs(difference); });
}

// --- fills over REST -----------------------------------------------------------------------

void AccountSync::startBackfill(Window window, base::Instant now, Output &out)
{
    if (isBackfilling()) {
        if (!m_wanted)
            m_wanted = window;
        m_wanted->from = std::min(m_wanted->from, window.from);
        m_wanted->isSweep = m_wanted->isSweep && window.isSweep;
        return;
    }
    m_window = window;
    m_windowFailed = false;
    m_windowBeganAt = now.monotonic;
    m_retryAt.reset();
    m_backfill.begin(window.from, std::nullopt);
    m_pageId = ask(out, m_backfill.next());
    if (m_mode == Mode::Syncing || m_usesTwap)
        m_twapId = ask(out, FetchTwapFills{});
}

Output AccountSync::onFillsPage(RequestId id, Result<std::vector<domain::Fill>> page,
                                base::Instant now)
{
    Output out;
    if (id != m_pageId || id == 0)
        return out;
    m_pageId = 0;
    if (!page) {
        m_windowFailed = true;
        finishBackfill(now, out);
        return out;
    }
    const auto progress = m_backfill.onPage(*page);
    m_intake.receive(std::move(*page),
                     m_window.isSweep ? FillSource::Sweep : FillSource::Backfill, m_isFirstSync,
                     now, out.records);
    if (progress == Backfill::Progress::More) {
        m_pageId = ask(out, m_backfill.next());
        return out;
    }
    if (progress == Backfill::Progress::Truncated) {
        SyncNote note;
        note.kind = NoteKind::Gap;
        note.account = m_account;
        note.time = now.wall;
        note.from = m_window.from;
        note.to = m_backfill.next().from;
        note.reason = "more fills than the exchange lets be read: the history is incomplete";
        out.records.emplace_back(std::move(note));
    }
    finishBackfill(now, out);
    return out;
}

Output AccountSync::onTwapFills(RequestId id, Result<std::vector<domain::Fill>> fills,
                                base::Instant now)
{
    Output out;
    if (id != m_twapId || id == 0)
        return out;
    m_twapId = 0;
    if (fills) {
        m_usesTwap = m_usesTwap || !fills->empty();
        m_intake.receive(std::move(*fills),
                         m_window.isSweep ? FillSource::Sweep : FillSource::Backfill,
                         m_isFirstSync, now, out.records);
    } else if (isWorthRetrying(fills.error())) {
        m_windowFailed = true;
    }
    finishBackfill(now, out);
    return out;
}

void AccountSync::finishBackfill(base::Instant now, Output &out)
{
    if (isBackfilling())
        return;
    if (m_windowFailed) {
        // A failed read changes nothing: it is asked again, and nothing is concluded from it.
        m_retryAt = now.monotonic + failureDelay(m_failures++);
        return;
    }
    m_failures = 0;
    m_reconciliation.onBackfilled(m_windowBeganAt);
    applyWaiting(now, out);
    if (m_window.isSweep && !m_intake.isWaiting())
        m_provenUntil = m_intake.newestFill();
    if (m_wanted) {
        const Window wanted = *m_wanted;
        m_wanted.reset();
        startBackfill(wanted, now, out);
        return;
    }
    settle(now, out);
}

void AccountSync::applyWaiting(base::Instant now, Output &out)
{
    m_intake.apply(mayAnchor() && m_mode == Mode::Syncing, now, out.records);
    std::map<std::string, Park> parks;
    for (const auto &gap : m_intake.breaks()) {
        const auto known = m_parks.find(gap.coin);
        parks[gap.coin] = known != m_parks.end()
                              ? known->second
                              : Park{now.monotonic + limits::PredecessorWait, 0};
    }
    m_parks = std::move(parks);
}

void AccountSync::retryParked(base::Instant now, Output &out)
{
    if (isBackfilling() || m_retryAt)
        return;
    std::optional<base::Timestamp> from;
    for (const auto &gap : m_intake.breaks()) {
        const auto park = m_parks.find(gap.coin);
        if (park == m_parks.end() || park->second.nextAt > now.monotonic)
            continue;
        const auto attempt = static_cast<std::size_t>(park->second.attempts++);
        if (attempt >= ParkDelays.size()) {
            m_parks.erase(park);
            m_intake.acceptBreak(gap.coin, now, out.records);
            continue;
        }
        park->second.nextAt = now.monotonic + ParkDelays[attempt];
        const auto start = gap.from - limits::BackfillOverlap;
        from = from ? std::min(*from, start) : start;
    }
    applyWaiting(now, out);
    if (from && m_intake.isWaiting())
        startBackfill(Window{*from, false}, now, out);
    else
        settle(now, out);
}

// --- the exchange's state ------------------------------------------------------------------

void AccountSync::askState(base::Instant now, Output &out)
{
    m_nextReadingAt.reset();
    m_reading = StateReading{ask(out, FetchState{}), now.monotonic};
}

// Syncing ends with a reading that was asked for after the last fill was applied, and agrees.
void AccountSync::settle(base::Instant now, Output &out)
{
    if (m_mode == Mode::Syncing && !isBackfilling() && !m_intake.isWaiting() && !m_reading
        && !m_nextReadingAt)
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
    if (!state) {
        m_nextReadingAt = now.monotonic + failureDelay(m_failures++);
        return out;
    }
    m_failures = 0;
    // Several servers answer, each at its own height: a reading older than the last one is none.
    const bool isOlder = std::any_of(state->dexes.begin(), state->dexes.end(), [&](const auto &dex) {
        const auto known = m_stateTimes.find(dex.dex);
        return known != m_stateTimes.end() && dex.time < known->second;
    });
    if (isOlder) {
        m_nextReadingAt = now.monotonic + limits::QuietRetry;
        return out;
    }
    for (const auto &dex : state->dexes)
        m_stateTimes[dex.dex] = dex.time;
    m_reading = reading; // judge() looks at when it was asked for
    judge(*state, now, out);
    return out;
}

void AccountSync::judge(const domain::AccountState &state, base::Instant now, Output &out)
{
    const auto requestedAt = m_reading->requestedAt;
    m_reading.reset();
    if (m_isFirstSync && !m_intake.isWaiting())
        beginUnheldPositions(compare(m_tracker, m_account, state.dexes), now, out);
    takeFacts(state.dexes, now, out);
    const auto comparison = compare(m_tracker, m_account, state.dexes);
    const auto verdict = m_reconciliation.judge(
        comparison, m_intake, [this](const Difference &d) { return pushedSaysSo(d); },
        requestedAt, now);
    for (const std::string &coin : comparison.agreeing) {
        m_tracker.setReconciled(m_account, coin, true);
        m_held.erase(coin);
    }
    for (const Difference &difference : comparison.differences)
        m_tracker.setReconciled(m_account, difference.coin, false);
    for (const Difference &difference : verdict.confirmed)
        raise(difference, now, out);
    m_lastReconciliation = now.wall;
    m_agreed = verdict.agrees;
    if (m_reconciliation.isSuspicious()) {
        startBackfill(Window{backfillStart(), false}, now, out);
        m_nextReadingAt = now.monotonic + limits::SecondReadDelay;
    } else if (!verdict.confirmed.empty() && m_options.adjustsDiscrepancies) {
        m_nextReadingAt = now.monotonic + limits::SecondReadDelay; // does it agree now?
    } else if (verdict.isInconclusive && m_quietRetries < limits::QuietRetries) {
        ++m_quietRetries;
        m_nextReadingAt = now.monotonic + limits::QuietRetry;
    } else {
        m_quietRetries = 0;
        if (!m_intake.isWaiting())
            goLive(now, out);
        m_nextReadingAt = now.monotonic + m_options.syncInterval;
    }
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
                out.records.emplace_back(std::move(**change));
            }
        }
    }
}

void AccountSync::raise(const Difference &difference, base::Instant now, Output &out)
{
    const auto held = m_held.find(difference.coin);
    const bool isKnown = held != m_held.end() && held->second.isSameAs(difference);
    if (!isKnown) {
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
                                   "set to the exchange's " + difference.field);
    if (change)
        out.records.emplace_back(std::move(*change));
}

void AccountSync::goLive(base::Instant now, Output &out)
{
    const bool wasSyncing = m_mode == Mode::Syncing;
    if (wasSyncing) {
        m_mode = Mode::Live;
        m_wasLive = true;
        m_isFirstSync = false;
        m_provenUntil = m_intake.newestFill();
        m_sweepAt = now.monotonic + limits::SweepInterval;
        if (!m_funding.isComplete() && m_fundingId == 0)
            askFunding(out);
    }
    if (!wasSyncing && m_lastNoted && now.wall - *m_lastNoted < NoteInterval)
        return;
    m_lastNoted = now.wall;
    SyncNote note;
    note.kind = NoteKind::Reconciled;
    note.account = m_account;
    note.time = now.wall;
    note.from = m_provenUntil;
    out.records.emplace_back(std::move(note));
}

// --- funding -------------------------------------------------------------------------------

void AccountSync::askFunding(Output &out)
{
    m_fundingId = ask(out, FetchFunding{m_funding.next()});
}

Output AccountSync::onFundingPage(RequestId id, Result<std::vector<domain::FundingPayment>> page,
                                  base::Instant now)
{
    Output out;
    if (id != m_fundingId || id == 0)
        return out;
    m_fundingId = 0;
    if (!page && isWorthRetrying(page.error())) {
        m_retryAt = m_retryAt.value_or(now.monotonic + failureDelay(m_failures++));
        return out;
    }
    if (page ? m_funding.onPage(std::move(*page)) : m_funding.onUnavailable())
        bookFundings(now, out);
    else
        askFunding(out);
    return out;
}

void AccountSync::bookFundings(base::Instant now, Output &out)
{
    for (const auto &due : m_funding.takeDue()) {
        auto change = m_tracker.bookFunding(m_account, due.payment, due.isHistory, now.wall);
        if (change)
            out.records.emplace_back(std::move(*change));
    }
}

// --- time and commands ---------------------------------------------------------------------

Output AccountSync::onTick(base::Instant now)
{
    Output out;
    if (m_mode == Mode::Offline)
        return out;
    if (earlier(m_retryAt, now.monotonic) && !isBackfilling()) {
        m_retryAt.reset();
        if (m_windowFailed)
            startBackfill(m_window, now, out);
        if (!m_funding.isComplete() && m_wasLive && m_fundingId == 0)
            askFunding(out);
    }
    retryParked(now, out);
    checkWitness(now, out);
    if (earlier(m_sweepAt, now.monotonic)) {
        m_sweepAt = now.monotonic + limits::SweepInterval;
        startBackfill(Window{backfillStart(), true}, now, out);
    }
    if (earlier(m_nextReadingAt, now.monotonic) && !m_reading)
        askState(now, out);
    return out;
}

std::optional<Milliseconds> AccountSync::wakeAt() const
{
    std::optional<Milliseconds> soonest;
    const auto consider = [&](const std::optional<Milliseconds> &time) {
        if (time && (!soonest || *time < *soonest))
            soonest = time;
    };
    if (m_mode == Mode::Offline)
        return soonest;
    consider(m_retryAt);
    consider(m_nextReadingAt);
    consider(m_sweepAt);
    consider(m_witnessAt);
    if (!isBackfilling() && !m_retryAt) {
        for (const auto &[coin, park] : m_parks)
            consider(park.nextAt);
    }
    return soonest;
}

Output AccountSync::reconcileNow(base::Instant now)
{
    Output out;
    if (m_mode == Mode::Live && !m_reading)
        askState(now, out);
    return out;
}

Output AccountSync::resynchronise(base::Instant now)
{
    Output out;
    if (m_mode == Mode::Live)
        startBackfill(Window{backfillStart(), false}, now, out);
    return out;
}

SyncStatus AccountSync::status() const
{
    SyncStatus status;
    const bool isSuspect
        = m_intake.isWaiting() || m_reconciliation.isSuspicious() || !m_held.empty();
    status.state = m_mode == Mode::Offline   ? FeedState::Offline
                   : m_mode == Mode::Syncing ? FeedState::Syncing
                   : isSuspect               ? FeedState::Suspect
                                             : FeedState::Live;
    status.lastReconciliation = m_lastReconciliation;
    status.lastReconciliationAgreed = m_agreed;
    status.openDiscrepancies = static_cast<int>(m_held.size());
    status.wasLive = m_wasLive;
    status.duplicatesDropped = m_intake.duplicatesDropped();
    status.waitingFills = m_intake.waiting();
    return status;
}

} // namespace lpm::sync
