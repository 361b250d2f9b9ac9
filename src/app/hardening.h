// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps the process and its files to its user. POSIX; elsewhere the system's defaults hold.
#pragma once

#include "app/exitcodes.h"

#include <string>
#include <tl/expected.hpp>

namespace lpm::app {

// Before anything else: new files are the owner's alone, a crash leaves no core, and (Linux) no
// other process of the user may read this one's memory.
void keepToOurselves();

// A directory of ours that is there already and open to others is refused, with what to do.
tl::expected<void, Refusal> checkOwnersAlone(const std::string &directory);

} // namespace lpm::app
