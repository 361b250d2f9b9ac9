// SPDX-License-Identifier: GPL-3.0-or-later
// Reads lists from the ledger, newest first, a page at a time. By a connection of the reader's own:
// neither it nor the writer waits for the other. Corrupt: a row says what cannot be.
#pragma once

#include "core/audit/recovery.h"
#include "core/domain/history.h"
#include "core/ledger/database.h"

#include <vector>

namespace lpm::ledger {

// The page of all accounts together.
base::Result<std::vector<domain::PastFill>>
listFills(Database &database, const audit::Network &network, const domain::HistoryRequest &request);
base::Result<std::vector<domain::PastFunding>> listFunding(Database &database,
                                                           const audit::Network &network,
                                                           const domain::HistoryRequest &request);
// A page of each account, one after the other. Their place has no seq; a symbol is not asked for.
base::Result<std::vector<domain::EquitySample>> listEquity(Database &database,
                                                           const audit::Network &network,
                                                           const domain::HistoryRequest &request);

} // namespace lpm::ledger
