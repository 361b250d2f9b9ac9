// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthrules.h"

#include "core/domain/words.h"

namespace lpm::monitor {

using domain::FeedState;

namespace {

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

} // namespace

void judgeHealth(domain::HealthView &health, const HealthFacts &facts)
{
    health.isRunning = facts.isRunning;
    health.isReady = facts.isRunning && facts.everyAccountWasLive;
    for (const auto &account : health.accounts) {
        if (account.feedState != FeedState::Live)
            health.reasons.push_back(nameOf(account) + " " + sentence(account.feedState));
        if (account.openDiscrepancies > 0)
            health.reasons.push_back(nameOf(account) + " has "
                                     + std::to_string(account.openDiscrepancies)
                                     + " open discrepancies");
    }
    if (facts.areMarksSilent)
        health.reasons.push_back("no mark price of a held coin has come for 30 s");
    if (facts.isAuditRefusing)
        health.reasons.push_back("audit: the disk refuses, lines are waiting in memory");
    health.status = !facts.isRunning         ? domain::HealthStatus::Stopped
                    : health.reasons.empty() ? domain::HealthStatus::Healthy
                                             : domain::HealthStatus::Degraded;
    health.reasons.insert(health.reasons.end(), facts.notices.begin(), facts.notices.end());
}

} // namespace lpm::monitor
