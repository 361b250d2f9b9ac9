// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/monitor.h"

#include "crowd/restprobe.h"
#include "load/monitorcommand.h"

#include <utility>

namespace lpm::bench::crowd {

namespace {

constexpr int WarmRequests = 200;
constexpr double KbAMb = 1024;

} // namespace

Monitor::Monitor(QString program, const load::Feed *feed)
    : m_program(std::move(program)), m_feed(feed), m_process(QStringLiteral("position-monitor"))
{
}

base::Result<void> Monitor::start()
{
    QStringList command = load::monitorCommand({m_program}, m_process, MostClients);
    command += m_feed ? load::following(*m_feed) : QStringList{QStringLiteral("--demo")};
    if (auto started = m_process.start(command); !started)
        return started;
    if (auto ready = m_process.waitForStatus("/api/v1/ready", 200); !ready)
        return ready;
    const Served warm = probe(port(), {SummaryPath, HealthPath}, WarmRequests);
    if (warm.refused > 0)
        return base::failure(base::ErrorCode::Protocol, "a quiet program refused a request");
    return {};
}

Memory Monitor::memory() const
{
    const load::Cost cost = m_process.cost();
    return {cost.residentKb / KbAMb, cost.peakKb / KbAMb};
}

} // namespace lpm::bench::crowd
