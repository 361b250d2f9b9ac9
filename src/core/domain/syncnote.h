// SPDX-License-Identifier: GPL-3.0-or-later
// What synchronisation has to say besides changes: recorded in the audit trail and shown to people.
#pragma once

#include "core/domain/address.h"
#include "core/domain/decimal.h"
#include "core/base/timestamp.h"

#include <optional>
#include <string>

namespace lpm::domain {

enum class NoteKind {
    Gap,            // fills are missing and cannot be read any more
    Discrepancy,    // two readings agree with each other and not with us
    Reconciled,     // a complete comparison is done; it agreed if there is no reason
    Conflict,       // a known fill came again with other content; the first one stands
    ClosedPnlDiffers, // our closed_pnl of a fill is not the one received
    Phantom         // a fill we applied is missing from a complete answer
};

struct SyncNote
{
    NoteKind kind = NoteKind::Reconciled;
    Address account;
    std::string coin;   // "" where it is about the whole account
    std::string symbol;
    base::Timestamp time{};
    std::string field;            // what was compared: size, entry_price, unrealized_pnl, closed_pnl
    std::optional<Decimal> ours;
    std::optional<Decimal> theirs;
    std::optional<base::Timestamp> from; // of a gap; of Reconciled: everything before is proven
    std::optional<base::Timestamp> to;
    std::string reason; // a sentence
};

} // namespace lpm::domain
