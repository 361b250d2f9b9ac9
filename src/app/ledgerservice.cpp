// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ledgerservice.h"

#include "core/audit/trailfiles.h"

#include <algorithm>

namespace lpm::app {

namespace {

constexpr int SecondMs = 1000;

} // namespace

LedgerService::LedgerService(ledger::LedgerPlace place, audit::Network network,
                             std::vector<std::string> notices, audit::AuditLogger &audit,
                             const base::Clock &clock)
    : m_place(std::move(place)),
      m_audit(audit),
      m_clock(clock),
      m_notices(std::move(notices)),
      m_samples(std::move(network))
{
    QObject::connect(&m_everySecond, &QTimer::timeout, &m_everySecond, [this] { sample(); });
}

void LedgerService::attach(monitor::PositionMonitor &monitor)
{
    m_monitor = &monitor;
    // Not before the start has read what it needs: both would wait for the disk.
    m_writer = std::make_unique<ledger::LedgerWriter>(
        m_place, [this] { return m_audit.synced().seq; }, m_samples, m_clock);
    const bool isDemo = m_place.books == ledger::Books::Demo;
    const std::uint64_t begin = m_place.begin ? m_place.begin->head.seq : 0;
    m_history = std::make_unique<LedgerHistory>(m_place.file, m_samples.network(), *m_writer,
                                                isDemo ? std::optional(begin) : std::nullopt);
    monitor.askLedger([this] { return health(); });
    m_everySecond.start(SecondMs);
}

void LedgerService::detach()
{
    m_everySecond.stop();
    m_monitor = nullptr;
}

void LedgerService::sample()
{
    std::vector<domain::SummaryPtr> summaries;
    for (const auto &account : m_monitor->accounts()) {
        if (auto summary = m_monitor->summary(account.address))
            summaries.push_back(std::move(summary));
    }
    for (ledger::Sample &sample : m_sampling.onSecond(m_clock.now().wall, summaries))
        m_samples.add(std::move(sample));
}

monitor::LedgerHealth LedgerService::health() const
{
    monitor::LedgerHealth health{m_writer->trouble(), m_notices};
    for (std::string &notice : m_writer->notices())
        health.notices.push_back(std::move(notice));
    return health;
}

std::optional<audit::Checkpoint> endOfTrail(const std::string &trailDirectory,
                                            const audit::Head &head)
{
    const auto trail = audit::listTrail(trailDirectory);
    if (!trail)
        return std::nullopt;
    const auto newest = std::find_if(trail->files.rbegin(), trail->files.rend(),
                                     [](const audit::TrailFile &file) { return file.size > 0; });
    if (newest == trail->files.rend() || newest->isCompressed)
        return std::nullopt;
    return audit::Checkpoint{head, newest->name, newest->size};
}

} // namespace lpm::app
