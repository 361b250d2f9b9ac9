// SPDX-License-Identifier: GPL-3.0-or-later
// Parse, choose, run. Everything else is behind runtime.h and commands.h.
#include "app/commands.h"
#include "app/exitcodes.h"
#include "app/hardening.h"
#include "app/heap.h"
#include "app/invocation.h"
#include "app/runtime.h"

#include <QCoreApplication>

#include <iostream>

namespace app = lpm::app;
namespace config = lpm::config;

int main(int argc, char **argv)
{
    app::keepToOurselves();
    app::giveLargeBlocksBackWhenFreed();
    QCoreApplication::setApplicationName(QStringLiteral("position-monitor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LPM_VERSION));
    const app::Arguments arguments{argc, argv};
    const auto invocation = app::readInvocation(arguments);
    if (!invocation) {
        const config::EarlyExit &exit = invocation.error();
        if (exit.exitCode == app::ExitOk)
            std::cout << exit.message << std::flush; // help and version end their lines themselves
        else
            app::complain(exit.message);
        return exit.exitCode;
    }
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
