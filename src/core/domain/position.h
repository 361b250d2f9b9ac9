// SPDX-License-Identifier: GPL-3.0-or-later
// A coin's position in one account: what is kept (PositionState) and what is shown (PositionView).
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/accountstate.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"
#include "core/domain/feetotals.h"
#include "core/domain/instrument.h"
#include "core/domain/pricestate.h"

#include <optional>
#include <string>
#include <vector>

namespace lpm::domain {

enum class PositionSide { Long, Short, Flat };

// How well the entry notional is known.
enum class EntryKnowledge {
    Exact,       // by fills from zero, or from a state of the same size
    Approximate, // from a shown entry price: within one price unit · size
    Unknown
};

enum class Basis {
    Complete, // realized, fees and funding cover the position's whole life
    Partial   // something before the anchor, or an adjustment, is not in them
};

// The part that fills and adjustments change; small, a value, what the audit records before/after.
struct PositionState
{
    Decimal size;          // signed, base units
    Decimal entryNotional; // n ≥ 0, whole 10^−6 USD; meaningless while entry is Unknown
    EntryKnowledge entry = EntryKnowledge::Exact;
    Basis basis = Basis::Complete;
    Decimal realizedPnl; // true cash of closes, gross of fees, USD
    FeeTotals fees; // per token, as charged
    std::optional<Decimal> feesUsd{Decimal{}}; // nullopt once a token without a USD price is in
    Decimal funding; // USD, signed: negative was paid
    std::optional<base::Timestamp> openedAt; // nullopt while flat, or opened before the anchor
    // Realized − fees + funding since it was opened, USD: what the break-even price must win back.
    // nullopt while flat, opened before the anchor, or a fee has no USD price.
    std::optional<Decimal> netSinceOpen;

    PositionSide side() const
    {
        return size.isPositive()   ? PositionSide::Long
               : size.isNegative() ? PositionSide::Short
                                   : PositionSide::Flat;
    }
    friend bool operator==(const PositionState &, const PositionState &) = default;
};

// What the API and the window show, every number ready. nullopt is "not known": null, or —.
struct PositionView
{
    Address account;
    std::string coin;
    std::string symbol;
    PositionSide side = PositionSide::Flat;
    Decimal quantity; // unsigned
    std::optional<Decimal> entryPrice;   // floor(n/|q|) to the coin's price decimals; 0 when flat
    std::optional<Decimal> currentPrice; // the mark
    std::optional<base::Timestamp> priceTime; // when that mark was received
    std::optional<PriceState> priceState;     // by its age; nullopt without a mark
    std::optional<Decimal> unrealizedPnl;
    Decimal realizedPnl;
    std::optional<Decimal> notionalValue; // |q| · mark
    std::optional<Decimal> totalPnl;      // realized + unrealized
    std::optional<Decimal> fees;          // USD
    Decimal funding;                      // USD, negative was paid
    std::optional<Decimal> netPnl;        // realized + unrealized − fees + funding
    std::optional<Decimal> breakEvenPrice;
    std::optional<Decimal> leverage;
    std::optional<Decimal> liquidationPrice;    // the exchange's
    std::optional<Decimal> liquidationDistance; // |mark − liq| / mark, a ratio to 6 decimals
    std::optional<Decimal> marginUsed;          // the exchange's
    std::optional<MarginMode> marginMode;
    std::optional<Decimal> returnOnEquity; // unrealized / (n / leverage), 10 decimals
    std::optional<base::Timestamp> openedAt;
    Basis basis = Basis::Complete;
    bool isReconciled = false; // the last comparison agreed and nothing has changed since
    base::Timestamp lastUpdated{};
    int priceDecimals = 6; // for display
    int sizeDecimals = 0;
};

struct SpotHoldingView
{
    std::string token;  // HYPE
    std::string symbol; // HYPE/USDC, "" when no fill named the pair
    Decimal balance;
    std::optional<Decimal> cost;
    Decimal closedPnl;
};

} // namespace lpm::domain
