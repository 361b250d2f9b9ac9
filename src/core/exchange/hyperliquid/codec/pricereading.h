// SPDX-License-Identifier: GPL-3.0-or-later
// What may be a price at all: one beyond these bounds is no price of a market, and multiplied with
// a size it might not fit into a Decimal.
#pragma once

#include "core/exchange/hyperliquid/codec/jsonreader.h"

#include <cstdint>

namespace lpm::exchange::hyperliquid {

inline constexpr std::int64_t LargestPrice = 1'000'000'000'000; // USD
inline constexpr int MostPriceDecimals = 12;

// Zero is within: of an outcome that did not happen.
bool isWithinPriceBounds(const domain::Decimal &price);
bool isUsableMark(const domain::Decimal &mark); // within, and above zero

// Not negative, within the bounds.
domain::Decimal readPriceOf(json::Reading &reading, json::Value &value);

} // namespace lpm::exchange::hyperliquid
