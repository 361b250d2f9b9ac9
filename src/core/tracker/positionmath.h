// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's own arithmetic of positions, so that entry, unrealized and closed P&L agree with
// it to the last digit. Formulas: hyperliquid.md 3.5 (perpetuals) and 3.8 (spot), found by fitting
// recorded closes; tests/replay proves them on recorded accounts.
//
// The entry notional n is in USD and whole in 10^−6 (spot: the quote, whole in 10^−8).
#pragma once

#include "core/domain/decimal.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

#include <optional>

namespace lpm::tracker {

// n after a reduction that leaves `remaining` of `size` (both unsigned, whole in 10^−sizeDecimals):
// trunc(n · (remaining/size)), where the ratio and the product are 64-bit floats, as the exchange
// computes them. The only binary floating point on the way of money.
domain::Decimal remainingNotional(const domain::Decimal &n, const domain::Decimal &remaining,
                                  const domain::Decimal &size, int sizeDecimals);

// The shown entry: floor(n/|q|) to the coin's price decimals, longs and shorts alike. size ≠ 0.
domain::Decimal entryPrice(const domain::Decimal &n, const domain::Decimal &size,
                           int priceDecimals);

// closedPnl as the exchange states it: (price − shown entry) · closed, signed for the side.
domain::Decimal closedPnl(domain::PositionSide side, const domain::Decimal &price,
                          const domain::Decimal &entry, const domain::Decimal &closed);

// The true cash of a close: ±(price·closed − (n − n')). Its sums conserve cash to the last digit.
domain::Decimal realizedCash(domain::PositionSide side, const domain::Decimal &price,
                             const domain::Decimal &closed, const domain::Decimal &notionalClosed);

// sign(q)·(|q|·mark − n)
domain::Decimal unrealizedPnl(const domain::Decimal &size, const domain::Decimal &n,
                              const domain::Decimal &mark);

// n from a state of the exchange with the same size: positionValue − side·unrealizedPnl.
domain::Decimal notionalFromState(const domain::ExchangePosition &position);
// The same; nullopt where it does not give the entry price that the state shows: its value and P&L
// were taken at two moments.
std::optional<domain::Decimal> consistentNotional(const domain::ExchangePosition &position,
                                                  int priceDecimals);

// The price at which closing all leaves zero after what the open stretch has cost or earned so
// far; rounded against the trader. nullopt where no positive price does.
std::optional<domain::Decimal> breakEvenPrice(const domain::PositionState &state,
                                              int priceDecimals);

// --- spot (rule S) -------------------------------------------------------------------------

// px·sz − floor(n·sz/balance)
domain::Decimal spotClosedPnl(const domain::Decimal &n, const domain::Decimal &price,
                              const domain::Decimal &sold, const domain::Decimal &balance);
// trunc(n·((balance − sz)/balance))
domain::Decimal spotRemainingCost(const domain::Decimal &n, const domain::Decimal &sold,
                                  const domain::Decimal &balance);

// How digits of a startPosition, a printed 64-bit float, are brought back to the exact size: to
// the size decimals of a perpetual, the wei decimals of a spot pair's base token.
domain::Decimal exactStartPosition(const domain::Decimal &printed,
                                   const domain::Instrument &instrument);
// Whether that is `size`; printed digits finer than the coin's decimals count where they agree.
bool isStart(const domain::Decimal &printed, const domain::Decimal &size,
             const domain::Instrument &instrument);

} // namespace lpm::tracker
