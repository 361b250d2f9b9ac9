// SPDX-License-Identifier: GPL-3.0-or-later
// A server under test: how it is started, and until when.
#pragma once

#include "load/feed.h"
#include "load/serverprocess.h"

namespace lpm::bench::fanout {

struct Contestant
{
    QString name; // ours | beast | node | fastapi
    QStringList command;
    bool isOurs = false;
};

class RunningContestant
{
public:
    RunningContestant(const Contestant &contestant, const load::Feed &feed, int mostClients);

    base::Result<void> start(); // until it serves the state of every account
    int port() const { return m_process.port(); }
    const std::string &streamPath() const { return m_streamPath; }
    load::Cost cost() const { return m_process.cost(); }
    std::string fate() { return m_process.fate(); }

private:
    bool m_isOurs = false;
    QStringList m_command;
    std::string m_streamPath = "/api/v1/positions/stream";
    load::ServerProcess m_process;
};

} // namespace lpm::bench::fanout
