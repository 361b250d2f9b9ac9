// SPDX-License-Identifier: GPL-3.0-or-later
// The newest steps of each position, read from the end of the trail: a fill that was lost before
// the process ended finds its place among them in the next one.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/recovery.h"

#include <string>

namespace lpm::audit {

// Gives each account of the trail its newest changes: of every position those of the last
// limits::RecentBytes that lead without a break to its state. Where lines are damaged or cannot be
// read there are fewer or none, which is no error: without them late fills find less often a place.
void addRecentChanges(Disk &disk, const std::string &directory, RecoveredTrail &trail);

} // namespace lpm::audit
