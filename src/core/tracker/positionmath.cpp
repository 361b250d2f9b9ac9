// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/positionmath.h"

#include "core/base/limits.h"

namespace lpm::tracker {

using domain::Decimal;
using domain::Int128;
using domain::PositionSide;
using domain::Rounding;

namespace {

constexpr int NotionalDecimals = 6; // n of a perpetual is whole in 10^−6 USD
constexpr int CostDecimals = 8;     // n of a spot holding is whole in 10^−8 of the quote

// Whole units of 10^−scale as a double. Both sides of a ratio take the same scale, so which one it
// is does not matter, as long as the units are whole and below 2^53.
double units(const Decimal &value, int scale)
{
    const auto whole = value.rounded(scale, Rounding::Truncate).unitsAt(scale);
    if (!whole)
        throw domain::ArithmeticOverflow();
    return static_cast<double>(*whole);
}

// The decimals in which a size is whole: the coin's, or more where its digits say so.
int wholeScale(const Decimal &size, int scale)
{
    constexpr int finest = base::limits::WireFractionDigits;
    while (scale < finest && !size.unitsAt(scale))
        ++scale;
    return scale;
}

} // namespace

Decimal remainingNotional(const Decimal &n, const Decimal &remaining, const Decimal &size,
                          int sizeDecimals)
{
    const int scale = wholeScale(size, wholeScale(remaining, sizeDecimals));
    // The exchange divides first and multiplies then, both as doubles; other orders differ by one
    // unit in some closes. Sizes and n are below 2^53, so the conversions are exact.
    const double ratio = units(remaining, scale) / units(size, scale);
    const double product = units(n, NotionalDecimals) * ratio;
    return Decimal::fromUnits(static_cast<Int128>(product), NotionalDecimals);
}

Decimal entryPrice(const Decimal &n, const Decimal &size, int priceDecimals)
{
    return Decimal::divide(n, size.abs(), priceDecimals, Rounding::Floor);
}

Decimal closedPnl(PositionSide side, const Decimal &price, const Decimal &entry,
                  const Decimal &closed)
{
    return (side == PositionSide::Short ? entry - price : price - entry) * closed;
}

Decimal realizedCash(PositionSide side, const Decimal &price, const Decimal &closed,
                     const Decimal &notionalClosed)
{
    const Decimal value = price * closed;
    return side == PositionSide::Short ? notionalClosed - value : value - notionalClosed;
}

Decimal unrealizedPnl(const Decimal &size, const Decimal &n, const Decimal &mark)
{
    const Decimal value = size.abs() * mark;
    return size.isNegative() ? n - value : value - n;
}

Decimal notionalFromState(const domain::ExchangePosition &position)
{
    return position.size.isNegative() ? position.positionValue + position.unrealizedPnl
                                      : position.positionValue - position.unrealizedPnl;
}

std::optional<Decimal> consistentNotional(const domain::ExchangePosition &position,
                                          int priceDecimals)
{
    if (position.size.isZero() || !position.entryPrice)
        return std::nullopt;
    const Decimal n = notionalFromState(position);
    if (!n.isPositive() || entryPrice(n, position.size, priceDecimals) != *position.entryPrice)
        return std::nullopt;
    return n;
}

std::optional<Decimal> breakEvenPrice(const domain::PositionState &state, int priceDecimals)
{
    if (state.size.isZero() || !state.netSinceOpen
        || state.entry == domain::EntryKnowledge::Unknown)
        return std::nullopt;
    const bool isShort = state.size.isNegative();
    const Decimal value = isShort ? state.entryNotional + *state.netSinceOpen
                                  : state.entryNotional - *state.netSinceOpen;
    if (!value.isPositive())
        return std::nullopt;
    return Decimal::divide(value, state.size.abs(), priceDecimals,
                           isShort ? Rounding::Floor : Rounding::Ceiling);
}

Decimal spotClosedPnl(const Decimal &n, const Decimal &price, const Decimal &sold,
                      const Decimal &balance)
{
    return price * sold - Decimal::divide(n * sold, balance, CostDecimals, Rounding::Floor);
}

Decimal spotRemainingCost(const Decimal &n, const Decimal &sold, const Decimal &balance)
{
    return Decimal::divide(n * (balance - sold), balance, CostDecimals, Rounding::Truncate);
}

Decimal exactStartPosition(const Decimal &printed, const domain::Instrument &instrument)
{
    // A guess from a few fills may have too few digits; six are enough for any perpetual.
    const int decimals = instrument.kind == domain::InstrumentKind::Spot
                             ? instrument.baseWeiDecimals
                         : instrument.isGuessed ? domain::PerpetualDecimals
                                                : instrument.sizeDecimals;
    return printed.rounded(decimals, Rounding::HalfAwayFrom0);
}

bool isStart(const Decimal &printed, const Decimal &size, const domain::Instrument &instrument)
{
    return printed == size || exactStartPosition(printed, instrument) == size;
}

} // namespace lpm::tracker
