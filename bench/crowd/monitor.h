// SPDX-License-Identifier: GPL-3.0-or-later
// The position-monitor under test: on its own demo, or on a feed in which nothing happens unless it
// is asked for.
#pragma once

#include "load/feed.h"
#include "load/serverprocess.h"

namespace lpm::bench::crowd {

inline constexpr int MostClients = 10'000; // what --max-clients allows at most
inline const std::string FirstAccountPath = "/api/v1/positions/stream";
inline const std::string StreamPath = FirstAccountPath + "?account=all";
inline const std::string SummaryPath = "/api/v1/positions/summary";
inline const std::string HealthPath = "/api/v1/positions/health";

struct Memory // MB
{
    double resident = 0;
    double peak = 0;
};

class Monitor
{
public:
    Monitor(QString program, const load::Feed *feed); // null: its demo

    base::Result<void> start(); // until it is ready, and has answered so often that it is warm
    int port() const { return m_process.port(); }
    Memory memory() const;
    double waitedMs() const { return m_process.cost().waitedMs; }
    double cpuMs() const { return m_process.cost().cpuMs; }
    void forgetPeak() const { m_process.forgetPeak(); }
    std::string fate() { return m_process.fate(); }

private:
    QString m_program;
    const load::Feed *m_feed;
    load::ServerProcess m_process;
};

} // namespace lpm::bench::crowd
