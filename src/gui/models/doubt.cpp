// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/doubt.h"

#include "gui/limits.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::gui {

using domain::FeedHealth;
using domain::FeedState;

namespace {

struct DoubtWords
{
    Q_DECLARE_TR_FUNCTIONS(DoubtWords)
};

std::string sentence(Doubt doubt)
{
    return (doubt == Doubt::Stopped ? DoubtWords::tr("monitoring has stopped")
                                    : DoubtWords::tr("the monitor does not answer"))
        .toStdString();
}

} // namespace

Doubt doubtOf(base::Instant lastHeard, base::Instant now, bool hasStopped)
{
    if (hasStopped)
        return Doubt::Stopped;
    return now.monotonic - lastHeard.monotonic > limits::HealthSilence ? Doubt::Silent
                                                                       : Doubt::None;
}

domain::HealthPtr believed(const domain::HealthPtr &health, Doubt doubt)
{
    if (!health || doubt == Doubt::None || health->status == domain::HealthStatus::Stopped)
        return health;
    auto view = std::make_shared<domain::HealthView>(*health);
    view->status = domain::HealthStatus::Degraded;
    view->reasons.insert(view->reasons.begin(), sentence(doubt));
    for (domain::AccountHealth &account : view->accounts) {
        account.feedState = FeedState::Stale;
        for (FeedHealth &feed : account.feeds)
            feed.state = std::max(feed.state, FeedHealth::State::Stale);
    }
    return view;
}

domain::ReconciliationPtr believed(const domain::ReconciliationPtr &view, Doubt doubt)
{
    if (!view || doubt == Doubt::None)
        return view;
    auto doubted = std::make_shared<domain::ReconciliationView>(*view);
    doubted->state = domain::ReconciliationState::Unknown;
    doubted->nextCheck.reset();
    for (domain::ComparedField &row : doubted->rows) {
        if (row.verdict != domain::FieldVerdict::Agrees)
            continue;
        row.verdict = domain::FieldVerdict::NotCompared;
        row.reason = sentence(doubt);
    }
    return doubted;
}

bool isFeedDown(FeedState state)
{
    return state == FeedState::Offline || state == FeedState::Stale;
}

bool isFeedDown(const domain::HealthView &health, const domain::Address &account)
{
    return std::any_of(health.accounts.begin(), health.accounts.end(), [&](const auto &one) {
        return one.account == account && isFeedDown(one.feedState);
    });
}

} // namespace lpm::gui
