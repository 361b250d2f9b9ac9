// SPDX-License-Identifier: GPL-3.0-or-later
// A derived number that does not fit into 38 digits is not known: shown as null, never as a wrong
// one, and never a reason to stop.
#pragma once

#include "core/domain/decimal.h"

#include <optional>

namespace lpm::tracker {

template <class Compute>
std::optional<domain::Decimal> orUnknown(Compute &&compute)
{
    try {
        return compute();
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

} // namespace lpm::tracker
