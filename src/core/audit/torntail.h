// SPDX-License-Identifier: GPL-3.0-or-later
// What a cut-off write left at the end of the trail is kept beside it.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/trailfiles.h"

#include <cstdint>

namespace lpm::audit {

// Moves all from byte `from` on to the end of the file's *.torn. When the program dies in between,
// the bytes are copied once more and nothing is lost.
base::Result<void> moveTail(Disk &disk, const TrailFile &file, std::uint64_t from);

} // namespace lpm::audit
