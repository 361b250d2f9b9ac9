// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's reading of fills over REST: windows page by page, again after a failure, and around
// a coin whose next fill does not fit yet.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;
using base::Result;
using domain::FillSource;

namespace {

// Waits before the reads that look for a missing predecessor (faults.md 2.3 step 6).
constexpr std::array<Milliseconds, 6> ParkDelays{Milliseconds{250},  Milliseconds{500},
                                                 Milliseconds{1000}, Milliseconds{2000},
                                                 Milliseconds{4000}, Milliseconds{8000}};

} // namespace

void AccountSync::startBackfill(Window window, base::Instant now, Output &out)
{
    if (m_windowRetryAt) { // a read has just failed: this one waits with it
        m_window.from = std::min(m_window.from, window.from);
        m_window.isSweep = m_window.isSweep && window.isSweep;
        return;
    }
    if (isBackfilling()) {
        if (!m_wanted)
            m_wanted = window;
        m_wanted->from = std::min(m_wanted->from, window.from);
        m_wanted->isSweep = m_wanted->isSweep && window.isSweep;
        return;
    }
    m_window = window;
    m_hasWindowFailed = false;
    m_windowBeganAt = now.monotonic;
    m_backfill.begin(window.from, std::nullopt);
    m_pageId = ask(out, m_backfill.next());
    if (m_mode == Mode::Syncing || m_usesTwap || m_lacksTwap)
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
        m_hasWindowFailed = true;
        finishBackfill(now, out);
        return out;
    }
    const auto from = m_backfill.next().from;
    const auto progress = m_backfill.onPage(*page);
    m_intake.receive(std::move(*page),
                     m_window.isSweep ? FillSource::Sweep : FillSource::Backfill, m_isFirstSync,
                     now, out.records);
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
    note.reason = "more fills than the exchange lets be read: the history is incomplete";
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
        m_lacksTwap = false;
        m_twapBackoff.reset();
        m_usesTwap = m_usesTwap || !fills->empty();
        m_intake.receive(std::move(*fills),
                         m_window.isSweep ? FillSource::Sweep : FillSource::Backfill,
                         m_isFirstSync, now, out.records);
    } else if (isUnavailable(fills.error())) {
        // Without such an endpoint the slices must come with the others; asked again now and then.
        m_lacksTwap = true;
        m_twapRetryAt = now.monotonic + m_twapBackoff.next();
    } else {
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
        return;
    }
    m_windowBackoff.reset();
    m_reconciliation.onBackfilled(m_windowBeganAt);
    applyWaiting(now, out);
    if (m_isFirstSync) {
        m_intake.acceptHistoricBreaks(now, out.records);
        applyWaiting(now, out);
    }
    if (m_window.isSweep && !m_intake.isWaiting() && m_intake.newestFill())
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
    if (isBackfilling() || m_windowRetryAt)
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

} // namespace lpm::sync
