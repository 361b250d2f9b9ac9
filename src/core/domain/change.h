// SPDX-License-Identifier: GPL-3.0-or-later
// One step in the life of a position, in the order applied. The audit trail, the stream and the
// ledger are made from these; nothing else changes a position.
#pragma once

#include "core/domain/address.h"
#include "core/domain/fill.h"
#include "core/domain/openlate.h"
#include "core/domain/position.h"

#include <cstdint>
#include <optional>
#include <string>

namespace lpm::domain {

enum class ChangeKind {
    Fill,    // a fill was applied: before → after
    Funding, // a payment was booked
    Anchor,  // a position begins with a size whose opening fills are out of reach
    Adjust,  // set to the exchange's size after a confirmed discrepancy
    State    // entry, leverage or funding taken over from the exchange's state, size unchanged
};

// closed_pnl as we compute it beside the one received, when the entry is exactly known.
struct ClosedPnlCheck
{
    Decimal computed;
    Decimal received;
    bool agrees() const { return computed == received; }
};

struct Change
{
    std::uint64_t revision = 0; // rises by one with each change of the tracker
    ChangeKind kind = ChangeKind::Fill;
    Address account;
    std::string coin;
    std::string symbol;
    // Of the instrument, as in Instrument. nullopt: it is not in the exchange's meta yet.
    std::optional<int> sizeDecimals;
    std::optional<int> priceDecimals;
    base::Timestamp time{}; // the exchange's for fills and funding, else ours
    PositionState before;
    PositionState after;
    std::optional<Fill> fill;
    FillSource source = FillSource::Live;
    bool isLate = false;    // a fill found by the sweep, after newer ones were applied
    bool isHistory = false; // from before the first start: state, not news
    std::optional<OpenLate> openLate; // what late fills leave open behind it; nullopt: nothing
    std::optional<FundingPayment> funding;
    std::optional<ClosedPnlCheck> closedPnl; // of a perp fill that reduces an exactly known entry
    std::string reason;                      // of an anchor, adjustment, adopted balance or a
                                             // payment that is not booked as told
};

} // namespace lpm::domain
