// SPDX-License-Identifier: GPL-3.0-or-later
// Packs a file as it is read, with bounded memory.
#pragma once

#include "core/audit/disk.h"

#include <string>

namespace lpm::audit {

// All of the file `from` as one gzip file at the end of `into`. Not synced.
base::Result<void> gzipInto(AppendFile &into, Disk &disk, const std::string &from);

} // namespace lpm::audit
