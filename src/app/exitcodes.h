// SPDX-License-Identifier: GPL-3.0-or-later
// What the program's exit says to scripts and service managers (design: section 6).
#pragma once

#include "core/base/result.h"

namespace lpm::app {

enum ExitCode {
    ExitOk = 0,
    ExitFailure = 1,
    ExitUsage = 2,
    ExitAuditBroken = 65,
    ExitExchangeUnavailable = 69,
    ExitCannotCreate = 73,
    ExitBusy = 75,
    ExitConfiguration = 78
};

// Why the program cannot run: a sentence for stderr, and the code.
struct Refusal
{
    int exitCode = ExitFailure;
    std::string sentence;
};

} // namespace lpm::app
