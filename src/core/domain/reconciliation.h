// SPDX-License-Identifier: GPL-3.0-or-later
// What people and programs see of the proof: ours beside the exchange's, field by field, and what
// became of each difference. Immutable values, safe on any thread.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::domain {

// From best to worst.
enum class FieldVerdict {
    Agrees,
    NotCompared, // why is in the reason
    Suspect,     // one reading differs: it may lag, or a fill may be on its way
    Differs      // a discrepancy: two readings agree with each other and not with us
};

struct ComparedField
{
    std::string coin;
    std::string symbol;
    std::string field; // size, entry_price, unrealized_pnl, funding
    std::optional<Decimal> ours;
    std::optional<Decimal> theirs;
    std::optional<Decimal> difference; // ours − theirs
    FieldVerdict verdict = FieldVerdict::NotCompared;
    std::string reason;          // a sentence; "" where the verdict says it all
    base::Timestamp checkedAt{}; // when that state of the exchange came

    friend bool operator==(const ComparedField &, const ComparedField &) = default;
};

enum class DriftOutcome {
    Open,            // still there
    ExplainedByFill, // a fill that was missing came
    Adjusted,        // set to the exchange's
    Held,            // raised and left as it is
    Gone             // by itself: the reading lagged
};

// A difference that was more than the passing of a moment.
struct Drift
{
    base::Timestamp time{}; // first seen
    std::string coin;
    std::string symbol;
    std::string field;
    std::optional<Decimal> ours;
    std::optional<Decimal> theirs;
    DriftOutcome outcome = DriftOutcome::Open;
    std::optional<base::Timestamp> settledAt; // nullopt while it is there

    friend bool operator==(const Drift &, const Drift &) = default;
};

enum class ReconciliationState {
    Unknown,  // never compared, or the feed is down
    Checking, // not proven at the moment
    Agrees,
    Differs
};

struct ReconciliationView
{
    base::Timestamp timestamp{}; // when it was made
    Address account;
    std::string accountLabel;
    ReconciliationState state = ReconciliationState::Unknown;
    std::optional<base::Timestamp> lastCheck; // the last complete comparison
    bool lastCheckAgreed = false;
    int openDiscrepancies = 0;
    std::optional<base::Timestamp> nextCheck; // at the latest; nullopt: as soon as it can be
    std::vector<ComparedField> rows;          // by coin, then in the order of the fields above
    std::vector<Drift> history;               // newest first, at most limits::DriftsKept
};
using ReconciliationPtr = std::shared_ptr<const ReconciliationView>;

// Funding is shown, not proven: payments and states are read at different moments.
inline bool isProven(const ComparedField &row) { return row.field != "funding"; }

} // namespace lpm::domain
