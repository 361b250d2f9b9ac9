// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/source/doubtingsource.h"

#include <algorithm>

namespace lpm::gui {

DoubtingSource::DoubtingSource(DashboardSource &source, const base::Clock &clock, QObject *parent)
    : DashboardSource(parent), m_source(source), m_clock(clock), m_lastHeard(clock.now())
{
    connect(&source, &DashboardSource::accountsChanged, this, &DoubtingSource::forgetOthers);
    connect(&source, &DashboardSource::modeChanged, this, &DashboardSource::modeChanged);
    connect(&source, &DashboardSource::connectionChanged, this, [this] {
        look();
        Q_EMIT connectionChanged();
    });
    connect(&source, &DashboardSource::summaryChanged, this, &DashboardSource::summaryChanged);
    connect(&source, &DashboardSource::positionUpdated, this, &DashboardSource::positionUpdated);
    connect(&source, &DashboardSource::healthChanged, this, &DoubtingSource::onHealthChanged);
    connect(&source, &DashboardSource::reconciliationChanged, this,
            &DoubtingSource::onReconciliationChanged);
    connect(&source, &DashboardSource::equityRead, this, &DashboardSource::equityRead);
    connect(&source, &DashboardSource::pastFillsRead, this, &DashboardSource::pastFillsRead);
    connect(&source, &DashboardSource::stopped, this, &DoubtingSource::onStopped);
}

void DoubtingSource::look()
{
    const bool saysStopped = m_health && m_health->status == domain::HealthStatus::Stopped;
    Doubt doubt = doubtOf(m_lastHeard, m_clock.now(), m_hasStopped || saysStopped);
    if (doubt == Doubt::None && !m_source.lostSentence().isEmpty())
        doubt = Doubt::Silent; // known at once
    if (doubt == m_doubt)
        return;
    m_doubt = doubt;
    for (const auto &[account, view] : m_views)
        Q_EMIT reconciliationChanged(believed(view, m_doubt));
    if (m_health)
        Q_EMIT healthChanged(believed(m_health, m_doubt));
}

std::optional<base::Timestamp> DoubtingSource::silentSince() const
{
    return m_doubt == Doubt::Silent ? std::optional(m_lastHeard.wall) : std::nullopt;
}

void DoubtingSource::onHealthChanged(const domain::HealthPtr &health)
{
    m_lastHeard = m_clock.now();
    m_health = health;
    const Doubt before = m_doubt;
    look();
    if (m_doubt == before)
        Q_EMIT healthChanged(believed(health, m_doubt));
}

void DoubtingSource::onReconciliationChanged(const domain::ReconciliationPtr &view)
{
    m_views[view->account] = view;
    Q_EMIT reconciliationChanged(believed(view, m_doubt));
}

void DoubtingSource::onStopped(const QString &reason)
{
    m_hasStopped = true;
    look();
    Q_EMIT stopped(reason);
}

void DoubtingSource::forgetOthers()
{
    const auto watched = m_source.accounts();
    std::erase_if(m_views, [&](const auto &entry) {
        return std::none_of(watched.begin(), watched.end(),
                            [&](const auto &one) { return one.address == entry.first; });
    });
    Q_EMIT accountsChanged();
}

} // namespace lpm::gui
