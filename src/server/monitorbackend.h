// SPDX-License-Identifier: GPL-3.0-or-later
// Gives the server a PositionMonitor and its history, which must outlive it.
#pragma once

#include "server/apibackend.h"

namespace lpm::monitor {
class PositionMonitor;
}

namespace lpm::server {

// Without Q_OBJECT on purpose: a program that does not use it need not link the monitor.
class MonitorBackend final : public ApiBackend
{
public:
    MonitorBackend(monitor::PositionMonitor &monitor, monitor::History &history,
                   QObject *parent = nullptr);

    std::vector<domain::WatchedAccount> accounts() const override;
    domain::SummaryPtr summary(const domain::Address &account) const override;
    domain::HealthPtr health() const override;
    AuditHeadView auditHead() const override;
    std::vector<domain::PositionUpdatePtr>
    recentFills(const domain::Address &account) const override;
    monitor::History &history() const override { return m_history; }
    domain::ReconciliationPtr reconciliation(const domain::Address &account) const override;
    bool reconcile(const domain::Address &account) override;

private:
    monitor::PositionMonitor &m_monitor;
    monitor::History &m_history;
};

} // namespace lpm::server
