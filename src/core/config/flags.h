// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the command line itself: flags, sub-commands, help and version.
#pragma once

#include "core/config/layers.h"

#include <optional>
#include <string>
#include <vector>

namespace lpm::config {

struct Flags
{
    Command command = Command::Run;
    std::vector<std::string> arguments; // of the sub-command
    Layer given;
    bool isDemo = false; // --demo
    std::optional<std::string> envFile;
    std::optional<std::string> configFile;
};

tl::expected<Flags, EarlyExit> readFlags(int argc, const char *const *argv);

} // namespace lpm::config
