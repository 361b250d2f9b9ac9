// SPDX-License-Identifier: GPL-3.0-or-later
// How far the window may believe what the monitor said last. Health is told each second; a monitor
// that tells none may hang, and then nothing it said before is known to hold. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"

namespace lpm::gui {

enum class Doubt {
    None,
    Silent, // it told nothing for longer than limits::HealthSilence
    Stopped // it said that it watches no longer
};

// lastHeard: when the health in hand came, by this side's clock.
Doubt doubtOf(base::Instant lastHeard, base::Instant now, bool hasStopped);

// As they may be shown under the doubt: every feed stale (a monitor that stopped in order told its
// own end, which stays); the proof unknown, and no field agrees.
domain::HealthPtr believed(const domain::HealthPtr &health, Doubt doubt);
domain::ReconciliationPtr believed(const domain::ReconciliationPtr &view, Doubt doubt);

// Whether the account's numbers may be old by what its health says.
bool isFeedDown(domain::FeedState state);
bool isFeedDown(const domain::HealthView &health, const domain::Address &account);

} // namespace lpm::gui
