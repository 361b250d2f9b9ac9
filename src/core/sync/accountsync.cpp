// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's feed, funding and time; readfills.cpp reads fills over REST, readstates.cpp judges
// the exchange's states.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <utility>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;
using base::Result;
using domain::FeedState;
using domain::FillSource;

namespace {

bool isDue(const std::optional<Milliseconds> &time, base::Instant now)
{
    return time && *time <= now.monotonic;
}

domain::SyncNote refusedNote(const domain::Address &account, const domain::FundingPayment &payment,
                             const std::string &reason, base::Instant now)
{
    domain::SyncNote note;
    note.kind = domain::NoteKind::Conflict;
    note.account = account;
    note.coin = payment.coin;
    note.time = now.wall;
    note.theirs = payment.amount;
    note.reason = "the funding payment of " + base::toRfc3339(payment.time)
                  + " was not booked: " + reason;
    return note;
}

} // namespace

AccountSync::AccountSync(domain::Address account, SyncOptions options, const Recovered &recovered,
                         tracker::PositionTracker &tracker)
    : m_account(account), m_options(options), m_tracker(tracker), m_intake(account, tracker),
      m_isFirstSync(recovered.isFirstStart), m_provenUntil(recovered.provenUntil)
{
    m_intake.restore(recovered.fills, recovered.newestFill, recovered.forgottenUntil,
                     recovered.openLate);
    m_intake.restoreSteps(recovered.fills, recovered.recentChanges);
    m_funding.restore(recovered.fundings, recovered.isFirstStart,
                      recovered.fundingForgottenUntil);
}

RequestId AccountSync::ask(Output &out, decltype(Request::what) what)
{
    out.requests.push_back(Request{++m_lastId, std::move(what)});
    return m_lastId;
}

base::Timestamp AccountSync::backfillStart() const
{
    const auto proven = m_provenUntil.value_or(base::Timestamp{});
    return std::max(base::Timestamp{proven - limits::BackfillOverlap}, base::Timestamp{});
}

// Where a look for what is newer begins.
base::Timestamp AccountSync::lookStart() const
{
    return m_span ? std::max(m_span->until, backfillStart()) : backfillStart();
}

// --- the feed ------------------------------------------------------------------------------

Output AccountSync::onSubscribed(base::Instant now)
{
    Output out;
    m_mode = Mode::Syncing;
    m_reading.reset(); // it may hang
    m_isDown = false;
    m_subscribedAt = now.monotonic;
    if (!m_pastUnknownUntil) // what a later connection follows on is known
        m_pastUnknownUntil = now.monotonic + (m_isFirstSync ? Milliseconds{0} : patience());
    m_windowRetryAt.reset();
    startBackfill(Window{backfillStart()}, now, out);
    return out;
}

Output AccountSync::onDisconnected(base::Instant)
{
    // Waiting fills are dropped: the backfill after the reconnect brings them again, in order.
    m_mode = Mode::Offline;
    m_isDown = true;
    m_intake.dropWaiting();
    m_parks.clear();
    m_reconciliation.clear();
    m_pageId = m_twapId = m_fundingId = 0;
    m_wanted.reset();
    m_span.reset();
    m_windowRetryAt.reset();
    m_twapRetryAt.reset();
    m_fundingRetryAt.reset();
    m_reading.reset();
    m_readsAfterWindow = false;
    m_nextReadingAt.reset();
    m_olderSince.reset();
    m_sweepAt.reset();
    m_pushDisagreesSince.reset();
    m_witnessAt.reset();
    m_pushed.clear();
    return Output{};
}

Output AccountSync::onFills(std::vector<domain::Fill> fills, bool isSnapshot, base::Instant now)
{
    Output out;
    m_intake.receive(std::move(fills), isSnapshot ? FillSource::Snapshot : FillSource::Live,
                     m_isFirstSync && isSnapshot, now, out.records);
    if (m_intake.waiting() > limits::BufferedFills) {
        m_intake.dropWaiting();
        out.shouldReconnect = true;
        return out;
    }
    // Before the first window is in, a coin's first fill may be missing: nothing is applied yet.
    if (m_mode == Mode::Live || (m_mode == Mode::Syncing && m_span))
        applyWaiting(now, out);
    settle(now, out);
    return out;
}

