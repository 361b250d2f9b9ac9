// SPDX-License-Identifier: GPL-3.0-or-later
// Finds in the files the place that a checkpoint names.
#pragma once

#include "core/audit/trailfiles.h"

#include <cstddef>

namespace lpm::audit {

struct TrailPlace
{
    std::size_t file = 0;     // its index in Trail::files
    std::uint64_t offset = 0; // in the file uncompressed
};

// Corrupt ("audit trail truncated") where the files do not hold the checkpoint's line in its place:
// lines that were safely written are gone. A checkpoint before the very first line is at the start
// of any trail, one of the last line that retention removed is too.
base::Result<TrailPlace> locate(Disk &disk, const Trail &trail, const Checkpoint &checkpoint);

} // namespace lpm::audit
