// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated exchange counts in whole units: sizes in 10^−sizeDecimals, prices in
// 10^−(6 − sizeDecimals), money in 10^−6 USD. Here they meet text and the domain's Decimal.
#pragma once

#include "core/base/result.h"
#include "core/domain/decimal.h"
#include "core/domain/int128.h"

#include <string>

namespace lpm::simulator {

using Integer = domain::Int128;

inline constexpr int MoneyDecimals = 6;     // of every USD amount of a perpetual account
inline constexpr int SpotMoneyDecimals = 8; // of a spot pair's quote amounts
inline constexpr int RatioDecimals = 10;    // liquidationPx and returnOnEquity
inline constexpr int RateDecimals = 10;     // hourly funding rates

Integer powerOfTen(int exponent);

// Division of integers, rounded as said; the divisor is not zero.
Integer floorDivide(Integer a, Integer b);
Integer roundDivide(Integer a, Integer b); // to the nearest, a tie away from zero

inline Integer absolute(Integer value) { return value < 0 ? -value : value; }

inline int signOf(Integer value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

// As the exchange prints: at least one digit behind the point, no further trailing zeros.
std::string wireText(Integer units, int scale);
std::string wireText(const domain::Decimal &value);

domain::Decimal toDecimal(Integer units, int scale);
// The value in whole units, or an Error that says `what` has too many digits.
base::Result<Integer> toUnits(const domain::Decimal &value, int scale, std::string_view what);

} // namespace lpm::simulator