Output AccountSync::onFundings(const std::vector<domain::FundingPayment> &payments,
                               base::Instant now, bool isSnapshot)
{
    Output out;
    m_funding.onPushed(payments, isSnapshot);
    bookFundings(now, out);
    return out;
}

// --- funding -------------------------------------------------------------------------------

void AccountSync::readFunding(Output &out)
{
    m_fundingRetryAt.reset();
    m_funding.begin();
    m_fundingId = ask(out, FetchFunding{m_funding.next()});
}

Output AccountSync::onFundingPage(RequestId id, Result<std::vector<domain::FundingPayment>> page,
                                  base::Instant now)
{
    Output out;
    if (id != m_fundingId || id == 0)
        return out;
    m_fundingId = 0;
    if (!page) {
        // Without such an endpoint what the stream brings must do; it may appear one day.
        if (!m_hasFunding && isUnavailable(page.error()) && m_funding.onUnavailable())
            bookFundings(now, out);
        m_fundingRetryAt = now.monotonic + m_fundingBackoff.next();
        return out;
    }
    m_fundingBackoff.reset();
    m_hasFunding = true;
    if (m_funding.onPage(std::move(*page)))
        bookFundings(now, out);
    else
        m_fundingId = ask(out, FetchFunding{m_funding.next()});
    return out;
}

void AccountSync::bookFundings(base::Instant now, Output &out)
{
    for (const auto &due : m_funding.takeDue()) {
        const auto refuse = [&](const std::string &reason) {
            out.records.emplace_back(refusedNote(m_account, due.payment, reason, now));
        };
        if (due.isRefused) {
            refuse(due.reason);
            continue;
        }
        auto change = m_tracker.bookFunding(m_account, due.payment, due.isHistory, now.wall);
        if (!change) {
            refuse(change.error().message);
            continue;
        }
        change->reason = due.reason;
        m_intake.onChange(*change, now);
        out.records.emplace_back(std::move(*change));
    }
}

// --- time and commands ---------------------------------------------------------------------

Output AccountSync::onTick(base::Instant now)
{
    Output out;
    if (m_mode == Mode::Offline) {
        if (isDue(unpushedReadingAt(), now))
            askState(now, out);
        return out;
    }
    if (isDue(m_windowRetryAt, now))
        retryWindow(now, out);
    if (isDue(m_twapRetryAt, now)) {
        m_twapRetryAt.reset();
        startBackfill(Window{backfillStart()}, now, out);
    }
    if (isDue(m_fundingRetryAt, now))
        readFunding(out);
    retryParked(now, out);
    if (isDue(m_witnessAt, now))
        checkWitness(now, out);
    if (isDue(m_sweepAt, now))
        sweep(now, out);
    if ((isDue(m_nextReadingAt, now) || isDue(unpushedReadingAt(), now)) && !m_reading)
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
        return unpushedReadingAt();
    for (const auto &time : {m_windowRetryAt, m_twapRetryAt, m_fundingRetryAt, m_nextReadingAt,
                             m_sweepAt, m_witnessAt, unpushedReadingAt()})
        consider(time);
    if (!isBackfilling() && !m_windowRetryAt) {
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
    if (m_mode != Mode::Offline)
        startBackfill(Window{backfillStart()}, now, out);
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
    status.lastComparedAt = m_lastComparedAt;
    status.lastReconciliationAgreed = m_agreed;
    status.openDiscrepancies = static_cast<int>(m_held.size());
    status.wasLive = m_wasLive;
    status.lacksSlices = m_twapRefusals >= EndpointRefusals;
    status.duplicatesDropped = m_intake.duplicatesDropped();
    status.waitingFills = m_intake.waiting();
    return status;
}

} // namespace lpm::sync
