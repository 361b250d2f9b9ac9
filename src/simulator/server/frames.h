// SPDX-License-Identifier: GPL-3.0-or-later
// Builds what a WebSocket subscription is sent: the snapshot after the acknowledgement, one frame
// for an event that concerns it, full states now and then. Pure; each text is one whole frame.
#pragma once

#include "simulator/server/accountwire.h"
#include "simulator/server/marketwire.h"
#include "simulator/server/subscription.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lpm::simulator {

// What happened between two publications, seen from the channels that send states.
struct Tick
{
    std::int64_t number = 0;
    std::set<int> changedAccounts;
    std::set<int> changedOrders;
    std::set<int> movedMarkets;
    std::string fastContexts; // payload of what moved; "" when nothing did
};

class Frames
{
public:
    explicit Frames(const Engine &engine) : m_engine(engine), m_market(engine), m_account(engine) {}

    std::vector<std::string> snapshot(const Subscription &subscription) const;
    // At most one frame an event for most channels; userEvents takes one a funding row.
    std::vector<std::string> forEvent(const Subscription &subscription, const Event &event) const;
    std::optional<std::string> forTick(const Subscription &subscription, const Tick &tick) const;

    // The deflated contexts of these markets.
    std::string fastContexts(const std::vector<int> &markets) const;
    std::string allFastContexts() const;

private:
    template <class Row, class Write>
    std::string userList(const Subscription &subscription, const char *list,
                         const std::vector<Row> &rows, bool isSnapshot, Write &&write) const;

    std::optional<std::string> fillsFrame(const Subscription &subscription,
                                          const FillsHappened &event) const;
    std::optional<std::string> fundingFrame(const Subscription &subscription,
                                            const FundingHappened &event) const;
    std::optional<std::string> ordersFrame(const Subscription &subscription,
                                           const OrdersHappened &event) const;
    std::optional<std::string> twapFrame(const Subscription &subscription,
                                         const TwapHappened &event) const;
    std::vector<std::string> userEventFrames(const Event &event) const;
    std::vector<std::string> fundingEvents(const FundingHappened &event) const;
    std::optional<std::string> notification(const FillsHappened &event) const;
    std::string fillSnapshot(const Subscription &subscription, bool slices) const;
    std::string fundingSnapshot(const Subscription &subscription) const;
    std::string ledgerSnapshot(const Subscription &subscription) const;
    std::string orderSnapshot(const Subscription &subscription) const;
    std::string twapSnapshot(const Subscription &subscription) const;
    std::string marketState(const Subscription &subscription) const;
    std::string accountState(const Subscription &subscription) const;
    bool isDue(const Subscription &subscription, const Tick &tick) const;
    const Account *accountOf(const Subscription &subscription) const;
    bool concerns(const Subscription &subscription, int account) const;

    const Engine &m_engine;
    MarketWire m_market;
    AccountWire m_account;
};

} // namespace lpm::simulator
