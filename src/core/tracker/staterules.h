// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange's word makes of a position where no fill tells: pure functions.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/position.h"

namespace lpm::tracker {

// Takes the entry notional that a state of the same size tells: exact where the state agrees with
// itself (value and P&L of one moment), else from the shown entry. theirs.size ≠ 0.
void takeEntry(domain::PositionState &state, const domain::ExchangePosition &theirs,
               int priceDecimals);

// Another size without a fill: n scaled as by a reduction or extension at the entry, known
// approximately at best; the basis is partial from here on.
domain::PositionState resized(const domain::PositionState &before, const domain::Decimal &size);

} // namespace lpm::tracker
