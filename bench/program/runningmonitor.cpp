// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/runningmonitor.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

namespace lpm::bench {

namespace {

using SteadyClock = std::chrono::steady_clock;

// Ten accounts, or 10,000 fills, are more than a minute's budget of questions to the exchange.
constexpr auto Patience = std::chrono::minutes{4};
constexpr int AnswerMs = 2000;
constexpr unsigned long PauseMs = 2; // between two questions; the program needs the processor

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

long fieldOf(const QByteArray &status, const QByteArray &name)
{
    const auto start = status.indexOf('\n' + name + ':');
    if (start < 0)
        return 0;
    const auto from = start + name.size() + 2;
    const auto words = status.mid(from, status.indexOf('\n', from) - from).simplified().split(' ');
    return words.isEmpty() ? 0 : words.first().toLong();
}

} // namespace

RunningMonitor::RunningMonitor(const QString &program, const FilledExchange &exchange)
    : m_directory(QStringLiteral("bench-program-XXXXXX")), m_port(freePort()), m_program(program)
{
    m_arguments = {QStringLiteral("--headless"), QStringLiteral("--live"),
                   QStringLiteral("--rest-url"), exchange.exchange().restUrl(),
                   QStringLiteral("--ws-url"),   exchange.exchange().wsUrl(),
                   QStringLiteral("--listen"),   QStringLiteral("127.0.0.1:%1").arg(m_port),
                   QStringLiteral("--data-dir"), m_directory.filePath(QStringLiteral("data")),
                   QStringLiteral("--log-dir"),  m_directory.filePath(QStringLiteral("logs"))};
    for (const auto &account : exchange.exchange().accounts())
        m_arguments << QStringLiteral("--account")
                    << QString::fromStdString(account.address.text() + "=" + account.label);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
}

RunningMonitor::~RunningMonitor()
{
    m_process.terminate();
    if (!m_process.waitForFinished())
        m_process.kill();
    m_process.waitForFinished();
}

std::optional<QJsonObject> RunningMonitor::get(const QByteArray &target) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    if (!socket.waitForConnected(AnswerMs))
        return std::nullopt;
    socket.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) +
                 "\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    QJsonDocument body;
    while (body.isNull() && socket.waitForReadyRead(AnswerMs)) {
        answer += socket.readAll();
        const auto head = answer.indexOf("\r\n\r\n");
        if (head >= 0 && answer.startsWith("HTTP/1.1 200"))
            body = QJsonDocument::fromJson(answer.mid(head + 4)); // null until it is complete
    }
    return body.isObject() ? std::optional(body.object()) : std::nullopt;
}

std::optional<std::chrono::microseconds> RunningMonitor::untilLiveSummary()
{
    const auto start = SteadyClock::now();
    m_process.start(m_program, m_arguments);
    while (SteadyClock::now() - start < Patience) {
        const auto summary = get("/api/v1/positions/summary");
        const auto now = SteadyClock::now();
        if (summary && summary->value(QLatin1String("feed_state")) == QLatin1String("live"))
            return std::chrono::duration_cast<std::chrono::microseconds>(now - start);
        QThread::msleep(PauseMs);
    }
    return std::nullopt;
}

bool RunningMonitor::showsPositions(int count)
{
    const auto start = SteadyClock::now();
    while (SteadyClock::now() - start < Patience) {
        qsizetype shown = 0;
        if (const auto summary = get("/api/v1/positions/summary?account=all")) {
            for (const auto &account : summary->value(QLatin1String("accounts")).toObject())
                shown += account.toObject().value(QLatin1String("positions")).toObject().size();
        }
        if (shown == count)
            return true;
        QThread::msleep(100);
    }
    return false;
}

Memory RunningMonitor::memory() const
{
    QFile file(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray status = file.readAll();
    return Memory{fieldOf(status, "VmRSS"), fieldOf(status, "RssAnon"), fieldOf(status, "RssFile"),
                  fieldOf(status, "VmHWM"), fieldOf(status, "Threads")};
}

} // namespace lpm::bench
