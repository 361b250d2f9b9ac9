// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/monitorbackend.h"

#include "core/monitor/positionmonitor.h"

namespace lpm::server {

MonitorBackend::MonitorBackend(monitor::PositionMonitor &monitor, monitor::History &history,
                               QObject *parent)
    : ApiBackend(parent), m_monitor(monitor), m_history(history)
{
    connect(&m_monitor, &monitor::PositionMonitor::positionUpdated, this,
            &ApiBackend::positionUpdated);
    connect(&m_monitor, &monitor::PositionMonitor::accountsChanged, this,
            &ApiBackend::accountsChanged);
    connect(&m_monitor, &monitor::PositionMonitor::healthChanged, this,
            [this](const domain::HealthPtr &health) {
                if (!health->isRunning)
                    Q_EMIT monitoringEnded();
            });
}

std::vector<domain::WatchedAccount> MonitorBackend::accounts() const
{
    return m_monitor.accounts();
}

domain::SummaryPtr MonitorBackend::summary(const domain::Address &account) const
{
    return m_monitor.summary(account);
}

domain::HealthPtr MonitorBackend::health() const { return m_monitor.health(); }

AuditHeadView MonitorBackend::auditHead() const
{
    const monitor::AuditHead head = m_monitor.auditHead();
    return AuditHeadView{head.seq, head.hash};
}

std::vector<domain::PositionUpdatePtr>
MonitorBackend::recentFills(const domain::Address &account) const
{
    return m_monitor.recentFills(account);
}

domain::ReconciliationPtr MonitorBackend::reconciliation(const domain::Address &account) const
{
    return m_monitor.reconciliation(account);
}

bool MonitorBackend::reconcile(const domain::Address &account)
{
    return m_monitor.reconcile(account);
}

} // namespace lpm::server
