// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the ledger anew from the audit files alone.
#pragma once

#include "core/ledger/ledgerkeeper.h"

namespace lpm::ledger {

struct RebuildReport
{
    std::uint64_t lines = 0; // of the trail, all checked
    std::int64_t fills = 0;
    std::int64_t payments = 0;
    // Equity samples and day marks taken over from the ledger that was there: the trail lacks them.
    std::int64_t samples = 0;
    std::vector<std::string> notices; // what else had to be done: sentences
};

// Into a file beside it, which then takes the ledger's place: whatever fails, the one that was
// there stays. The caller holds the data directory's lock. Errors: Configuration (the ledger there
// was made by a newer program), Corrupt (the trail is broken), NotFound (there is no trail), Io.
base::Result<RebuildReport> rebuildLedger(LedgerPlace place, base::Timestamp now);

} // namespace lpm::ledger
