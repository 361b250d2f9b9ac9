// SPDX-License-Identifier: GPL-3.0-or-later
// What late fills of a coin leave open: those that do not return to where they started yet.
#pragma once

#include "core/domain/decimal.h"

namespace lpm::domain {

// Only when they are back has their whole cash flow been earned, so until then a run must know
// these sums, and so must the one after it.
struct OpenLate
{
    Decimal size; // how far they are from their start, base units, signed
    Decimal cash; // USD: their cash flow, less the closed P&L that was booked for them

    bool isNothing() const { return size.isZero() && cash.isZero(); }
    friend bool operator==(const OpenLate &, const OpenLate &) = default;
};

} // namespace lpm::domain
