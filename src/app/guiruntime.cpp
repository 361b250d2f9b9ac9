// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedruntime.h"
#include "app/corethread.h"
#include "app/demo.h"
#include "app/instancelock.h"
#include "app/logging.h"
#include "app/runtime.h"
#include "app/terminationsignals.h"
#include "app/windowrun.h"
#include "app/windowsetup.h"
#include "core/config/configfile.h"
#include "gui/appicon.h"
#include "gui/mainwindow.h"
#include "gui/setup/watchdialog.h"
#include "gui/source/coresource.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdlib>
#include <iostream>
#include <optional>

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

WindowEnd refuse(const Refusal &refusal)
{
    return {refusal.exitCode, false, refusal.sentence};
}

WindowEnd showWindow(const config::Settings &settings, const ExchangeAccess &access,
                     gui::Setup &setup)
{
    CoreThread core(settings, access);
    if (const auto started = core.start(); !started)
        return refuse(started.error());
    std::cout << greeting(settings, core.apiUrl()) << std::flush;
    return runWindow(core, settings, access, &setup);
}

// A window that closes while no event loop runs would end the next one.
struct NotTheLastWindow
{
    NotTheLastWindow() { QApplication::setQuitOnLastWindowClosed(false); }
    ~NotTheLastWindow()
    {
        QCoreApplication::removePostedEvents(qApp, QEvent::Quit);
        QApplication::setQuitOnLastWindowClosed(true);
    }
};

// The real exchange is asked for, and nobody said which account.
WindowEnd askForAccount(gui::Setup &setup)
{
    const NotTheLastWindow other;
    gui::WatchDialog dialog(setup);
    dialog.setWindowIcon(gui::appIcon());
    if (dialog.exec() == QDialog::Accepted)
        return {ExitOk, true, {}};
    return refuse({ExitConfiguration, "no account to watch: set HYPERLIQUID_ADDRESS=0x… or give "
                                      "--account 0x…"});
}

// A private key of the environment is wiped by the first reading: the address it stands for is
// carried over, unless somebody names an account now.
void takeAccountOfKey(config::Settings &next, const config::Settings &before)
{
    const auto isOfKey = [](const config::Settings &settings) {
        const auto origin = settings.origins.find("account");
        return origin == settings.origins.end() || origin->second == "default";
    };
    const bool areReal
        = next.mode != domain::RunMode::Demo && before.mode != domain::RunMode::Demo;
    if (areReal && next.accounts.empty() && isOfKey(before))
        next.accounts = before.accounts;
    next.isKeyGiven = next.isKeyGiven || before.isKeyGiven;
}

// What ran well, and the config file as it was then.
struct GoodRun
{
    config::Settings settings;
    std::string configText;
};

// The changed settings do not carry a run: those of before are put back, and monitoring goes on.
// Who changed them looks at the screen, not at a terminal.
void putBack(const GoodRun &good, const std::string &refusal)
{
    complain(refusal);
    const auto written = config::writeConfigFile(good.settings.configFile, good.configText);
    const NotTheLastWindow other;
    QMessageBox box(QMessageBox::Warning, QObject::tr("Settings refused"), {});
    box.setTextFormat(Qt::PlainText); // it repeats what somebody typed
    box.setText(QString::fromStdString(refusal) + QStringLiteral("\n\n") +
                (written ? QObject::tr("The settings from before are used again.")
                         : QString::fromStdString(written.error().message)));
    box.exec();
}

int ended(const WindowEnd &end)
{
    if (!end.refusal.empty())
        complain(end.refusal);
    return end.exitCode;
}

WindowEnd runOnce(const config::Settings &settings, gui::Setup &setup)
{
    const auto logging = Logging::start(settings.logDir, settings.logLevel, settings.logAddresses);
    if (!logging)
        return refuse(logging.error());
    const auto lock = lockDataDirectory(settings.dataDir);
    if (!lock)
        return refuse(lock.error());
    if (settings.mode != domain::RunMode::Demo) {
        if (settings.accounts.empty())
            return askForAccount(setup);
        const auto access = accessOf(settings);
        return access ? showWindow(settings, *access, setup) : refuse(access.error());
    }
    simulator::EmbeddedExchange exchange;
    const auto access = openDemo(exchange);
    return access ? showWindow(settings, *access, setup) : refuse(access.error());
}

// Again with settings read anew, as often as the window asks for it.
int runOnAndOn(const Arguments &arguments, config::Settings settings, const bool &isEnding)
{
    std::optional<GoodRun> before;
    for (;;) {
        if (!settings.connectUrl.empty())
            return runAttached(settings);
        const std::string configText = config::readConfigFile(settings.configFile).value_or("");
        WindowSetup setup(arguments, settings);
        const WindowEnd end = runOnce(settings, setup);
        if (isEnding)
            return ended(end);
        if (!end.refusal.empty() && before) {
            putBack(*before, end.refusal);
            settings = std::move(before->settings);
            before.reset();
            continue;
        }
        if (!end.isAskedAgain)
            return ended(end);
        QCoreApplication::processEvents(); // a signal that came while the core ended
        if (isEnding)
            return ExitOk;
        auto again = readInvocation(arguments);
        if (!again) {
            putBack({settings, configText}, again.error().message);
            continue;
        }
        takeAccountOfKey(again->settings, settings);
        before = GoodRun{std::move(settings), configText};
        settings = std::move(again->settings);
    }
}

} // namespace

WindowEnd runWindow(CoreThread &core, const config::Settings &settings,
                    const ExchangeAccess &access, gui::Setup *setup)
{
    base::SystemClock clock;
    gui::CoreSource source(core.monitor(), access.accounts, settings.mode, &core.history());
    gui::MainWindowOptions options;
    options.settingsDirectory = QString::fromStdString(settings.dataDir);
    options.apiAddress = QString::fromStdString(core.apiUrl());
    options.auditDirectory = QString::fromStdString(auditDirectory(settings));
    options.version = QCoreApplication::applicationVersion();
    options.setup = setup;
    gui::MainWindow window(source, clock, options);
    WindowEnd end;
    QObject::connect(&window, &gui::MainWindow::runAgainAsked, &window, [&end] {
        end.isAskedAgain = true;
        QCoreApplication::exit(ExitOk);
    });
    window.show();
    end.exitCode = QCoreApplication::exec();
    if (end.exitCode == ExitOk && core.hasFailed())
        end.exitCode = ExitFailure;
    return end;
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

int runWithWindow(const Arguments &arguments, config::Settings settings)
{
    const auto handler = qInstallMessageHandler(tellOfNoDisplay);
    int count = arguments.count;
    QApplication application(count, arguments.values);
    qInstallMessageHandler(handler);
    // Before anybody can know that the program runs: an early end is an orderly one too.
    TerminationSignals termination;
    bool isEnding = false;
    QObject::connect(&termination, &TerminationSignals::received, qApp, [&isEnding] {
        isEnding = true;
        QCoreApplication::quit(); // a window that is away in the tray too
    });
    return runOnAndOn(arguments, std::move(settings), isEnding);
}

} // namespace lpm::app
