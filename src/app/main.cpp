// SPDX-License-Identifier: GPL-3.0-or-later
// Parse, choose, run. Everything else is behind runtime.h and commands.h.
#include "app/commands.h"
#include "app/exitcodes.h"
#include "app/hardening.h"
#include "app/heap.h"
#include "app/invocation.h"
#include "app/runtime.h"
#include "app/settingsfile.h"

#include <QCoreApplication>

#include <iostream>

namespace app = lpm::app;
namespace config = lpm::config;

namespace {

// With a window, where the config file alone is in the way, the person is asked.
int refusedStart(const app::Arguments &arguments, const config::EarlyExit &exit)
{
    if (exit.exitCode == app::ExitOk) {
        std::cout << exit.message << std::flush; // help and version end their lines themselves
        return exit.exitCode;
    }
    app::complain(exit.message);
    if (!app::isRefusedWindow(exit) || !app::whyNoWindow().empty())
        return exit.exitCode;
    const auto rest = app::settingsWithoutFile(arguments, exit);
    if (!rest)
        return app::showRefusal(arguments, exit);
    for (const std::string &warning : rest->warnings)
        app::complain(warning);
    return app::runWithWindow(arguments, *rest, exit.message);
}

} // namespace

int main(int argc, char **argv)
{
    app::keepToOurselves();
    app::giveLargeBlocksBackWhenFreed();
    QCoreApplication::setApplicationName(QStringLiteral("position-monitor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LPM_VERSION));
    const app::Arguments arguments{argc, argv};
    const auto invocation = app::readInvocation(arguments);
    if (!invocation)
        return refusedStart(arguments, invocation.error());
    for (const std::string &warning : invocation->settings.warnings)
        app::complain(warning);
    if (invocation->command != config::Command::Run)
        return app::runCommand(argc, argv, *invocation);
    const config::Settings &settings = invocation->settings;
    if (settings.headless)
        return app::runHeadless(argc, argv, settings);
    if (const std::string reason = app::whyNoWindow(); !reason.empty()) {
        app::complain(reason);
        return app::ExitFailure;
    }
    return app::runWithWindow(arguments, settings);
}
