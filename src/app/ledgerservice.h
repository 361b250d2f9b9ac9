// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger while the program runs: its writer, and the samples it is given each second. On the
// core thread; the writer has its own.
#pragma once

#include "app/ledgerhistory.h"
#include "core/audit/auditlogger.h"
#include "core/ledger/ledgerwriter.h"
#include "core/ledger/sampling.h"
#include "core/monitor/positionmonitor.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::app {

class LedgerService
{
public:
    // The logger and the clock must outlive it. `notices`: what the start had to do.
    LedgerService(ledger::LedgerPlace place, audit::Network network,
                  std::vector<std::string> notices, audit::AuditLogger &audit,
                  const base::Clock &clock);

    // The writer begins. Samples the monitor each second and tells it how the ledger is; it must
    // not be asked for its health after this is gone.
    void attach(monitor::PositionMonitor &monitor);
    void detach(); // no samples any more
    monitor::History &history() { return *m_history; } // once attached

private:
    void sample();
    monitor::LedgerHealth health() const;

    const ledger::LedgerPlace m_place;
    audit::AuditLogger &m_audit;
    const base::Clock &m_clock;
    const std::vector<std::string> m_notices;
    monitor::PositionMonitor *m_monitor = nullptr;
    QTimer m_everySecond;
    ledger::Sampling m_sampling;
    ledger::LedgerSamples m_samples;
    std::unique_ptr<ledger::LedgerWriter> m_writer; // uses the samples
    std::unique_ptr<LedgerHistory> m_history;       // asks the writer
};

// Where a demo's ledger begins: at the trail's end, since its world begins anew. nullopt: at the
// trail's first line.
std::optional<audit::Checkpoint> endOfTrail(const std::string &trailDirectory,
                                            const audit::Head &head);

} // namespace lpm::app
