// SPDX-License-Identifier: GPL-3.0-or-later
// The few sums and products that only the window makes: one that has no room in 38 digits (absurd
// input) is shown as not known, instead of ending the program.
#pragma once

#include "core/domain/decimal.h"

#include <optional>

namespace lpm::gui {

template <class Calculation>
std::optional<domain::Decimal> orUnknown(const Calculation &calculation)
{
    try {
        return calculation();
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

} // namespace lpm::gui
