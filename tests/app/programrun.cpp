// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/programrun.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTcpServer>

#include <memory>

namespace lpm::app::testing {

namespace {

constexpr int PatienceMs = 30'000;

// How a sanitizer is told what it is to do: the programs are built with it too.
constexpr const char *Sanitizing[] = {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"};

Ended endOf(QProcess &process, const QByteArray &read = {})
{
    Ended ended;
    const bool isOver = process.waitForFinished(PatienceMs);
    if (isOver && process.exitStatus() == QProcess::NormalExit)
        ended.code = process.exitCode();
    ended.out = read + process.readAllStandardOutput();
    ended.err = process.readAllStandardError();
    return ended;
}

} // namespace

Program::Program() = default;

Program::~Program()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(PatienceMs);
}

QString Program::file(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a file of the test cannot be written");
    return path(name);
}

void Program::prepare(QProcess &process, const QStringList &arguments,
                      const Environment &environment) const
{
    QProcessEnvironment clean;
    clean.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    clean.insert(QStringLiteral("HOME"), m_folder.path());
    for (const char *name : Sanitizing) {
        if (qEnvironmentVariableIsSet(name))
            clean.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        clean.insert(variable.key(), variable.value());
    process.setProcessEnvironment(clean);
    process.setWorkingDirectory(m_folder.path());
    process.start(qEnvironmentVariable("LPM_BIN_DIR") + QStringLiteral("/position-monitor"),
                  arguments);
}

Ended Program::run(const QStringList &arguments, const Environment &environment) const
{
    QProcess process;
    prepare(process, arguments, environment);
    return endOf(process);
}

QByteArray Program::start(const QStringList &arguments, const Environment &environment)
{
    static const QRegularExpression pattern(QStringLiteral("API +(http://[^/\\s]+)/"));
    const QStringList usual{QStringLiteral("--headless"), QStringLiteral("--listen"),
                            QStringLiteral("127.0.0.1:0")};
    m_output.clear(); // an earlier run's address was another
    m_errors.clear();
    prepare(m_process, usual + arguments, environment);
    while (m_process.state() != QProcess::NotRunning) {
        if (!m_process.waitForReadyRead(PatienceMs))
            break;
        m_output += m_process.readAllStandardOutput();
        const auto match = pattern.match(QString::fromUtf8(m_output));
        if (match.hasMatch())
            return m_address = match.captured(1).toLatin1();
    }
    return {};
}

QByteArray Program::show(const QStringList &arguments, const QByteArray &sign)
{
    m_output.clear();
    m_errors.clear();
    prepare(m_process, arguments,
            {{QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen")}});
    while (!m_output.contains(sign)) {
        if (m_process.state() == QProcess::NotRunning || !m_process.waitForReadyRead(PatienceMs))
            return {};
        m_output += m_process.readAllStandardOutput();
    }
    return m_output;
}

QByteArray Program::waitForLog(const QByteArray &sign, int times)
{
    m_process.setReadChannel(QProcess::StandardError);
    m_errors += m_process.readAllStandardError();
    while (m_errors.count(sign) < times) {
        if (m_process.state() == QProcess::NotRunning || !m_process.waitForReadyRead(PatienceMs))
            return {};
        m_errors += m_process.readAllStandardError();
    }
    return m_errors;
}

Ended Program::terminate()
{
    m_process.terminate();
    Ended ended = endOf(m_process, m_output);
    ended.err.prepend(m_errors);
    return ended;
}

QJsonObject Program::get(const QString &path, int *status) const
{
    QNetworkAccessManager network;
    const QUrl url(QString::fromLatin1(m_address) + path);
    QNetworkRequest request(url);
    request.setTransferTimeout(PatienceMs);
    std::unique_ptr<QNetworkReply> reply(network.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (status != nullptr)
        *status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

QByteArray sentenceIn(const QByteArray &errors)
{
    QByteArray sentence;
    for (const QByteArray &line : errors.split('\n')) {
        if (!line.startsWith("position-monitor: "))
            continue;
        if (!sentence.isEmpty())
            return {};
        sentence = line;
    }
    return sentence;
}

QByteArray lastLine(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    return trimmed.mid(trimmed.lastIndexOf('\n') + 1);
}

quint16 silentPort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port is free");
    return server.serverPort();
}

} // namespace lpm::app::testing
