// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthrules.h"

#include "core/domain/words.h"

#include <algorithm>

namespace lpm::monitor {

using domain::FeedState;

namespace {

constexpr std::size_t MostCoinsNamed = 5;

std::string nameOf(const domain::AccountHealth &account)
{
    return account.label.empty() ? account.account.shortText() : account.label;
}

std::string sentence(FeedState state)
{
    switch (state) {
    case FeedState::Offline: return "is not connected to the exchange";
    case FeedState::Syncing: return "is catching up with the exchange";
    case FeedState::Suspect: return "does not agree with the exchange at the moment";
    case FeedState::Stale: return "has received nothing from the exchange for 10 s";
    case FeedState::Live: break;
    }
    return "is live";
}

// The exchange does not answer: what is shown may be wrong, whatever the stream tells.
std::string overdue(const domain::AccountHealth &account)
{
    return "has not been compared with the exchange since "
           + (account.lastReconciliation ? base::toRfc3339(*account.lastReconciliation)
                                         : std::string("the start"));
}

// Few of them: a reason is read by people.
std::string named(const std::vector<std::string> &coins)
{
    std::string text;
    const auto shown = std::min(coins.size(), MostCoinsNamed);
    for (std::size_t i = 0; i < shown; ++i)
        text += (i > 0 ? ", " : "") + coins[i];
    return coins.size() > shown ? text + " and " + std::to_string(coins.size() - shown) + " more"
                                : text;
}

void addFeedReasons(std::vector<std::string> &reasons, const HealthFacts &facts)
{
    if (!facts.silentCoins.empty())
        reasons.push_back("no mark price has come for 30 s of " + named(facts.silentCoins));
    if (!facts.guessedCoins.empty())
        reasons.push_back("decimals are guessed, the exchange has not told them, of "
                          + named(facts.guessedCoins));
    if (facts.wereFramesRejected)
        reasons.push_back("the exchange sent something in the last minute that cannot be read");
}

} // namespace

void judgeHealth(domain::HealthView &health, const HealthFacts &facts)
{
    health.isRunning = facts.isRunning;
    health.isReady = facts.isRunning && facts.everyAccountWasLive;
    for (const auto &account : health.accounts) {
        const bool isOverdue = facts.uncompared.contains(account.account);
        if (isOverdue)
            health.reasons.push_back(nameOf(account) + " " + overdue(account));
        if (account.feedState != FeedState::Live
            && !(isOverdue && account.feedState == FeedState::Suspect))
            health.reasons.push_back(nameOf(account) + " " + sentence(account.feedState));
        if (account.openDiscrepancies > 0)
            health.reasons.push_back(nameOf(account) + " has "
                                     + std::to_string(account.openDiscrepancies)
                                     + " open discrepancies");
        if (facts.unreadEquity.contains(account.account))
            health.reasons.push_back(nameOf(account)
                                     + " has an unknown equity: its balances cannot be read");
        if (facts.unlistedSlices.contains(account.account))
            health.reasons.push_back(nameOf(account)
                                     + " may lack slices of TWAPs: the exchange lists them no more");
    }
    addFeedReasons(health.reasons, facts);
    if (facts.isAuditRefusing)
        health.reasons.push_back("audit: the disk refuses, lines are waiting in memory");
    if (facts.isAuditLate)
        health.reasons.push_back("audit: the disk confirms nothing, a power loss may take lines");
    if (!facts.ledgerTrouble.empty())
        health.reasons.push_back("ledger: " + facts.ledgerTrouble);
    health.status = !facts.isRunning         ? domain::HealthStatus::Stopped
                    : health.reasons.empty() ? domain::HealthStatus::Healthy
                                             : domain::HealthStatus::Degraded;
    health.reasons.insert(health.reasons.end(), facts.notices.begin(), facts.notices.end());
}

} // namespace lpm::monitor
