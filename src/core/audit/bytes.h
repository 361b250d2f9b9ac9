// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes from one file into another, piece by piece.
#pragma once

#include "core/audit/disk.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace lpm::audit {

// All of them, in as many writes as the disk needs.
base::Result<void> appendAll(AppendFile &file, std::string_view bytes);

// Gives the file's bytes from `from` to its end; an Error of `take` ends it.
base::Result<void> copyBytes(Disk &disk, const std::string &path, std::uint64_t from,
                             const std::function<base::Result<void>(std::string_view)> &take);

} // namespace lpm::audit
