// SPDX-License-Identifier: GPL-3.0-or-later
// The built position-monitor as a process of its own, watched from outside: its API and its memory.
#pragma once

#include "program/filledexchange.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

namespace lpm::bench {

struct Memory // KB, from /proc/PID/status
{
    long resident = 0;
    long anonymous = 0;
    long ofFiles = 0;
    long peak = 0;
    long threads = 0;
};

class RunningMonitor
{
public:
    RunningMonitor(const QString &program, const FilledExchange &exchange);
    ~RunningMonitor();

    // From the spawn to the first summary that is served and live; nullopt: it never came.
    std::optional<std::chrono::microseconds> untilLiveSummary();
    // Waits until every account is live and so many positions are shown.
    bool showsPositions(int count);
    Memory memory() const;

private:
    std::optional<QJsonObject> get(const QByteArray &target) const;

    QTemporaryDir m_directory;
    quint16 m_port = 0;
    QString m_program;
    QStringList m_arguments;
    QProcess m_process;
};

} // namespace lpm::bench
