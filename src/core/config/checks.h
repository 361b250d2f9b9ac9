// SPDX-License-Identifier: GPL-3.0-or-later
// Single values that must be right whatever they are used for: addresses that are reached, files
// that are read.
#pragma once

#include "core/config/settings.h"

#include <string>
#include <utility>

namespace lpm::config {

using Checked = tl::expected<void, EarlyExit>;

// `schemes` are the open and the encrypted one; the open one does not leave this computer. `what`
// lies at the address, in words: "an exchange".
Checked checkUrl(const std::string &text, const char *name,
                 std::pair<const char *, const char *> schemes, const char *what);
Checked checkReadable(const std::string &path, const char *name);
Checked checkTokenFile(const std::string &path); // readable, not empty, its owner's alone
// Those that are given begin in the working directory.
void makePathsAbsolute(Settings &settings, const std::string &workingDirectory);

} // namespace lpm::config
