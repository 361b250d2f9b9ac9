// SPDX-License-Identifier: GPL-3.0-or-later
// One running program a data directory. The lock ends with the process, however it ends.
#pragma once

#include "app/exitcodes.h"

#include "core/audit/disk.h"

#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace lpm::app {

// Makes the directory (mode 700) if it is absent, and takes its lock.
tl::expected<std::unique_ptr<audit::DirectoryLock>, Refusal>
lockDataDirectory(const std::string &directory);

} // namespace lpm::app
