// SPDX-License-Identifier: GPL-3.0-or-later
// One run of the monitor's process: the real AccountSync, PositionTracker and audit trail, put
// together as PositionMonitor does, without sockets, threads and timers.
#pragma once

#include "core/monitor/rejections.h"
#include "core/sync/accountsync.h"
#include "tests/simulation/feed.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/recorder.h"
#include "tests/simulation/rest.h"

#include <memory>
#include <optional>
#include <vector>

namespace lpm::simulation {

struct ProgramOptions
{
    std::size_t pageRows = 2000;
    bool syncsEach = false;
};

// What outlives a process.
struct Surroundings
{
    std::vector<ExchangeAccount> &accounts;
    std::vector<Market> &markets;
    Oracle &oracle;
    TrailOracle &trailOracle;
    std::shared_ptr<SimulatedDisk> disk;
};

class Program final : public FeedReceiver, public AnswerReceiver
{
public:
    Program(World &world, const Surroundings &surroundings, const ProgramOptions &options);

    // Goes on from the trail. An Error: it cannot be opened.
    base::Result<void> start();
    // When it wants to be woken, in world time.
    Milliseconds wakeAt() const { return m_wakeAt ? m_world.worldTimeOf(*m_wakeAt) : Never; }
    void wake();

    const tracker::PositionTracker &tracker() const { return m_tracker; }
    bool isLive() const; // every account, and the feed is not silent
    bool isSettled() const; // live, and nothing is suspected
    domain::FeedState state(std::size_t account) const { return m_status[account].state; }
    // I7: never live with anything waiting.
    void checkStatus() const;
    Feed &feed() { return *m_feed; }
    Rest &rest() { return *m_rest; }
    const Recorder &recorder() const { return m_recorder; }

    void onSubscribed(std::size_t account) override;
    void onDisconnected() override;
    void onFills(std::size_t account, const std::vector<domain::Fill> &fills,
                 bool isSnapshot) override;
    void onFundings(std::size_t account, const std::vector<domain::FundingPayment> &payments,
                    bool isSnapshot) override;
    void onState(std::size_t account, const std::vector<domain::DexState> &dexes) override;
    void onUnreadable(bool mayBeMissing) override;
    bool hasApplied(std::size_t account, std::size_t fill) const override
    {
        return m_oracle.isApplied(account, fill);
    }
    void onFillsPage(std::size_t account, sync::RequestId id,
                     base::Result<std::vector<domain::Fill>> page) override;
    void onTwapFills(std::size_t account, sync::RequestId id,
                     base::Result<std::vector<domain::Fill>> fills) override;
    void onFundingPage(std::size_t account, sync::RequestId id,
                       base::Result<std::vector<domain::FundingPayment>> page) override;
    void onReading(std::size_t account, sync::RequestId id,
                   const base::Result<domain::AccountState> &state) override;

private:
    void perform(std::size_t account, sync::Output output);
    void refresh(std::size_t account);
    void restore(const audit::RecoveredTrail &trail);
    void resynchronise();

    World &m_world;
    std::vector<ExchangeAccount> &m_accounts;
    const std::vector<Market> &m_markets;
    Oracle &m_oracle;
    Recorder m_recorder;
    tracker::PositionTracker m_tracker;
    std::deque<sync::AccountSync> m_syncs;
    // As the last call of each has left them: between two events nothing changes.
    std::vector<sync::SyncStatus> m_status;
    std::optional<Milliseconds> m_wakeAt; // monotonic
    monitor::Rejections m_rejections;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<Rest> m_rest;
};

} // namespace lpm::simulation
