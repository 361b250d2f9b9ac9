// SPDX-License-Identifier: GPL-3.0-or-later
// What a start takes from the ledger, before the audit trail is opened.
#pragma once

#include "app/exitcodes.h"
#include "core/config/settings.h"
#include "core/ledger/restart.h"

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace lpm::app {

struct LedgerStart
{
    std::optional<ledger::StartingPoint> point; // nullopt: start from the whole trail
    std::vector<std::string> notices;
};

std::string ledgerFile(const config::Settings &settings); // DATA_DIR/ledger.sqlite

// Makes the ledger, brings it up to date, moves a damaged one aside; a demo's is begun anew. A disk
// that refuses is no refusal to run: the ledger keeps on trying, and says so.
tl::expected<LedgerStart, Refusal> takeUpLedger(const config::Settings &settings,
                                                const audit::Network &network, base::Timestamp now);

// The trail's state for a run to go on from: the ledger's and what is behind it.
base::Result<audit::RecoveredTrail> recover(std::optional<ledger::StartingPoint> point,
                                            const std::string &trailDirectory,
                                            const audit::Network &network);

} // namespace lpm::app
