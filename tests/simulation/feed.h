// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket as the program's client lives it, and the exchange's end of it: connecting within
// the budget, subscribing, snapshots, live frames, pings, the watchdog that ends a silent one. The
// budget and the back-off are the client's own; the stall detector is modelled after FeedSocket:
// ten seconds without a byte.
#pragma once

#include "core/exchange/hyperliquid/ratelimiter.h"
#include "tests/simulation/exchangeaccount.h"
#include "tests/simulation/world.h"

#include <array>
#include <deque>
#include <memory>
#include <vector>

namespace lpm::simulation {

class FeedReceiver
{
public:
    virtual ~FeedReceiver() = default;
    virtual void onSubscribed(std::size_t account) = 0;
    virtual void onDisconnected() = 0;
    virtual void onFills(std::size_t account, const std::vector<domain::Fill> &fills,
                         bool isSnapshot)
        = 0;
    virtual void onFundings(std::size_t account,
                            const std::vector<domain::FundingPayment> &payments, bool isSnapshot)
        = 0;
    virtual void onState(std::size_t account, const std::vector<domain::DexState> &dexes) = 0;
    virtual void onUnreadable(bool mayBeMissing) = 0;
    // Whether it has applied this one of the account's fills.
    virtual bool hasApplied(std::size_t account, std::size_t fill) const = 0;
};

enum class Channel : std::uint8_t { Fills, Twap, Fundings, States };
inline constexpr std::size_t Channels = 4;

struct FeedFigures
{
    Milliseconds longestSilence{0}; // from the last byte until the silence was acted upon
    std::size_t mostConnects = 0;   // in any minute
};

class Feed
{
public:
    Feed(World &world, std::vector<ExchangeAccount> &accounts, FeedReceiver &receiver);

    // --- the program's side ---
    void start();
    void reconnect(); // asked for
    void onReachable(); // a question was answered
    bool isOpen() const { return m_isOpen; }
    bool isDeaf() const { return m_isOpen && m_deafSince; } // and does not know yet
    // Nothing for as long as makes a feed stale.
    bool isSilent() const;

    // --- the exchange's side ---
    void onTraded(std::size_t account, std::size_t fills); // the newest so many
    void onStateChanged(std::size_t account);
    void onFunding(std::size_t account);
    void pushStates(bool doesPush) { m_doesPush = doesPush; }

    // --- faults ---
    void breakOff();
    void stall();
    void mute(std::size_t account, Channel channel);
    void unmute();
    void sendSnapshot(std::size_t account, Channel channel);

    const FeedFigures &figures() const { return m_figures; }

private:
    struct Line // of an account
    {
        std::array<bool, Channels> isLive{};
        std::array<bool, Channels> isMuted{};
        unsigned pending = 0; // channels that were not answered
        bool isComplete = false;
        bool isPushDue = false;
        Milliseconds pushedAt{0};
    };
    using Frame = std::shared_ptr<const std::vector<domain::Fill>>;

    void connectLater(Milliseconds delay);
    void connectNow();
    void onOpened();
    void subscribe(std::size_t account, Channel channel);
    void answered(std::size_t account, Channel channel);
    void onAcksDue();
    void lose();
    void watch();
    Milliseconds lastBytesAt() const;
    Milliseconds latency() { return m_world.pick(15, 60); }
    void deliver(EventQueue::Action receive, Milliseconds delay, bool keepsOrder);
    void later(Milliseconds at, EventQueue::Action action); // void with this connection
    void pushFills(std::size_t account, Channel channel, std::vector<domain::Fill> fills);
    void sendFills(std::size_t account, Channel channel, Frame frame, bool isSnapshot);
    bool spoil(std::size_t account, std::vector<domain::Fill> &fills);
    void pushState(std::size_t account);
    void pushWhenIdle(std::size_t account);

    World &m_world;
    std::vector<ExchangeAccount> &m_accounts;
    FeedReceiver &m_receiver;
    const std::uint64_t m_process;
    exchange::hyperliquid::ConnectBudget m_connects;
    std::deque<Milliseconds> m_connectTimes;
    std::vector<Line> m_lines;
    std::uint64_t m_connection = 0; // rises with each that begins or ends
    int m_attempts = 0;
    bool m_isOpen = false;
    bool m_isWaiting = false; // a connect is on its way
    Milliseconds m_connectAt{0};
    bool m_isOutageTold = false;
    bool m_doesPush = true;
    Milliseconds m_openedAt{0};
    std::optional<Milliseconds> m_deafSince;
    Milliseconds m_lastFrame{0};
    Milliseconds m_lastArrival{0};
    FeedFigures m_figures;
};

} // namespace lpm::simulation
