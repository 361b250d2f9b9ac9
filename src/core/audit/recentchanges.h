// SPDX-License-Identifier: GPL-3.0-or-later
// The newest steps of each position, read from the end of the trail: a fill that was lost before
// the process ended finds its place among them in the next one.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/recovery.h"
#include "core/base/result.h"

#include <string>

namespace lpm::audit {

// Gives each account of the trail its newest changes: of every position those of the last
// limits::RecentBytes that lead without a break to its state. Where lines between are damaged there
// are fewer, which is no error: they are only a memory. An Error: the disk cannot be read.
base::Result<void> addRecentChanges(Disk &disk, const std::string &directory,
                                    RecoveredTrail &trail);

} // namespace lpm::audit
