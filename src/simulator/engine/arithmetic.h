// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's arithmetic on whole units: entry notional, closed P&L, fees, margin, liquidation
// price, funding. Written for the simulator alone, so that it is a second opinion on the monitor's.
#pragma once

#include "core/domain/accountstate.h"
#include "simulator/engine/universe.h"

#include <optional>
#include <string_view>

namespace lpm::simulator {

// A fee rate in 10^−7 of the notional: 4500 is 0.045 %. Negative is a rebate.
struct Rate
{
    std::int64_t tenMillionths = 0;
};

struct PerpetualPosition
{
    Integer size = 0;          // signed, 10^−sizeDecimals
    Integer entryNotional = 0; // n, 10^−6 USD
    domain::MarginMode marginMode = domain::MarginMode::Cross;
    int leverage = 1;
    Integer isolatedRaw = 0; // 10^−6 USD; 0 for cross
    // 10^−6 USD, positive was paid.
    Integer fundingAllTime = 0;
    Integer fundingSinceOpen = 0;
    Integer fundingSinceChange = 0;
};

// What a fill did to a position.
struct PerpetualStep
{
    Integer start = 0;     // signed size before
    Integer closed = 0;    // unsigned
    Integer opened = 0;    // unsigned
    Integer closedPnl = 0; // 10^−6 USD
    std::string_view direction;
};

PerpetualStep applyFill(PerpetualPosition &position, Integer signedSize, Integer price);

// trunc(n · (remaining / size)), the quotient and the product as 64-bit floats: the exchange does
// so, and no exact rule gives its digits.
Integer reducedEntry(Integer entryNotional, Integer remaining, Integer size);
// trunc(double(notional) · double(rate)), for the same reason.
Integer feeOf(Integer notional, Rate rate);
// Truncated; tenthsOfBasisPoint as in an order's builder field.
Integer builderFeeOf(Integer notional, int tenthsOfBasisPoint);

Integer entryPrice(const PerpetualPosition &position);            // floored, price units
Integer valueOf(const PerpetualPosition &position, Integer mark); // |size| · mark
Integer unrealized(const PerpetualPosition &position, Integer mark);
Integer returnOnEquity(const PerpetualPosition &position, Integer mark); // 10^−10
Integer crossMargin(const PerpetualPosition &position, Integer mark);    // truncated
// What an isolated position's opening takes from the account's free cash.
Integer isolatedMarginFor(Integer notional, int leverage);
// The account's change of cash: negative when paid.
Integer fundingPayment(Integer size, Integer oracle, Integer hourlyRate);

// The tier that a notional falls into. The deduction makes the maintenance margin continuous.
struct ActiveTier
{
    int maxLeverage = 1;
    Integer deduction = 0; // 10^−6 USD
};

ActiveTier tierOf(const MarginTable &table, Integer notional);
Integer maintenanceMargin(const ActiveTier &tier, Integer notional); // truncated

// equity: of the account (cross) or of the position (isolated); otherMaintenance: of the account's
// other cross positions. 10^−10 USD, nullopt where no positive price exists.
std::optional<Integer> liquidationPrice(const PerpetualPosition &position, Integer mark,
                                        int sizeDecimals, const ActiveTier &tier, Integer equity,
                                        Integer otherMaintenance);

// A token held in spot. Sizes in 10^−weiDecimals, money in 10^−8 of the quote.
struct SpotHolding
{
    Integer total = 0;
    Integer entryNotional = 0;
};

struct SpotStep
{
    Integer start = 0;
    Integer closedPnl = 0;
};

// size in wei units of the base, notional = price · size. Fees are booked apart.
SpotStep applySpotBuy(SpotHolding &holding, Integer size, Integer notional);
SpotStep applySpotSell(SpotHolding &holding, Integer size, Integer notional);

} // namespace lpm::simulator
