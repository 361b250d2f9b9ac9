// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a .env file: KEY=value lines, comments, quotes and the prefix `export`. Pure.
#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace lpm::config {

// A later line replaces an earlier one of the same key. An error names the line, never its text:
// it may hold a secret.
base::Result<std::map<std::string, std::string>> parseDotEnv(std::string_view text);

} // namespace lpm::config
