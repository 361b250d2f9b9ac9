// SPDX-License-Identifier: GPL-3.0-or-later
// A real server that can be stopped and come back on its port, and a source that watches it.
#pragma once

#include "gui/remote/remotesource.h"
#include "tests/server/servedapi.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace lpm::gui::testing {

using server::testing::btcPosition;
using server::testing::decimal;

inline domain::Address accountOf(int number) { return server::testing::address(number); }

// Paces of a test: it waits for what happens, never for time.
inline RemotePaces quickPaces()
{
    using base::Milliseconds;
    RemotePaces paces;
    paces.tick = Milliseconds{20};
    paces.firstRetry = paces.slowestRetry = paces.refusedRetry = Milliseconds{10};
    return paces;
}

class RemoteMonitor
{
public:
    explicit RemoteMonitor(server::ApiOptions options = server::testing::freePort())
        : m_options(std::move(options))
    {
        backend.setPosition(btcPosition(accountOf(1)));
        start();
    }

    void start()
    {
        m_server.emplace(m_options, backend, m_clock);
        if (!m_server->start())
            qFatal("the server of a test does not start");
        m_options.port = m_server->port();
    }
    void stop() { m_server.reset(); }

    QString url() const
    {
        return QStringLiteral("%1://localhost:%2")
            .arg(m_options.tlsCertificate.empty() ? QStringLiteral("http")
                                                  : QStringLiteral("https"))
            .arg(m_options.port);
    }
    std::size_t clients() const { return m_server->streamClients(); }

    server::testing::ScriptedBackend backend;

private:
    server::ApiOptions m_options;
    base::SystemClock m_clock;
    std::optional<server::ApiServer> m_server;
};

// A source that is listened to from its first state on, as a window does.
class Watching
{
public:
    explicit Watching(const QString &url, QByteArray token = {}, RemotePaces paces = quickPaces())
        : source({RemoteAddress::of(url).value(), std::move(token), [] { return 0U; }, paces},
                 m_remote)
    {
        QObject::connect(&source, &RemoteSource::ready, &source, [this] { source.begin(); });
        QObject::connect(&source, &DashboardSource::positionUpdated, &source,
                         [this](const auto &update) { updates.push_back(update); });
        QObject::connect(&source, &DashboardSource::summaryChanged, &source,
                         [this](const auto &state) { summaries.push_back(state); });
        QObject::connect(&source, &DashboardSource::healthChanged, &source,
                         [this](const auto &told) { health = told; });
        QObject::connect(&source, &DashboardSource::reconciliationChanged, &source,
                         [this](const auto &view) { views.push_back(view); });
        source.open();
    }

    bool isFollowing() const { return source.lostSentence().isEmpty(); }
    bool says(const char *part) const
    {
        return source.lostSentence().contains(QLatin1String(part));
    }
    std::vector<std::int64_t> fills() const
    {
        std::vector<std::int64_t> ids;
        for (const auto &update : updates) {
            if (update->fill)
                ids.push_back(update->fill->tradeId);
        }
        return ids;
    }

private:
    base::SystemClock m_own;
    RemoteClock m_remote{m_own};

public:
    RemoteSource source;
    std::vector<domain::PositionUpdatePtr> updates;
    std::vector<domain::SummaryPtr> summaries;
    std::vector<domain::ReconciliationPtr> views;
    domain::HealthPtr health;
};

inline std::string tokenFile(const QTemporaryDir &folder, const char *token)
{
    QFile file(folder.filePath(QStringLiteral("token")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("a file of the test cannot be written");
    file.write(token);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.fileName().toStdString();
}

} // namespace lpm::gui::testing
