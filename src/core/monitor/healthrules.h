// SPDX-License-Identifier: GPL-3.0-or-later
// When the monitor is healthy and what it says when it is not (design: section 7). Pure.
#pragma once

#include "core/domain/positionupdate.h"

#include <set>
#include <string>
#include <vector>

namespace lpm::monitor {

struct HealthFacts
{
    bool isRunning = false;
    bool isAuditRefusing = false;
    bool isAuditLate = false; // what was written has not reached the disk for a while
    std::string ledgerTrouble; // "": all is written
    std::vector<std::string> silentCoins;  // held, without a mark for 30 s
    std::vector<std::string> guessedCoins; // held, their decimals are not known
    bool wereFramesRejected = false;       // in the last minute
    bool everyAccountWasLive = false;
    std::set<domain::Address> uncompared; // accounts whose comparison is overdue
    std::set<domain::Address> unreadEquity; // accounts of which the balances cannot be read
    std::set<domain::Address> unlistedSlices; // accounts whose TWAP slices are not listed any more
    std::vector<std::string> notices; // said before the feed began, e.g. that an agent was resolved
};

// Fills in status, isReady and reasons of a view whose accounts are set.
void judgeHealth(domain::HealthView &health, const HealthFacts &facts);

} // namespace lpm::monitor
