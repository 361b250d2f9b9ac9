// SPDX-License-Identifier: GPL-3.0-or-later
// The window's source in the bench: takes what a player tells on its thread over the same relay
// that the monitor's core uses. GUI thread.
#pragma once

#include "gui/source/corerelay.h"
#include "gui/source/dashboardsource.h"

class QThread;

namespace lpm::bench::window {

class PlayedSource : public gui::DashboardSource
{
    Q_OBJECT
public:
    // The relay lives on `core`, which must outlive the source.
    PlayedSource(std::vector<domain::WatchedAccount> accounts, QThread &core);
    ~PlayedSource() override;

    gui::CoreRelay &relay() { return *m_relay; } // on the core's thread

    std::vector<domain::WatchedAccount> accounts() const override { return m_accounts; }
    domain::RunMode mode() const override { return domain::RunMode::Demo; }
    void begin() override {} // the player begins with the state of then
    void reconcileNow() override {}
    void askEquity(const domain::Address &, std::optional<base::Timestamp>) override {}
    void askPastFills(const domain::Address &) override {}

private:
    void onBatchReady(const gui::RelayBatchPtr &batch);

    std::vector<domain::WatchedAccount> m_accounts;
    gui::CoreRelay *m_relay;
};

} // namespace lpm::bench::window
