// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exitcodes.h"
#include "app/runtime.h"

namespace lpm::app {

std::string whyNoWindow()
{
    return "this build has no window; start it with --headless";
}

int runWithWindow(const Arguments &, config::Settings, const std::string &)
{
    complain(whyNoWindow());
    return ExitFailure;
}

int showRefusal(const Arguments &, const config::EarlyExit &refusal)
{
    return refusal.exitCode;
}

} // namespace lpm::app
