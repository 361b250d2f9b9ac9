// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/contestant.h"

#include "load/connecting.h"

#include <QFile>
#include <QRegularExpression>
#include <QThread>
#include <QUrl>

#include <unistd.h>

namespace lpm::bench::fanout {

using base::ErrorCode;

namespace {

constexpr auto StartPatience = std::chrono::seconds{30};
constexpr int StepMs = 20;
constexpr int StopMs = 3000;
constexpr qsizetype ShownOfErrors = 1000;

QStringList oursFor(const Feed &feed, const QTemporaryDir &directory, int mostClients)
{
    QStringList arguments{
        QStringLiteral("--headless"),        QStringLiteral("--live"),
        QStringLiteral("--rest-url"),        feed.exchange().restUrl(),
        QStringLiteral("--ws-url"),          feed.exchange().wsUrl(),
        QStringLiteral("--listen"),          QStringLiteral("127.0.0.1:0"),
        QStringLiteral("--data-dir"),        directory.filePath(QStringLiteral("data")),
        QStringLiteral("--log-dir"),         directory.filePath(QStringLiteral("logs")),
        QStringLiteral("--update-interval"), QStringLiteral("0"),
        QStringLiteral("--pnl-threshold"),   QStringLiteral("0"),
        QStringLiteral("--max-clients"),     QString::number(mostClients)};
    for (const auto &account : feed.exchange().accounts())
        arguments << QStringLiteral("--account")
                  << QString::fromStdString(account.address.text() + "=" + account.label);
    return arguments;
}

// What a peer is told: the feed's port, its audit file, the accounts.
QStringList peersFor(const Feed &feed, const QTemporaryDir &directory)
{
    QStringList arguments{QString::number(QUrl(feed.exchange().wsUrl()).port()),
                          directory.filePath(QStringLiteral("audit.jsonl"))};
    for (const auto &account : feed.exchange().accounts())
        arguments << QString::fromStdString(account.address.text());
    return arguments;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

RunningContestant::RunningContestant(const Contestant &contestant, const Feed &feed,
                                     int mostClients)
    : m_directory(QStringLiteral("bench-fanout-XXXXXX")),
      m_name(contestant.name),
      m_isOurs(contestant.isOurs),
      m_command(contestant.command)
{
    m_command += m_isOurs ? oursFor(feed, m_directory, mostClients) : peersFor(feed, m_directory);
    if (m_isOurs)
        m_streamPath += "?account=all";
    m_process.setStandardErrorFile(m_directory.filePath(QStringLiteral("errors")));
}

RunningContestant::~RunningContestant()
{
    m_process.terminate();
    if (!m_process.waitForFinished(StopMs))
        m_process.kill();
    m_process.waitForFinished(StopMs);
}

base::Result<void> RunningContestant::waitForPort(std::chrono::steady_clock::time_point deadline)
{
    static const QRegularExpression address(QStringLiteral("127\\.0\\.0\\.1:(\\d+)"));
    while (std::chrono::steady_clock::now() < deadline) {
        m_process.waitForReadyRead(StepMs);
        m_said += m_process.readAllStandardOutput();
        if (const auto found = address.match(QString::fromUtf8(m_said)); found.hasMatch()) {
            m_port = found.captured(1).toInt();
            return {};
        }
        if (m_process.state() == QProcess::NotRunning)
            break;
    }
    return base::failure(ErrorCode::Io, "it told no address: " + fate());
}

base::Result<void> RunningContestant::start()
{
    const auto deadline = std::chrono::steady_clock::now() + StartPatience;
    m_process.start(m_command.front(), m_command.mid(1));
    if (auto has = waitForPort(deadline); !has || !m_isOurs)
        return has; // a peer tells its address once it has the state
    while (statusOf(m_port, "/api/v1/ready") != 200) {
        if (std::chrono::steady_clock::now() > deadline)
            return base::failure(ErrorCode::Timeout, "it was not ready in time: " + fate());
        QThread::msleep(StepMs);
    }
    return {};
}

std::string RunningContestant::fate()
{
    m_process.waitForFinished(0);
    std::string text = m_name.toStdString();
    if (m_process.state() == QProcess::NotRunning)
        text += " died (" + m_process.errorString().toStdString() + ", exit code " +
                std::to_string(m_process.exitCode()) + ")";
    else
        text += " runs and does not answer";
    const QByteArray errors = contentOf(m_directory.filePath(QStringLiteral("errors"))).trimmed();
    if (!errors.isEmpty())
        text += "; it said:\n" + errors.right(ShownOfErrors).toStdString();
    return text;
}

Cost RunningContestant::cost() const
{
    const auto id = m_process.processId();
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(id));
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' '); // from the state on
    constexpr int UserTicks = 11;
    constexpr int ResidentPages = 21;
    if (fields.size() <= ResidentPages)
        return {};
    const double ticks = fields[UserTicks].toDouble() + fields[UserTicks + 1].toDouble();
    return {ticks * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK)),
            fields[ResidentPages].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1024};
}

} // namespace lpm::bench::fanout
