// SPDX-License-Identifier: GPL-3.0-or-later
// The sub-commands: they read, print to stdout, and end.
#pragma once

#include "core/config/settings.h"

namespace lpm::app {

// The exit code.
int runCommand(int argc, char **argv, const config::Invocation &invocation);

} // namespace lpm::app
