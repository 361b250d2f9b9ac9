// SPDX-License-Identifier: GPL-3.0-or-later
// Ours beside the exchange's for people to see: every coin of both sides and every field, the equal
// ones too. Judges as compare() does; what a difference means is decided elsewhere.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/reconciliation.h"
#include "core/tracker/positiontracker.h"

#include <vector>

namespace lpm::sync {

// Rows of the coins held on either side, of the dexes in `dexes` only, by coin. An unequal field
// is Suspect; checkedAt is left to the caller. Linear in the positions, but for their order.
std::vector<domain::ComparedField> compareAll(const tracker::PositionTracker &tracker,
                                              const domain::Address &account,
                                              const std::vector<domain::DexState> &dexes);

} // namespace lpm::sync
