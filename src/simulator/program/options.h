// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of exchange-simulator.
#pragma once

#include "simulator/server/exchangeserver.h"

namespace lpm::simulator {

inline constexpr int ExitFailure = 1;
inline constexpr int ExitUsage = 2;

struct CommandLine
{
    std::optional<ServerOptions> options; // nullopt: print the text and leave
    bool isControlled = false; // commands come on the standard input; its end ends the program
    std::string text;
    int exitCode = 0;
};

CommandLine parseCommandLine(int argc, const char *const *argv);

} // namespace lpm::simulator
