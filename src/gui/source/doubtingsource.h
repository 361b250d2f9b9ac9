// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between a source and the window: passes on what comes while the monitor is heard, and
// says the same again as doubtful when it falls silent, is lost or has stopped. GUI thread.
#pragma once

#include "core/base/clock.h"
#include "gui/models/doubt.h"
#include "gui/source/dashboardsource.h"

#include <map>
#include <optional>

namespace lpm::gui {

class DoubtingSource : public DashboardSource
{
    Q_OBJECT
public:
    // Source and clock must outlive it.
    DoubtingSource(DashboardSource &source, const base::Clock &clock, QObject *parent = nullptr);

    std::vector<domain::WatchedAccount> accounts() const override { return m_source.accounts(); }
    domain::RunMode mode() const override { return m_source.mode(); }
    QString lostSentence() const override { return m_source.lostSentence(); }
    bool isTokenRefused() const override { return m_source.isTokenRefused(); }
    void begin() override { m_source.begin(); }
    void reconcileNow() override { m_source.reconcileNow(); }
    void askEquity(const domain::Address &account, std::optional<base::Timestamp> until) override
    {
        m_source.askEquity(account, until);
    }
    void askPastFills(const domain::Address &account) override { m_source.askPastFills(account); }

    void look(); // each second: silence makes no signal of its own
    // When it was heard last, by the wall clock; nullopt while it is heard, or has stopped.
    std::optional<base::Timestamp> silentSince() const;

private:
    void onHealthChanged(const domain::HealthPtr &health);
    void onReconciliationChanged(const domain::ReconciliationPtr &view);
    void onStopped(const QString &reason);
    void forgetOthers();

    DashboardSource &m_source;
    const base::Clock &m_clock;
    base::Instant m_lastHeard; // from the beginning, as if it had been heard then
    domain::HealthPtr m_health;
    std::map<domain::Address, domain::ReconciliationPtr> m_views;
    bool m_hasStopped = false;
    Doubt m_doubt = Doubt::None;
};

} // namespace lpm::gui
