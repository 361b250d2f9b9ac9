// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedruntime.h"
#include "app/corethread.h"
#include "app/demo.h"
#include "app/instancelock.h"
#include "app/logging.h"
#include "app/runtime.h"
#include "app/terminationsignals.h"
#include "app/windowrun.h"
#include "gui/appicon.h"
#include "gui/mainwindow.h"
#include "gui/source/coresource.h"

#include <QApplication>

#include <cstdlib>
#include <iostream>

namespace lpm::app {

namespace {

// Qt aborts where no display answers, and tells it by this way alone: DISPLAY may lead nowhere.
void tellOfNoDisplay(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return;
    complain("no window can be shown on this display; start it with --headless");
    std::_Exit(ExitFailure); // nothing was begun that would have to be ended
}

int refuse(const Refusal &refusal)
{
    complain(refusal.sentence);
    return refusal.exitCode;
}

int showWindow(const config::Settings &settings, const ExchangeAccess &access)
{
    // Before anybody can know that the program runs: an early end is an orderly one too.
    TerminationSignals termination;
    CoreThread core(settings, access);
    if (const auto started = core.start(); !started)
        return refuse(started.error());
    QObject::connect(&termination, &TerminationSignals::received, qApp,
                     &QApplication::closeAllWindows);
    std::cout << greeting(settings, core.apiUrl()) << std::flush;
    return runWindow(core, settings, access);
}

} // namespace

int runWindow(CoreThread &core, const config::Settings &settings, const ExchangeAccess &access)
{
    base::SystemClock clock;
    gui::CoreSource source(core.monitor(), access.accounts, settings.mode, &core.history());
    gui::MainWindowOptions options;
    options.settingsDirectory = QString::fromStdString(settings.dataDir);
    options.apiAddress = QString::fromStdString(core.apiUrl());
    options.auditDirectory = QString::fromStdString(auditDirectory(settings));
    options.version = QCoreApplication::applicationVersion();
    gui::MainWindow window(source, clock, options);
    window.show();
    const int ended = QCoreApplication::exec();
    return ended == ExitOk && core.hasFailed() ? ExitFailure : ended;
}

std::string whyNoWindow()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return {};
    }
    return "there is no display; start it with --headless";
#else
    return {};
#endif
}

int runWithWindow(int argc, char **argv, const config::Settings &settings)
{
    const auto handler = qInstallMessageHandler(tellOfNoDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(handler);
    if (!settings.connectUrl.empty())
        return runAttached(settings);
    const auto logging = Logging::start(settings.logDir, settings.logLevel, settings.logAddresses);
    if (!logging)
        return refuse(logging.error());
    const auto lock = lockDataDirectory(settings.dataDir);
    if (!lock)
        return refuse(lock.error());
    if (settings.mode != domain::RunMode::Demo) {
        const auto access = accessOf(settings);
        return access ? showWindow(settings, *access) : refuse(access.error());
    }
    simulator::EmbeddedExchange exchange;
    const auto access = openDemo(exchange);
    return access ? showWindow(settings, *access) : refuse(access.error());
}

} // namespace lpm::app
