// SPDX-License-Identifier: GPL-3.0-or-later
// What the program was asked to do, read as often as its settings change.
#pragma once

#include "core/config/settings.h"

#include <optional>
#include <string>

namespace lpm::app {

struct Arguments
{
    int count = 0;
    char **values = nullptr; // as main() got them
};

// With `configText` in place of the config file's text: what a change would do. The private key of
// the environment is wiped by the first reading, and no later one knows it.
tl::expected<config::Invocation, config::EarlyExit>
readInvocation(const Arguments &arguments, std::optional<std::string> configText = {});

} // namespace lpm::app
