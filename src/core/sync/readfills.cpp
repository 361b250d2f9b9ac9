// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's reading of fills over REST: windows page by page, again after a failure, and around
// a coin whose next fill does not fit yet.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;
using base::Result;
using domain::FillSource;

namespace {

// Waits before the reads that look for a missing predecessor (faults.md 2.3 step 6). Together they
// are longer than a list of fills may lag.
constexpr std::array<Milliseconds, 8> ParkDelays{
    Milliseconds{250},    Milliseconds{750},    Milliseconds{2000},   Milliseconds{5000},
    Milliseconds{10'000}, Milliseconds{20'000}, Milliseconds{23'500}, Milliseconds{1000}};
// They are many, so that most read only what is newer, and not the slices' list, which costs as much
// as the other.
bool readsAll(std::size_t attempt)
{
    return attempt == 0 || attempt == 3 || attempt + 1 == ParkDelays.size();
}

// One window that covers both. What it finds may have been lost without a trace only if nothing
// else asked for it.
template <class Window>
void merge(Window &into, const Window &other)
{
    into.from = std::min(into.from, other.from);
    into.isSweep = into.isSweep || other.isSweep;
    into.readsSlices = into.readsSlices || other.readsSlices;
}

} // namespace

void AccountSync::startBackfill(Window window, base::Instant now, Output &out)
{
    if (m_windowRetryAt) { // a read has just failed: this one waits with it
        m_resumesWindow = m_resumesWindow && window.from >= m_window.from
                          && (m_window.isSweep || !window.isSweep);
        merge(m_window, window);
        return;
    }
    if (isBackfilling()) {
        if (!m_wanted)
            m_wanted = window;
        merge(*m_wanted, window);
        return;
    }
    m_window = window;
    m_meetsKnown = false;
    m_sighted.clear();
    m_backfill.begin(window.from, std::nullopt);
    readWindow(now, out);
}

void AccountSync::readWindow(base::Instant now, Output &out)
{
    m_hasWindowFailed = false;
    m_windowBeganAt = now.monotonic;
    m_pageId = ask(out, m_backfill.next());
    if (m_window.readsSlices)
        m_twapId = ask(out, FetchTwapFills{});
}

// Goes on at the page that failed: every page before it is complete up to where it ends.
void AccountSync::retryWindow(base::Instant now, Output &out)
{
    m_windowRetryAt.reset();
    if (!std::exchange(m_resumesWindow, false)) {
        startBackfill(m_window, now, out);
        return;
    }
    m_backfill.resume();
    readWindow(now, out);
}

Output AccountSync::onFillsPage(RequestId id, Result<std::vector<domain::Fill>> page,
                                base::Instant now)
{
    Output out;
    if (id != m_pageId || id == 0)
        return out;
    m_pageId = 0;
    if (!page) {
        m_hasWindowFailed = true;
        finishBackfill(now, out);
        return out;
    }
    const auto from = m_backfill.next().from;
    const auto progress = m_backfill.onPage(*page);
    m_meetsKnown = m_meetsKnown || m_intake.knowsAny(*page);
    if (m_window.isSweep) {
        for (const auto &fill : *page)
            m_sighted.insert(domain::idOf(fill));
    }
    m_intake.receive(std::move(*page),
                     m_window.isSweep ? FillSource::Sweep : FillSource::Backfill, m_isFirstSync,
                     now, out.records);
    if (m_backfill.newest())
        m_clock.tell(*m_backfill.newest(), now.monotonic);
    if (progress == Backfill::Progress::Skipped || progress == Backfill::Progress::Truncated)
        noteUnreadable(progress == Backfill::Progress::Skipped ? from : m_window.from,
                       m_backfill.next().from, now, out);
    if (progress == Backfill::Progress::More || progress == Backfill::Progress::Skipped) {
        m_pageId = ask(out, m_backfill.next());
        return out;
    }
    finishBackfill(now, out);
    return out;
}

void AccountSync::noteUnreadable(base::Timestamp from, base::Timestamp to, base::Instant now,
                                 Output &out)
{
    if (m_unreadableFrom && *m_unreadableFrom == from)
        return; // the same one, read again
    m_unreadableFrom = from;
    domain::SyncNote note;
    note.kind = domain::NoteKind::Gap;
    note.account = m_account;
    note.time = now.wall;
    note.from = from;
    note.to = to;
    note.reason = m_meetsKnown && !m_isFirstSync
                      ? "more fills than the exchange lets be read: some may be missing"
                      : "more fills than the exchange lets be read: the history is incomplete";
    out.records.emplace_back(std::move(note));
}

Output AccountSync::onTwapFills(RequestId id, Result<std::vector<domain::Fill>> fills,
                                base::Instant now)
{
    Output out;
    if (id != m_twapId || id == 0)
        return out;
    m_twapId = 0;
    if (fills) {
        m_hasTwap = true;
        m_twapRefusals = 0;
        m_twapBackoff.reset();
        for (const auto &fill : *fills) {
            m_newestSlice = std::max(m_newestSlice.value_or(fill.time), fill.time);
            if (m_window.isSweep)
                m_sighted.insert(domain::idOf(fill));
        }
        m_intake.receive(std::move(*fills),
                         m_window.isSweep ? FillSource::Sweep : FillSource::Backfill,
                         m_isFirstSync, now, out.records);
    } else if (isUnavailable(fills.error())
               && (!m_hasTwap || ++m_twapRefusals >= EndpointRefusals)) {
        // Without such an endpoint, or where it is gone, the slices must come with the others; asked
        // again now and then.
        m_hasTwap = false;
        m_twapRetryAt = now.monotonic + m_twapBackoff.next();
    } else {
        if (m_hasTwap && !isUnavailable(fills.error()))
            m_twapRefusals = 0;
        m_hasWindowFailed = true;
    }
    finishBackfill(now, out);
    return out;
}

void AccountSync::finishBackfill(base::Instant now, Output &out)
{
    if (isBackfilling())
        return;
    if (m_hasWindowFailed) {
        // A failed read changes nothing: it is asked again, and nothing is concluded from it.
        m_windowRetryAt = now.monotonic + m_windowBackoff.next();
        m_resumesWindow = true;
        return;
    }
    m_windowBackoff.reset();
    onWindowRead(now, out);
    if (m_wanted) {
        const Window wanted = *m_wanted;
        m_wanted.reset();
        startBackfill(wanted, now, out);
        return;
    }
    if (std::exchange(m_readsAfterWindow, false) && !m_reading) {
        askState(now, out);
        m_reading->isAfterWindow = true;
    }
    settle(now, out);
}

void AccountSync::onWindowRead(base::Instant now, Output &out)
{
    const auto newest = m_backfill.newest();
    extendSpan();
    if (m_span->from <= backfillStart() && m_window.readsSlices)
        m_reconciliation.onBackfilled(m_windowBeganAt);
    noteReach(now, out);
    applyWaiting(now, out);
    if (isFull()) { // reading again would tell no more
        m_intake.acceptBreaks(newest, now, out.records);
        applyWaiting(now, out);
    }
    if (m_isFirstSync) {
        m_intake.acceptHistoricBreaks(wholeUntil(), now, out.records);
        applyWaiting(now, out);
    }
    if (!m_window.isSweep)
        return;
    notePhantoms(now, out);
    m_appliedAtSweep = m_intake.applied();
    // A list that ends with a fill is complete up to it, even if it lags.
    if (!m_intake.isWaiting() && newest)
        m_provenUntil = std::max(m_provenUntil.value_or(*newest), *newest);
}

// The window that was read goes on where the last one ended, or begins anew.
void AccountSync::extendSpan()
{
    ReadSpan span{m_window.from, m_backfill.newest().value_or(m_window.from), m_windowBeganAt,
                  m_clock.timeAt(m_windowBeganAt), m_backfill.oldest(), {}};
    if (m_span && m_window.from <= m_span->until) {
        // What was the newest row is listed again, unless the list begins behind it.
        span.cut = m_span->cut;
        if (span.oldest && *span.oldest > m_span->until)
            span.cut = ReadSpan::Cut{m_span->until, *span.oldest};
        span.from = std::min(span.from, m_span->from);
        span.until = std::max(span.until, m_span->until);
        if (m_span->oldest)
            span.oldest = std::min(span.oldest.value_or(*m_span->oldest), *m_span->oldest);
    }
    if (m_span && !m_window.readsSlices) {
        span.beganAt = m_span->beganAt;
        span.exchangeTime = m_span->exchangeTime;
    }
    m_span = span;
}

bool AccountSync::isFull() const
{
    return m_backfill.rows() >= static_cast<std::size_t>(limits::FillsReachable);
}

// The exchange tells no more than its newest fills: a list that is full and does not reach back to
// what is proven leaves a hole, though the stream may have told what belongs there. A list that lags
// is read in several windows, of which none need be full.
void AccountSync::noteReach(base::Instant now, Output &out)
{
    const auto isUnproven = [this](const std::optional<base::Timestamp> &oldest) {
        return oldest && (!m_provenUntil || *oldest > *m_provenUntil);
    };
    const auto mayBeginAt = [&](const std::optional<base::Timestamp> &oldest) {
        return isUnproven(oldest)
               && m_intake.countSince(*oldest) >= static_cast<std::size_t>(limits::FillsReachable);
    };
    if (isFull() && isUnproven(m_backfill.oldest()))
        noteUnreadable(m_window.from, *m_backfill.oldest(), now, out);
    else if (mayBeginAt(m_span->oldest))
        noteUnreadable(m_span->from, *m_span->oldest, now, out);
    else if (m_span->cut && mayBeginAt(m_span->cut->before))
        noteUnreadable(m_span->cut->after, m_span->cut->before, now, out);
}

// At the very first start: up to where the lists tell all that can be known of the time before.
// What a snapshot tells beyond them may have predecessors that are not listed yet, for as long as a
// list may lag.
std::optional<base::Timestamp> AccountSync::historyUntil(base::Instant now) const
{
    if (!m_isFirstSync)
        return std::nullopt;
    if (now.monotonic >= m_subscribedAt + limits::RestLag)
        return base::Timestamp::max();
    return std::max(m_backfill.newest(), m_newestSlice); // nullopt is the least
}

// Up to where no list can lack anything any more: each tells all that is older than it may lag.
base::Timestamp AccountSync::wholeUntil() const
{
    if (m_span->beganAt >= m_subscribedAt + limits::RestLag)
        return base::Timestamp::max();
    return m_span->exchangeTime - limits::RestLag;
}

void AccountSync::applyWaiting(base::Instant now, Output &out)
{
    const auto before = static_cast<std::ptrdiff_t>(out.records.size());
    m_intake.apply(m_mode == Mode::Syncing ? historyUntil(now) : std::nullopt, now, out.records);
    for (auto record = out.records.begin() + before; record != out.records.end(); ++record) {
        const auto *change = std::get_if<domain::Change>(&*record);
        if (change && change->fill && !change->isLate)
            m_reconciliation.onFill(*change->fill);
    }
    if (m_pushDisagreesSince && !pushedDisagrees())
        m_pushDisagreesSince.reset(); // the push was ahead of its fill
    // A closed P&L that is not ours tells of fills that were lost and left no other trace.
    const bool differs
        = std::any_of(out.records.begin() + before, out.records.end(), [](const Record &record) {
              const auto *note = std::get_if<domain::SyncNote>(&record);
              return note && note->kind == domain::NoteKind::ClosedPnlDiffers;
          });
    if (m_mode == Mode::Live
        && (differs || m_intake.applied() >= m_appliedAtSweep + limits::SweepFills)) {
        m_appliedAtSweep = m_intake.applied();
        sweep(now, out);
    }
    std::map<std::string, Park> parks;
    for (const auto &gap : m_intake.breaks()) {
        const auto known = m_parks.find(gap.coin);
        const bool isSame = known != m_parks.end() && known->second.waiting == gap.to;
        Park park = isSame ? known->second
                           : Park{gap.to, now.monotonic + limits::PredecessorWait, 0};
        if (isMissing(gap))
            park.nextAt = now.monotonic;
        parks[gap.coin] = park;
    }
    m_parks = std::move(parks);
}

// Whether the lists, as far as they were read, would hold the predecessor if there were one: none lags
// by more than RestLag. That the list of fills is newer proves nothing, since the predecessor may be a
// slice of a TWAP, also the account's first, and their list is another one.
bool AccountSync::isMissing(const FillIntake::Break &gap) const
{
    if (!m_span || m_span->beganAt <= gap.since || m_span->from > gap.from)
        return false;
    return m_span->beganAt >= gap.since + limits::RestLag
           || m_span->exchangeTime >= gap.to + limits::RestLag;
}

// The next look for a predecessor, and when the one after it is due: at the latest at the moment from
// which on no list may lag.
AccountSync::Window AccountSync::lookFor(const FillIntake::Break &gap, Park &park,
                                         base::Instant now) const
{
    const auto attempt
        = std::min(static_cast<std::size_t>(park.attempts++), ParkDelays.size() - 1);
    const auto decisive
        = std::min(gap.since + limits::RestLag,
                   m_clock.shows(gap.to + limits::RestLag).value_or(Milliseconds::max()));
    park.nextAt = std::min(now.monotonic + ParkDelays[attempt],
                           std::max(decisive, now.monotonic + limits::PredecessorWait));
    const bool isAll = readsAll(attempt) || decisive <= now.monotonic;
    const bool isRead = m_span && m_span->from <= gap.from;
    const auto before = std::min<base::Timestamp>(gap.from - limits::BackfillOverlap, lookStart());
    return Window{isRead && !isAll ? lookStart() : before, false, isAll};
}

void AccountSync::retryParked(base::Instant now, Output &out)
{
    if (isBackfilling() || m_windowRetryAt)
        return;
    std::optional<Window> window;
    for (const auto &gap : m_intake.breaks()) {
        const auto park = m_parks.find(gap.coin);
        if (park == m_parks.end() || park->second.nextAt > now.monotonic)
            continue;
        if (isMissing(gap)) {
            m_parks.erase(park);
            m_intake.acceptBreak(gap.coin, now, out.records);
            if (!m_reading) // does it agree now?
                m_nextReadingAt = now.monotonic + Milliseconds{1};
            continue;
        }
        const Window wanted = lookFor(gap, park->second, now);
        window = window.value_or(wanted);
        merge(*window, wanted);
    }
    applyWaiting(now, out);
    if (window && m_intake.isWaiting())
        startBackfill(*window, now, out);
    else
        settle(now, out);
}

} // namespace lpm::sync
