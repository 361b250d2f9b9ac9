// SPDX-License-Identifier: GPL-3.0-or-later
// A server under test as a process: how it is started, where it answers, what it costs.
#pragma once

#include "load/feed.h"

#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace lpm::bench::fanout {

struct Contestant
{
    QString name; // ours | beast | node | fastapi
    QStringList command;
    bool isOurs = false;
};

struct Cost
{
    double cpuMs = 0; // user and system, all threads, since the start
    double residentKb = 0;
};

class RunningContestant
{
public:
    RunningContestant(const Contestant &contestant, const Feed &feed, int mostClients);
    ~RunningContestant();

    base::Result<void> start(); // until it serves the state of every account
    int port() const { return m_port; }
    const std::string &streamPath() const { return m_streamPath; }
    Cost cost() const;
    // Why nothing comes from it any more: it died, or it lives and does not say it.
    std::string fate();

private:
    base::Result<void> waitForPort(std::chrono::steady_clock::time_point deadline);

    QTemporaryDir m_directory;
    QString m_name;
    bool m_isOurs = false;
    QStringList m_command;
    std::string m_streamPath = "/api/v1/positions/stream";
    QByteArray m_said;
    int m_port = 0;
    QProcess m_process;
};

} // namespace lpm::bench::fanout
