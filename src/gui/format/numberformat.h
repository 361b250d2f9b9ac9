// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers look on screen: grouped thousands, a true minus, never an exponent, — for what is
// not known. Pure functions on Decimal; nothing here calculates with binary floating point.
#pragma once

#include "core/domain/decimal.h"

#include <QString>

#include <optional>

namespace lpm::gui {

// What a colour says; a sign, an arrow or a word always says it too. Zero has no colour. Gain and
// Loss are of numbers and sides, Good and Bad of states: only the first change with "Red is up".
enum class Tone { Neutral, Gain, Loss, Good, Bad, Muted, Warning };

inline constexpr int MoneyDecimals = 2;
inline constexpr int PercentDecimals = 2;

QString unknownText(); // —

// Rounded half away from zero to exactly `decimals` digits: 1,234.50
QString fixedNumber(const domain::Decimal &value, int decimals);
QString fixedNumber(const std::optional<domain::Decimal> &value, int decimals);
// Every digit there is and no more: 1,234.5
QString fullNumber(const domain::Decimal &value);
QString fullNumber(const std::optional<domain::Decimal> &value);

// With its sign always: +1,234.50, −0.07; what rounds to zero has none: 0.00
QString signedNumber(const domain::Decimal &value, int decimals);
QString signedNumber(const std::optional<domain::Decimal> &value, int decimals);
QString signedFullNumber(const domain::Decimal &value);
QString signedFullNumber(const std::optional<domain::Decimal> &value);
// In a formula: a negative one stands in brackets, so that two signs never meet.
QString operand(const std::optional<domain::Decimal> &value);

// Six significant digits at most, never more than the instrument's decimals: 61,234.5, 0.012345
QString price(const std::optional<domain::Decimal> &value, int priceDecimals);
// A ratio as percent: 0.1234 → 12.34 %
QString percent(const std::optional<domain::Decimal> &ratio);
QString signedPercent(const std::optional<domain::Decimal> &ratio);
QString leverage(const std::optional<domain::Decimal> &value); // 10×

// By the value as it is shown: what reads 0.00 is not coloured.
Tone toneOf(const std::optional<domain::Decimal> &value, int decimals);

} // namespace lpm::gui
