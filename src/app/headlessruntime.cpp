// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "app/instancelock.h"
#include "app/logging.h"
#include "app/runtime.h"
#include "app/terminationsignals.h"
#include "app/demo.h"

#include <QCoreApplication>

#include <cstdio>
#include <iostream>

namespace lpm::app {

void complain(const std::string &sentence)
{
    // In one piece: the log of another thread writes to the same place.
    std::cerr << "position-monitor: " + sentence + '\n' << std::flush;
}

namespace {

int refuse(const Refusal &refusal)
{
    complain(refusal.sentence);
    return refusal.exitCode;
}

int runLoop(const config::Settings &settings, const ExchangeAccess &access)
{
    auto core = Composition::make(settings, access);
    if (!core)
        return refuse(core.error());
    int exitCode = ExitOk;
    // Before anybody can know that the program runs: an early end is an orderly one too.
    TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::received, qApp, &QCoreApplication::quit);
    QObject::connect(&(*core)->monitor(), &monitor::PositionMonitor::stopped, qApp,
                     [&](const QString &reason) {
                         complain(reason.toStdString());
                         exitCode = ExitFailure;
                         QCoreApplication::quit();
                     });
    if (const auto started = (*core)->start(); !started)
        return refuse(started.error());
    std::cout << greeting(settings, (*core)->apiUrl()) << std::flush;
    QCoreApplication::exec();
    (*core)->stop();
    return exitCode;
}

} // namespace

int runHeadless(int argc, char **argv, const config::Settings &settings)
{
    // Qt's own event dispatcher halves the latency to many clients (docs/decisions/0006).
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    const auto logging = Logging::start(settings.logDir, settings.logLevel, settings.logAddresses);
    if (!logging)
        return refuse(logging.error());
    const auto lock = lockDataDirectory(settings.dataDir);
    if (!lock)
        return refuse(lock.error());
    if (settings.mode != domain::RunMode::Demo) {
        const auto access = accessOf(settings);
        return access ? runLoop(settings, *access) : refuse(access.error());
    }
    simulator::EmbeddedExchange exchange;
    const auto access = openDemo(exchange);
    return access ? runLoop(settings, *access) : refuse(access.error());
}

} // namespace lpm::app
