// SPDX-License-Identifier: GPL-3.0-or-later
// One watched account while the program runs: its synchronisation, its stream numbers, its last
// readings from the exchange, and its summary, made once and kept while nothing changes.
#pragma once

#include "core/base/clock.h"
#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "core/sync/accountsync.h"
#include "core/tracker/positiontracker.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace lpm::monitor {

class AccountSession
{
public:
    // The tracker must outlive it.
    AccountSession(domain::WatchedAccount account, const sync::SyncOptions &options,
                   const sync::Recovered &recovered, tracker::PositionTracker &tracker);

    const domain::WatchedAccount &account() const { return m_account; }
    sync::AccountSync &sync() { return m_sync; }
    const sync::AccountSync &sync() const { return m_sync; }

    // The next update of this account; the caller audited the change before.
    domain::PositionUpdatePtr makeUpdate(domain::EventType type, domain::PositionView position,
                                         const domain::Change *change, bool isAudited,
                                         base::Timestamp now);
    std::vector<domain::PositionUpdatePtr> recentFills() const;

    void onStates(const std::vector<domain::DexState> &dexes);
    void onSpot(const std::vector<domain::SpotBalance> &spot) { m_spot = spot; }
    void setAbstraction(domain::AccountAbstraction abstraction) { m_abstraction = abstraction; }
    bool knowsAbstraction() const
    {
        return m_abstraction != domain::AccountAbstraction::Unknown;
    }

    void touch(base::Timestamp now); // the summary is to be made anew
    domain::SummaryPtr summary(domain::RunMode mode, const std::string &epoch,
                               domain::FeedState state) const;
    std::uint64_t seq() const { return m_seq; }

private:
    domain::WatchedAccount m_account;
    tracker::PositionTracker &m_tracker;
    sync::AccountSync m_sync;
    std::uint64_t m_seq = 0;
    std::deque<domain::PositionUpdatePtr> m_recentFills;
    std::vector<domain::DexState> m_dexes;
    std::optional<std::vector<domain::SpotBalance>> m_spot;
    domain::AccountAbstraction m_abstraction = domain::AccountAbstraction::Unknown;
    base::Timestamp m_touchedAt{};
    mutable domain::SummaryPtr m_summary; // null: to be made
    mutable domain::FeedState m_summaryState = domain::FeedState::Offline;
};

} // namespace lpm::monitor
