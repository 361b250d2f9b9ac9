// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/subscriptionbook.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lpm::exchange::hyperliquid {

namespace {

constexpr const char *EssentialType = "userFills";
// In an account's life each adds something that can be had otherwise, later or less often: slices
// of TWAP orders, funding, the exchange's own view.
constexpr std::array<const char *, 3> OptionalTypes{"userTwapSliceFills", "userFundings",
                                                    "allDexsClearinghouseState"};
constexpr int LostBeforeDoingWithout = 2;

} // namespace

bool SubscriptionBook::isEssential(const Subscription &subscription)
{
    return subscription.type == EssentialType;
}

std::vector<Subscription> SubscriptionBook::begin(const std::vector<domain::Address> &accounts)
{
    std::vector<Subscription> wanted;
    for (const domain::Address &account : accounts)
        wanted.push_back({EssentialType, account, {}});
    if (m_lostWhilePending < LostBeforeDoingWithout) {
        for (const char *type : OptionalTypes) {
            for (const domain::Address &account : accounts)
                wanted.push_back({type, account, {}});
        }
        wanted.push_back({"fastAssetCtxs", std::nullopt, {}});
    }
    m_pending = std::set<Subscription>(wanted.begin(), wanted.end());
    m_incomplete = std::set<domain::Address>(accounts.begin(), accounts.end());
    return wanted;
}

void SubscriptionBook::answered(const Subscription &echo)
{
    std::erase_if(m_pending, [&](const Subscription &asked) { return asked.isAnsweredBy(echo); });
    if (m_pending.empty())
        m_lostWhilePending = 0;
}

SubscriptionBook::Refusal SubscriptionBook::refused(const Subscription &echo)
{
    const auto asked = std::find_if(m_pending.begin(), m_pending.end(), [&](const auto &pending) {
        return pending.isAnsweredBy(echo);
    });
    if (asked == m_pending.end())
        return Refusal::NotOurs;
    if (isEssential(*asked))
        return Refusal::Essential;
    m_pending.erase(asked);
    return Refusal::Optional;
}

std::vector<Subscription> SubscriptionBook::giveUp()
{
    std::vector<Subscription> optional;
    for (const Subscription &pending : m_pending) {
        if (!isEssential(pending))
            optional.push_back(pending);
    }
    std::erase_if(m_pending, [](const Subscription &pending) { return !isEssential(pending); });
    m_lostWhilePending = 0; // the connection outlived what was asked
    return optional;
}

void SubscriptionBook::connectionLost()
{
    const bool doneWithout = m_lostWhilePending >= LostBeforeDoingWithout;
    if (doneWithout)
        m_lostWhilePending = LostBeforeDoingWithout - 1; // then everything is tried once more
    else if (isPending())
        ++m_lostWhilePending;
    m_pending.clear();
    m_incomplete.clear();
}

std::vector<domain::Address> SubscriptionBook::takeComplete()
{
    std::vector<domain::Address> complete;
    for (const domain::Address &account : m_incomplete) {
        if (std::none_of(m_pending.begin(), m_pending.end(),
                         [&](const Subscription &pending) { return pending.user == account; }))
            complete.push_back(account);
    }
    for (const domain::Address &account : complete)
        m_incomplete.erase(account);
    return complete;
}

bool SubscriptionBook::lacksEssential() const
{
    return std::any_of(m_pending.begin(), m_pending.end(), isEssential);
}

bool SubscriptionBook::isPending() const { return !m_pending.empty(); }

} // namespace lpm::exchange::hyperliquid
