// SPDX-License-Identifier: GPL-3.0-or-later
// One watched account while the program runs: its synchronisation, its stream numbers, its last
// readings from the exchange, and its summary, made once and kept while nothing changes.
#pragma once

#include "core/base/clock.h"
#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "core/monitor/markwatch.h"
#include "core/monitor/reconciliationlog.h"
#include "core/sync/accountsync.h"
#include "core/tracker/positiontracker.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace lpm::monitor {

// What a summary is made from besides the account itself.
struct SummaryFacts
{
    domain::RunMode mode = domain::RunMode::Demo;
    const std::string &epoch;
    domain::FeedState state = domain::FeedState::Offline;
    const MarkWatch &marks;
    base::Instant now;
};

// Whether the audit trail has what an update tells, and in which line where that is one.
struct Audited
{
    bool isWritten = true;
    std::optional<std::uint64_t> seq;
};

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
                                         const domain::Change *change, Audited audited,
                                         base::Timestamp now);
    std::vector<domain::PositionUpdatePtr> recentFills() const;

    // Those that are news: several servers answer, each at its own height.
    std::vector<domain::DexState> onStates(const std::vector<domain::DexState> &dexes,
                                           base::Instant now);
    void onUserFrame(base::Instant now) { m_lastUser = now; }
    // Of fills and states; marks are not an account's.
    std::optional<base::Instant> lastUserFrame() const { return m_lastUser; }
    std::optional<base::Instant> lastState() const { return m_lastState; }
    ReconciliationLog &log() { return m_log; }
    const ReconciliationLog &log() const { return m_log; }
    // Compares what came with what is held, for people to see.
    void compare(const std::vector<domain::DexState> &dexes, base::Milliseconds readSince,
                 base::Instant now);
    // nullopt: it could not be read. What was read last is believed for a while.
    void onSpot(const std::optional<std::vector<domain::SpotBalance>> &spot, base::Instant now);
    bool isEquityUnread() const; // what tells it could not be read for a while
    void setAbstraction(domain::AccountAbstraction abstraction) { m_abstraction = abstraction; }
    bool knowsAbstraction() const { return m_abstraction != domain::AccountAbstraction::Unknown; }

    void touch(base::Timestamp now); // the summary is to be made anew
    // Made once and kept until something changes, or a price in it grows too old for its state.
    domain::SummaryPtr summary(const SummaryFacts &facts) const;
    std::uint64_t seq() const { return m_seq; }

private:
    domain::WatchedAccount m_account;
    tracker::PositionTracker &m_tracker;
    sync::AccountSync m_sync;
    std::uint64_t m_seq = 0;
    std::deque<domain::PositionUpdatePtr> m_recentFills;
    std::vector<domain::DexState> m_dexes;
    std::optional<std::vector<domain::SpotBalance>> m_spot;
    base::Milliseconds m_spotAt{0}; // monotonic
    bool m_isSpotUnread = false;    // for longer than it is believed
    domain::AccountAbstraction m_abstraction = domain::AccountAbstraction::Unknown;
    std::optional<base::Instant> m_lastUser;
    std::optional<base::Instant> m_lastState;
    ReconciliationLog m_log;
    base::Timestamp m_touchedAt{};
    mutable domain::SummaryPtr m_summary; // null: to be made
    mutable domain::FeedState m_summaryState = domain::FeedState::Offline;
    mutable std::optional<base::Milliseconds> m_summaryUntil; // monotonic; nullopt: no price ages
};

} // namespace lpm::monitor
