// SPDX-License-Identifier: GPL-3.0-or-later
#include "fanout/load/contestant.h"

#include "load/monitorcommand.h"

#include <QUrl>

namespace lpm::bench::fanout {

namespace {

// What a peer is told: the feed's port, its audit file, the accounts.
QStringList peersFor(const load::Feed &feed, const load::ServerProcess &process)
{
    QStringList arguments{QString::number(QUrl(feed.exchange().wsUrl()).port()),
                          process.path(QStringLiteral("audit.jsonl"))};
    for (const auto &account : feed.exchange().accounts())
        arguments << QString::fromStdString(account.address.text());
    return arguments;
}

} // namespace

RunningContestant::RunningContestant(const Contestant &contestant, const load::Feed &feed,
                                     int mostClients)
    : m_isOurs(contestant.isOurs), m_command(contestant.command), m_process(contestant.name)
{
    if (m_isOurs) {
        m_command = load::monitorCommand(m_command, m_process, mostClients) + load::following(feed);
        m_streamPath += "?account=all";
    } else {
        m_command += peersFor(feed, m_process);
    }
}

base::Result<void> RunningContestant::start()
{
    if (auto has = m_process.start(m_command); !has || !m_isOurs)
        return has; // a peer tells its address once it has the state
    return m_process.waitForStatus("/api/v1/ready", 200);
}

} // namespace lpm::bench::fanout
