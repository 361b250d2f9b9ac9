// SPDX-License-Identifier: GPL-3.0-or-later
// A fill: one execution of an account's order, as the exchange tells it (hyperliquid.md 3.1).
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace lpm::domain {

// Of a fill. The sign of a size change comes from here, never from Fill::direction.
enum class FillSide { Buy, Sell };

enum class FillSource {
    Live,     // pushed while it happened
    Snapshot, // in the first frame after a subscription
    Backfill, // read over REST to close a gap
    Sweep     // found by the periodic comparison
};

struct Liquidation
{
    std::optional<Address> liquidatedUser;
    std::optional<Decimal> markPrice;
    std::string method; // "market" | "backstop"

    friend bool operator==(const Liquidation &, const Liquidation &) = default;
};

struct Fill
{
    std::string coin; // raw name
    Decimal price;    // USD (quote of a spot pair), > 0
    Decimal size;     // base units, > 0
    FillSide side = FillSide::Buy;
    base::Timestamp time{};      // the exchange's block time
    Decimal startPosition;       // signed size before; of a spot pair the token balance
    std::string direction;       // display text of the exchange, e.g. "Open Long"
    Decimal closedPnl;           // USD, gross of fees, as received
    std::string hash;            // 0x…, all zeros for TWAP slices and dust
    std::int64_t orderId = 0;    // oid
    std::int64_t tradeId = 0;    // tid; not unique alone
    std::optional<bool> isTaker; // "crossed"; false: it made
    Decimal fee;                 // in feeToken, builderFee inside; negative is a rebate
    std::string feeToken;        // USDC, or the base token of a spot buy
    std::optional<Decimal> builderFee;
    std::string clientOrderId;   // cloid, "" when the order had none
    std::optional<std::int64_t> twapId;
    std::optional<Liquidation> liquidation;

    // +size for a buy, −size for a sell.
    Decimal signedSize() const { return side == FillSide::Buy ? size : -size; }
    // What the exchange says the perp position is after this fill.
    Decimal endPosition() const { return startPosition + signedSize(); }
    bool isLiquidationOf(const Address &account) const;

    friend bool operator==(const Fill &, const Fill &) = default;
};

// What makes a fill itself within an account. tid alone collides (0 for dust, both legs of a
// self-trade share one); faults.md 0.1.
struct FillId
{
    std::string coin;
    base::Timestamp time{};
    std::int64_t tradeId = 0;
    std::int64_t orderId = 0;
    FillSide side = FillSide::Buy;

    friend auto operator<=>(const FillId &, const FillId &) = default;
    friend bool operator==(const FillId &, const FillId &) = default;
};

FillId idOf(const Fill &fill);

// A funding payment. Identified by (account, coin, UTC day, hour), where a row that aggregates a
// day (samples > 0) counts beside that day's hourly rows only by what they lack; booked for that,
// it has the row's fields and this amount.
struct FundingPayment
{
    std::string coin;
    base::Timestamp time{};
    Decimal amount;       // USD, signed: negative was paid by the account
    Decimal positionSize; // szi at the payment
    Decimal rate;
    std::optional<int> samples; // nSamples: the row stands for so many hours

    friend bool operator==(const FundingPayment &, const FundingPayment &) = default;
};

} // namespace lpm::domain

template <>
struct std::hash<lpm::domain::FillId>
{
    std::size_t operator()(const lpm::domain::FillId &id) const noexcept
    {
        // The tid is a hash of both order ids already; the rest separates its collisions.
        const auto mixed = static_cast<std::uint64_t>(id.tradeId) * 0x9E37'79B9'7F4A'7C15ULL
                           ^ static_cast<std::uint64_t>(id.orderId) * 0xC2B2'AE3D'27D4'EB4FULL
                           ^ static_cast<std::uint64_t>(id.time.time_since_epoch().count());
        return static_cast<std::size_t>(mixed ^ (mixed >> 29));
    }
};
