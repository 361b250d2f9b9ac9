// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the audit files back at start: where positions stood, and which fills are in already.
#pragma once

#include "core/base/result.h"
#include "core/domain/address.h"
#include "core/domain/fill.h"
#include "core/domain/position.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpm::audit {

// A fill as its audit line tells it, for the list of recent fills.
struct RecoveredAccount
{
    std::map<std::string, domain::PositionState> positions; // per coin: `after` of its last change
    std::unordered_set<domain::FillId> fills;               // every fill ever written
    // Per coin, the times of funding rows that are booked (with the row's samples, if any).
    std::map<std::string, std::vector<domain::FundingPayment>> fundings;
    std::optional<base::Timestamp> provenUntil; // from the newest reconcile line
    std::optional<base::Timestamp> newestFill;
};

struct RecoveredTrail
{
    std::map<domain::Address, RecoveredAccount> accounts;
    std::uint64_t lines = 0;
};

// An empty trail where the directory is absent or has no audit file: the very first start.
base::Result<RecoveredTrail> readBack(const std::string &directory);

} // namespace lpm::audit
