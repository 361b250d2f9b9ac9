// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/serverprocess.h"

#include "load/connecting.h"

#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace lpm::bench::load {

using base::ErrorCode;

namespace {

constexpr auto StartPatience = std::chrono::seconds{30};
constexpr int StepMs = 20;
constexpr int StopMs = 3000;
constexpr double NsAMs = 1e6;
constexpr qsizetype ShownOfErrors = 1000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// "VmRSS:     1234 kB"
double kilobytesOf(const QByteArray &status, const QByteArray &name)
{
    const auto start = status.indexOf('\n' + name + ':');
    if (start < 0)
        return 0;
    const auto from = start + name.size() + 2;
    return status.mid(from, status.indexOf('k', from) - from).trimmed().toDouble();
}

} // namespace

ServerProcess::ServerProcess(QString name)
    : m_directory(QStringLiteral("bench-load-XXXXXX")), m_name(std::move(name))
{
    m_process.setStandardErrorFile(path(QStringLiteral("errors")));
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); }); // not left alone
}

ServerProcess::~ServerProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(StopMs))
        m_process.kill();
    m_process.waitForFinished(StopMs);
}

base::Result<void> ServerProcess::start(const QStringList &command)
{
    static const QRegularExpression address(QStringLiteral("127\\.0\\.0\\.1:(\\d+)"));
    m_deadline = std::chrono::steady_clock::now() + StartPatience;
    m_process.start(command.front(), command.mid(1));
    while (std::chrono::steady_clock::now() < m_deadline) {
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

base::Result<void> ServerProcess::waitForStatus(const std::string &path, int status)
{
    while (statusOf(m_port, path) != status) {
        if (std::chrono::steady_clock::now() > m_deadline)
            return base::failure(ErrorCode::Timeout, "it was not ready in time: " + fate());
        QThread::msleep(StepMs);
    }
    return {};
}

std::string ServerProcess::fate()
{
    m_process.waitForFinished(0);
    std::string text = m_name.toStdString();
    if (m_process.state() == QProcess::NotRunning)
        text += " died (" + m_process.errorString().toStdString() + ", exit code " +
                std::to_string(m_process.exitCode()) + ")";
    else
        text += " runs and does not answer";
    const QByteArray errors = contentOf(path(QStringLiteral("errors"))).trimmed();
    if (!errors.isEmpty())
        text += "; it said:\n" + errors.right(ShownOfErrors).toStdString();
    return text;
}

Cost ServerProcess::cost() const
{
    const auto id = m_process.processId();
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(id));
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' '); // from the state on
    constexpr int UserTicks = 11;
    if (fields.size() <= UserTicks + 1)
        return {};
    const double ticks = fields[UserTicks].toDouble() + fields[UserTicks + 1].toDouble();
    const QByteArray status = contentOf(QStringLiteral("/proc/%1/status").arg(id));
    const auto ofMain = contentOf(QStringLiteral("/proc/%1/schedstat").arg(id)).split(' ');
    return {ticks * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK)),
            ofMain.value(1).toDouble() / NsAMs, kilobytesOf(status, "VmRSS"),
            kilobytesOf(status, "VmHWM")};
}

void ServerProcess::forgetPeak() const
{
    QFile file(QStringLiteral("/proc/%1/clear_refs").arg(m_process.processId()));
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        file.write("5"); // proc(5): resets the peak
}

} // namespace lpm::bench::load
