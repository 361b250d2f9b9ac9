// SPDX-License-Identifier: GPL-3.0-or-later
// What the server asks of the core. MonitorBackend answers it from a PositionMonitor, tests from a
// script. Lives on the core thread, as all of the server does.
#pragma once

#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "core/monitor/history.h"

#include <QObject>

#include <cstdint>
#include <string>
#include <vector>

namespace lpm::server {

struct AuditHeadView
{
    std::uint64_t seq = 0;
    std::string hash;
};

class ApiBackend : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // In the order the user gave them: the first is the default of every route.
    virtual std::vector<domain::WatchedAccount> accounts() const = 0;
    // Null for an account that is not watched. The same pointer as long as nothing changed. An
    // agent's address leads to its master's summary.
    virtual domain::SummaryPtr summary(const domain::Address &account) const = 0;
    virtual domain::HealthPtr health() const = 0; // never null
    virtual AuditHeadView auditHead() const = 0;
    virtual std::vector<domain::PositionUpdatePtr> // of this run, newest last
    recentFills(const domain::Address &account) const = 0;
    virtual monitor::History &history() const = 0;
    // Null for an account that is not watched.
    virtual domain::ReconciliationPtr reconciliation(const domain::Address &account) const = 0;
    virtual bool reconcile(const domain::Address &account) = 0; // false: not live, not asked

Q_SIGNALS:
    void accountsChanged(); // accounts() did, e.g. an agent's address became its master's
    void positionUpdated(const lpm::domain::PositionUpdatePtr &update);
    void monitoringEnded(); // asked to or by itself: health says that it no longer runs
};

} // namespace lpm::server
