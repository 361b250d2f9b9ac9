// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedruntime.h"
#include "app/corethread.h"
#include "app/demo.h"
#include "app/instancelock.h"
#include "app/logging.h"
#include "app/runtime.h"
#include "app/terminationsignals.h"
#include "app/windowrefusals.h"
#include "app/windowrun.h"
#include "app/windowsetup.h"
#include "gui/appicon.h"
#include "gui/language/language.h"
#include "gui/language/translation.h"
#include "gui/log/logtail.h"
#include "gui/mainwindow.h"
#include "gui/setup/watchdialog.h"
#include "gui/source/coresource.h"
#include "gui/windowsettings.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdlib>
#include <iostream>
#include <optional>
#include <utility>

namespace lpm::app {

namespace {

struct RunTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

// Qt aborts where no display answers, and tells it by this way alone: DISPLAY may lead nowhere.
template <int ExitCode>
void tellOfNoDisplay(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return;
    complain("no window can be shown on this display; start it with --headless");
    std::_Exit(ExitCode); // nothing was begun that would have to be ended
}

void closeAsking()
{
    if (QWidget *asking = QApplication::activeModalWidget())
        asking->close();
}

WindowEnd refuse(const Refusal &refusal)
{
    return {refusal.exitCode, false, refusal.sentence};
}

WindowEnd showWindow(const config::Settings &settings, const ExchangeAccess &access,
                     const WindowExtras &extras)
{
    CoreThread core(settings, access);
    if (const auto started = core.start(); !started)
        return refuse(started.error());
    std::cout << greeting(settings, core.apiUrl()) << std::flush;
    return runWindow(core, settings, access, extras);
}

// The real exchange is asked for, and nobody said which account.
WindowEnd askForAccount(const std::string &dataDirectory, gui::Setup &setup, FileGoneWithout &file)
{
    if (const auto aside = file.setAside(); !aside)
        complain(aside.error().message);
    const NotTheLastWindow other;
    gui::WatchDialog dialog(setup);
    dressAsKeptIn(dataDirectory, dialog);
    dialog.setWindowIcon(gui::appIcon());
    if (dialog.exec() == QDialog::Accepted)
        return {ExitOk, true, {}};
    WindowEnd end = refuse({ExitConfiguration, "no account to watch: set HYPERLIQUID_ADDRESS=0x… "
                                               "or give --account 0x…"});
    end.isDeclined = true;
    return end;
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

// What ran with its window, and what was kept in the config file behind it.
struct GoodRun
{
    config::Settings settings;
    std::optional<KeptChange> change;
};

// Whoever cancelled "Watch my account" needs no terminal's flags.
std::string refusalOf(const WindowEnd &end)
{
    return end.isDeclined ? RunTexts::tr("No account to watch was named.").toStdString()
                          : end.refusal;
}

// Who started it from an icon, or asked for another run, looks at the screen and not at a terminal.
int ended(const WindowEnd &end)
{
    if (end.refusal.empty())
        return end.exitCode;
    complain(end.refusal);
    if (!end.isDeclined)
        tellRefusal(end.refusal);
    return end.exitCode;
}

WindowEnd runOnce(const config::Settings &settings, gui::Setup &setup, const std::string &notice,
                  FileGoneWithout &file)
{
    gui::LogTail log;
    const auto logging = Logging::start(settings.logDir, settings.logLevel, settings.logAddresses,
                                        hearerOf(log));
    if (!logging)
        return refuse(logging.error());
    const WindowExtras extras{&setup, &log, notice, &file};
    const auto lock = lockDataDirectory(settings.dataDir);
    if (!lock)
        return refuse(lock.error());
    if (settings.mode != domain::RunMode::Demo) {
        if (settings.accounts.empty())
            return askForAccount(settings.dataDir, setup, file);
        const auto access = accessOf(settings);
        return access ? showWindow(settings, *access, extras) : refuse(access.error());
    }
    simulator::EmbeddedExchange exchange;
    const auto access = openDemo(exchange);
    return access ? showWindow(settings, *access, extras) : refuse(access.error());
}

// Again with settings read anew, as often as the window asks for it.
int runOnAndOn(const Arguments &arguments, config::Settings settings, FileGoneWithout file,
               gui::Translation &translation, const bool &isEnding)
{
    std::optional<GoodRun> before;
    std::string notice;
    while (!isEnding) {
        if (!settings.connectUrl.empty())
            return runAttached(settings, translation);
        speakAsKeptIn(settings.dataDir, translation);
        WindowSetup setup(arguments, settings);
        const WindowEnd end = runOnce(settings, setup, std::exchange(notice, {}), file);
        if (isEnding && !end.wasShown)
            return ExitOk; // asked to end while it asked
        if (!end.refusal.empty() && before) {
            complain(end.refusal);
            notice = putBack(before->settings.configFile, before->change, refusalOf(end));
            settings = std::move(before->settings);
            before.reset();
            continue;
        }
        if (!end.isAskedAgain)
            return ended(end);
        before.reset();
        QCoreApplication::processEvents(); // a signal that came while the core ended
        auto again = readInvocation(arguments);
        if (!again) {
            complain(again.error().message);
            notice = putBack(settings.configFile, setup.keptChange(), again.error().message);
            continue;
        }
        takeAccountOfKey(again->settings, settings);
        if (end.wasShown)
            before = GoodRun{std::move(settings), setup.keptChange()};
        settings = std::move(again->settings);
    }
    return ExitOk;
}

} // namespace

WindowEnd runWindow(CoreThread &core, const config::Settings &settings,
                    const ExchangeAccess &access, const WindowExtras &extras)
{
    base::SystemClock clock;
    gui::CoreSource source(core.monitor(), access.accounts, settings.mode, &core.history());
    gui::MainWindowOptions options;
    options.settingsDirectory = QString::fromStdString(settings.dataDir);
    options.apiAddress = QString::fromStdString(core.apiUrl());
    options.auditDirectory = QString::fromStdString(auditDirectory(settings));
    options.version = QCoreApplication::applicationVersion();
    options.setup = extras.setup;
    options.log = extras.log;
    gui::MainWindow window(source, clock, options);
    WindowEnd end;
    QObject::connect(&window, &gui::MainWindow::runAgainAsked, &window, [&end] {
        end.isAskedAgain = true;
        QCoreApplication::exit(ExitOk);
    });
    const auto aside = extras.file ? extras.file->setAside() : base::Result<void>();
    window.appear(extras.notice.empty() && aside ? gui::Appearance::AsItWasLeft
                                                 : gui::Appearance::Window); // to say it in
    end.wasShown = true;
    if (!extras.notice.empty())
        refusedBox(extras.notice, &window)->open(); // monitoring goes on behind it
    if (!aside)
        refusedBox(aside.error().message, &window)->open();
    end.exitCode = QCoreApplication::exec();
    if (end.exitCode == ExitOk && core.hasFailed())
        end.exitCode = ExitFailure;
    return end;
}

void speakAsKeptIn(const std::string &directory, gui::Translation &translation)
{
    const gui::WindowSettings kept(QString::fromStdString(directory));
    translation.speak(gui::languageFromKey(kept.language()));
}

LogHearer hearerOf(gui::LogTail &tail)
{
    return [&tail](base::Timestamp time, base::LogLevel level, std::string_view line) {
        tail.add(time, level, line);
    };
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

int showRefusal(const Arguments &arguments, const config::EarlyExit &refusal)
{
    const auto handler = qInstallMessageHandler(tellOfNoDisplay<ExitConfiguration>);
    int count = arguments.count;
    QApplication application(count, arguments.values);
    qInstallMessageHandler(handler);
    TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::received, qApp, &closeAsking);
    gui::Translation translation;
    translation.speak(gui::Language::System);
    tellRefusal(refusal.message);
    return refusal.exitCode;
}

int runWithWindow(const Arguments &arguments, config::Settings settings,
                  const std::string &fileRefusal)
{
    const auto handler = qInstallMessageHandler(
        fileRefusal.empty() ? tellOfNoDisplay<ExitFailure> : tellOfNoDisplay<ExitConfiguration>);
    int count = arguments.count;
    QApplication application(count, arguments.values);
    qInstallMessageHandler(handler);
    // Before anybody can know that the program runs: an early end is an orderly one too.
    TerminationSignals termination;
    bool isEnding = false;
    QObject::connect(&termination, &TerminationSignals::received, qApp, [&isEnding] {
        isEnding = true;
        closeAsking(); // its loop is none that quit() ends
        QCoreApplication::quit(); // a window that is away in the tray too
    });
    gui::Translation translation; // of each run's window, before anything of it is there
    FileGoneWithout file;
    if (!fileRefusal.empty()) {
        speakAsKeptIn(settings.dataDir, translation);
        if (!isStartWithoutFileWanted(settings, fileRefusal))
            return isEnding ? ExitOk : ExitConfiguration;
        if (auto mended = readInvocation(arguments)) // while the question stood
            settings = std::move(mended->settings);
        else
            file = FileGoneWithout(settings.configFile);
    }
    return runOnAndOn(arguments, std::move(settings), std::move(file), translation, isEnding);
}

} // namespace lpm::app
