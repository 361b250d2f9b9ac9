// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedruntime.h"

#include "app/composition.h"
#include "app/exitcodes.h"
#include "app/logging.h"
#include "app/runtime.h"
#include "app/windowrefusals.h"
#include "app/windowrun.h"
#include "core/domain/words.h"
#include "gui/log/logtail.h"
#include "gui/remote/attacheddashboard.h"
#include "server/gate/token.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <iostream>

namespace lpm::app {

namespace {

constexpr qint64 MostTokenBytes = 514; // what readTokenFile looks at

int refuse(const Refusal &refusal)
{
    complain(refusal.sentence);
    tellRefusal(refusal.sentence);
    return refusal.exitCode;
}

base::Result<QByteArray> tokenIn(const QString &path)
{
    if (const auto checked = server::readTokenFile(path.toStdString()); !checked)
        return base::failure(checked.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(base::ErrorCode::Io,
                             "the token file " + path.toStdString() + " cannot be read");
    return file.read(MostTokenBytes).trimmed(); // as much as was checked
}

// "" where none is given.
tl::expected<QByteArray, Refusal> tokenOf(const config::Settings &settings)
{
    if (settings.tokenFile.empty())
        return QByteArray();
    const auto token = tokenIn(QString::fromStdString(settings.tokenFile));
    if (!token)
        return tl::unexpected(Refusal{ExitConfiguration, token.error().message});
    return *token;
}

// What is kept of each monitor that is watched: apart from what a monitor of this computer keeps.
std::string folderOf(const config::Settings &settings, const gui::RemoteAddress &address)
{
    return settings.dataDir + "/attached/" + address.folderName().toStdString();
}

std::string logFolderOf(const config::Settings &settings, const std::string &folder)
{
    const auto origin = settings.origins.find("log-dir");
    const bool isAsked = origin != settings.origins.end() && origin->second == "flag";
    return isAsked ? settings.logDir : folder;
}

std::string shownText(const gui::RemoteSource &source)
{
    const std::size_t accounts = source.accounts().size();
    return "  Shows " + std::to_string(accounts) + (accounts == 1 ? " account (" : " accounts (") +
           std::string(domain::word(source.mode())) + ")\n";
}

int showAttached(gui::RemoteOptions options, const std::string &folder, const gui::LogTail &log)
{
    const base::SystemClock own;
    gui::RemoteClock clock(own);
    gui::MainWindowOptions window;
    window.settingsDirectory = QString::fromStdString(folder);
    window.apiAddress = options.address.text();
    window.version = QCoreApplication::applicationVersion();
    window.log = &log;
    window.isElsewhere = true;
    std::cout << "Live Position Monitor " + window.version.toStdString() + "\n  Watches " +
                     window.apiAddress.toStdString() + "\n"
              << std::flush;
    gui::RemoteSource source(std::move(options), clock);
    gui::AttachedDashboard dashboard(source, clock, window, tokenIn);
    QObject::connect(&dashboard, &gui::AttachedDashboard::shown, &dashboard,
                     [&source] { std::cout << shownText(source) << std::flush; });
    source.open();
    return QCoreApplication::exec();
}

} // namespace

int runAttached(const config::Settings &settings, gui::Translation &translation)
{
    const auto address = gui::RemoteAddress::of(QString::fromStdString(settings.connectUrl));
    if (!address)
        return refuse({ExitConfiguration, "connect: " + address.error().message});
    const auto token = tokenOf(settings);
    if (!token)
        return refuse(token.error());
    const std::string folder = folderOf(settings, *address);
    if (!QDir().mkpath(QString::fromStdString(folder)))
        return refuse({ExitCannotCreate, "cannot create the directory " + folder});
    speakAsKeptIn(folder, translation);
    gui::LogTail log;
    const auto logging = Logging::start(logFolderOf(settings, folder), settings.logLevel,
                                        settings.logAddresses, hearerOf(log));
    if (!logging)
        return refuse(logging.error());
    return showAttached({*address, *token, [] { return QRandomGenerator::system()->generate(); }},
                        folder, log);
}

} // namespace lpm::app
