// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's source in the process of the monitor itself: joins the core thread and the GUI
// thread by queued calls. Lives on the GUI thread; the monitor and its thread must outlive it.
#pragma once

#include "gui/source/corerelay.h"
#include "gui/source/dashboardsource.h"

namespace lpm::monitor {
class History;
class PositionMonitor;
}

namespace lpm::gui {

class CoreSource : public DashboardSource
{
    Q_OBJECT
public:
    // Accounts and mode are given, not asked: asking would be a call into the other thread. Which
    // accounts they turn out to be is told later.
    // `history` is asked on the monitor's thread and must outlive it too; null: there is none.
    CoreSource(monitor::PositionMonitor &monitor, std::vector<domain::WatchedAccount> accounts,
               domain::RunMode mode, monitor::History *history = nullptr,
               QObject *parent = nullptr);
    ~CoreSource() override;

    std::vector<domain::WatchedAccount> accounts() const override { return m_accounts; }
    domain::RunMode mode() const override { return m_mode; }
    void begin() override;
    void reconcileNow() override;
    void askEquity(const domain::Address &account, std::optional<base::Timestamp> until) override;
    void askPastFills(const domain::Address &account) override;

private:
    void onBatchReady(const RelayBatchPtr &batch);

    monitor::PositionMonitor &m_monitor;
    monitor::History *m_history;
    std::vector<domain::WatchedAccount> m_accounts;
    domain::RunMode m_mode;
    CoreRelay *m_relay; // on the monitor's thread, deleted there
};

} // namespace lpm::gui
