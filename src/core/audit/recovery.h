// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the audit files back at start: where positions stood, and which fills are in already. One
// directory may hold the books of several networks; they are never mixed.
#pragma once

#include "core/audit/disk.h"
#include "core/base/result.h"
#include "core/domain/address.h"
#include "core/domain/change.h"
#include "core/domain/fill.h"
#include "core/domain/openlate.h"
#include "core/domain/position.h"
#include "core/domain/positionupdate.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpm::audit {

// Whose book a run writes, as its start line says: fills of the testnet mean nothing on mainnet.
struct Network
{
    domain::RunMode mode = domain::RunMode::Live;
    std::string exchange; // api.hyperliquid.xyz
};

struct RecoveredPosition
{
    domain::PositionState state; // `after` of its last change
    std::string symbol;
    // As last known; nullopt: never known.
    std::optional<int> sizeDecimals;
    std::optional<int> priceDecimals;
    base::Timestamp lastUpdated{}; // when the last change was written
    domain::OpenLate openLate;
};

struct RecoveredAccount
{
    std::map<std::string, RecoveredPosition> positions; // per coin
    std::unordered_set<domain::FillId> fills; // the newest that were written (bounds.h)
    // Per coin, the newest funding rows that are booked (bounds.h).
    std::map<std::string, std::vector<domain::FundingPayment>> fundings;
    // The newest fill and the newest funding row that are booked and left out above. What is as old
    // as that and not known may be booked already, and is not to be booked again.
    std::optional<base::Timestamp> forgottenUntil;
    std::optional<base::Timestamp> fundingForgottenUntil;
    std::vector<domain::Change> recentChanges; // the newest, in their order (recentchanges.h)
    std::optional<base::Timestamp> provenUntil; // from the newest reconcile line
    std::optional<base::Timestamp> newestFill;
    bool isFirstSyncFinished = false; // there is a reconcile line, whether it agreed or not
};

struct RecoveredTrail
{
    std::map<domain::Address, RecoveredAccount> accounts;
    std::uint64_t lines = 0;
};

// An empty trail where the directory is absent or has no audit file: the very first start.
// Every line is checked; kept is what runs on `network` wrote.
base::Result<RecoveredTrail> readBack(Disk &disk, const std::string &directory,
                                      const Network &network);
// The same for the network of the newest run.
base::Result<RecoveredTrail> readBackNewest(Disk &disk, const std::string &directory);

// On the system's disk.
base::Result<RecoveredTrail> readBack(const std::string &directory, const Network &network);
base::Result<RecoveredTrail> readBackNewest(const std::string &directory);

} // namespace lpm::audit
