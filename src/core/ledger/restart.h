// SPDX-License-Identifier: GPL-3.0-or-later
// What a start finds in the ledger: the state at its last commit, from where the audit trail's
// newest lines go on. Reads a bounded number of rows, however many fills there are.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/head.h"
#include "core/audit/recovery.h"
#include "core/ledger/database.h"

#include <memory>
#include <optional>
#include <string>

namespace lpm::ledger {

struct StartingPoint
{
    audit::RecoveredTrail trail;           // of the network asked for
    audit::Checkpoint at;                  // what the trail is of; the lines behind it are newer
    std::optional<audit::Network> running; // who wrote the line at it; nullopt: no run is known
};

// Of the run that wrote the last line in it; nullopt: no run is known.
base::Result<std::optional<audit::Network>> newestNetwork(Database &database);

// nullopt: nothing was written into it yet. Corrupt: a row is not what was written.
base::Result<std::optional<StartingPoint>> readStartingPoint(Database &database,
                                                             const audit::Network &network);

// The point and the trail's lines behind it together: what reading the whole trail gives. Corrupt:
// the trail is broken, or it lost the line at the point ("audit trail truncated").
base::Result<audit::RecoveredTrail> goOn(StartingPoint point,
                                         const std::shared_ptr<audit::Disk> &disk,
                                         const std::string &directory,
                                         const audit::Network &network);

} // namespace lpm::ledger
