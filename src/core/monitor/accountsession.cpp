// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/accountsession.h"

#include "core/base/limits.h"
#include "core/monitor/priceage.h"
#include "core/sync/equity.h"
#include "core/sync/fieldcomparison.h"
#include "core/tracker/positionviews.h"

#include <algorithm>

namespace lpm::monitor {

namespace {

// Spot balances are read with the states, and may fail alone: older ones tell no equity.
constexpr base::Milliseconds SpotPatience{90'000};

} // namespace

AccountSession::AccountSession(domain::WatchedAccount account, const sync::SyncOptions &options,
                               const sync::Recovered &recovered, tracker::PositionTracker &tracker)
    : m_account(std::move(account)),
      m_tracker(tracker),
      m_sync(m_account.address, options, recovered, tracker)
{
}

domain::PositionUpdatePtr AccountSession::makeUpdate(domain::EventType type,
                                                     domain::PositionView position,
                                                     const domain::Change *change, Audited audited,
                                                     base::Timestamp now)
{
    auto update = std::make_shared<domain::PositionUpdate>();
    update->account = m_account.address;
    update->accountLabel = m_account.label;
    update->seq = ++m_seq;
    update->symbol = position.symbol;
    update->eventType = type;
    update->timestamp = now;
    update->position = std::move(position);
    update->isAudited = audited.isWritten;
    update->auditSeq = audited.seq;
    if (change) {
        update->source = change->source;
        update->isLate = change->isLate;
        if (type == domain::EventType::Fill)
            update->fill = change->fill;
    }
    touch(now);
    if (update->fill) {
        m_recentFills.push_back(update);
        if (m_recentFills.size() > static_cast<std::size_t>(base::limits::RecentFillsKept))
            m_recentFills.pop_front();
    }
    return update;
}

std::vector<domain::PositionUpdatePtr> AccountSession::recentFills() const
{
    return {m_recentFills.begin(), m_recentFills.end()};
}

std::vector<domain::DexState> AccountSession::onStates(const std::vector<domain::DexState> &dexes,
                                                       base::Instant now)
{
    m_lastState = now;
    std::vector<domain::DexState> news;
    for (const auto &dex : dexes) {
        const auto known = std::find_if(m_dexes.begin(), m_dexes.end(),
                                        [&](const auto &other) { return other.dex == dex.dex; });
        if (known == m_dexes.end())
            m_dexes.push_back(dex);
        else if (dex.time >= known->time) // two servers may stand at two heights
            *known = dex;
        else
            continue;
        news.push_back(dex);
    }
    return news;
}

void AccountSession::compare(const std::vector<domain::DexState> &dexes,
                             base::Milliseconds readSince, base::Instant now)
{
    std::set<std::string> judged;
    for (const auto &dex : dexes)
        judged.insert(dex.dex);
    m_log.onCompared(sync::compareAll(m_tracker, m_account.address, dexes), judged, readSince, now);
}

void AccountSession::onSpot(const std::optional<std::vector<domain::SpotBalance>> &spot,
                            base::Instant now)
{
    if (spot)
        m_spotAt = now.monotonic;
    m_isSpotUnread = now.monotonic >= m_spotAt + SpotPatience;
    if (spot || m_isSpotUnread)
        m_spot = spot;
}

bool AccountSession::isEquityUnread() const
{
    return m_isSpotUnread && sync::keepsMoneyInSpot(m_abstraction);
}

void AccountSession::touch(base::Timestamp now)
{
    m_touchedAt = now;
    m_summary.reset();
}

domain::SummaryPtr AccountSession::summary(const SummaryFacts &facts) const
{
    const bool isYoung = !m_summaryUntil || facts.now.monotonic < *m_summaryUntil;
    if (m_summary && m_summaryState == facts.state && isYoung)
        return m_summary;
    auto summary =
        std::make_shared<domain::SummaryView>(tracker::summaryOf(m_tracker, m_account.address));
    m_summaryUntil = stampPrices(summary->positions, facts.state, facts.marks, facts.now);
    summary->timestamp = m_touchedAt;
    summary->accountLabel = m_account.label;
    summary->equity = sync::equityOf(m_dexes, m_spot, m_abstraction);
    summary->withdrawable = sync::withdrawableOf(m_dexes, m_spot, m_abstraction);
    summary->mode = facts.mode;
    summary->feedState = facts.state;
    summary->epoch = facts.epoch;
    summary->seq = m_seq;
    m_summaryState = facts.state;
    m_summary = summary;
    return m_summary;
}

} // namespace lpm::monitor
