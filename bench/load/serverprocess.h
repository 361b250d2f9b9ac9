// SPDX-License-Identifier: GPL-3.0-or-later
// A server under test as a process in a folder of its own: how it is started, where it answers,
// what it costs. Linux (/proc).
#pragma once

#include "core/base/result.h"

#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <string>

namespace lpm::bench::load {

struct Cost
{
    double cpuMs = 0;    // user and system, all threads, since the start
    double waitedMs = 0; // the main thread was ready, and no processor was free for it
    double residentKb = 0;
    double peakKb = 0; // of residentKb, since the start or the last forgetPeak()
};

class ServerProcess
{
public:
    explicit ServerProcess(QString name);
    ~ServerProcess(); // ends it

    QString path(const QString &file) const { return m_directory.filePath(file); }
    base::Result<void> start(const QStringList &command); // until it has told its address
    base::Result<void> waitForStatus(const std::string &path, int status);
    int port() const { return m_port; }
    Cost cost() const;
    void forgetPeak() const;
    // Why nothing comes from it any more: it died, or it lives and does not say it.
    std::string fate();

private:
    QByteArray statusText() const;

    QTemporaryDir m_directory;
    QString m_name;
    std::chrono::steady_clock::time_point m_deadline; // of its start
    QByteArray m_said;
    int m_port = 0;
    QProcess m_process;
};

} // namespace lpm::bench::load
