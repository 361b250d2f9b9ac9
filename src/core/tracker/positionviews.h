// SPDX-License-Identifier: GPL-3.0-or-later
// Makes what is shown from what is kept: one position, and the sums over an account.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/tracker/positiontracker.h"

namespace lpm::tracker {

domain::PositionView viewOf(const Position &position);
// The same as it was with this state: right after a change that others have followed.
domain::PositionView viewOf(const Position &position, const domain::PositionState &state);

// The totals over all perpetuals (flat ones count with what they realized), the list of those that
// are held, and spot apart. An unknown part makes its total unknown. The caller adds what the
// tracker does not know: label, equity, mode, feed state, epoch, seq.
domain::SummaryView summaryOf(const PositionTracker &tracker, const domain::Address &account);

} // namespace lpm::tracker
