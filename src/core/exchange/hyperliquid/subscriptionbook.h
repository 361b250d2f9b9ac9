// SPDX-License-Identifier: GPL-3.0-or-later
// Which subscriptions of a connection were answered, and when an account has all of its own.
// Pure.
#pragma once

#include "core/exchange/hyperliquid/codec/subscription.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lpm::exchange::hyperliquid {

class SubscriptionBook
{
public:
    // What to subscribe on a fresh connection, in the order to send: what positions cannot do
    // without first. Forgets the last connection.
    std::vector<Subscription> begin(const std::vector<domain::Address> &accounts);

    // An ack, "already subscribed", or the first data of the channel.
    void answered(const Subscription &echo);
    enum class Refusal { NotOurs, Essential, Optional };
    Refusal refused(const Subscription &echo);
    // No more answers are waited for. What was optional is given up and returned.
    std::vector<Subscription> giveUp();
    // The connection ended before these were answered: one that ends so twice in a row may be
    // ended by what we ask for, and the next does without what is optional.
    void connectionLost();

    // Accounts that have all their channels answered or given up; each is told once.
    std::vector<domain::Address> takeComplete();
    bool lacksEssential() const;
    bool isPending() const;

private:
    static bool isEssential(const Subscription &subscription);

    std::set<Subscription> m_pending;
    std::set<domain::Address> m_incomplete;
    int m_lostWhilePending = 0;
};

} // namespace lpm::exchange::hyperliquid
