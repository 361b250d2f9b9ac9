// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown beside the numbers: how they compare with the exchange, and how old they are.
#include "core/base/limits.h"
#include "core/monitor/positionmonitor_p.h"
#include "core/monitor/priceage.h"
#include "core/tracker/positionviews.h"

#include <QMetaMethod>

#include <algorithm>

namespace lpm::monitor {

namespace limits = base::limits;
using base::Milliseconds;
using domain::FeedHealth;
using domain::FeedState;
using domain::ReconciliationState;

namespace {

FeedHealth::State stateOf(Milliseconds age, Milliseconds staleAfter, Milliseconds silentAfter)
{
    return age > silentAfter  ? FeedHealth::State::Silent
           : age > staleAfter ? FeedHealth::State::Stale
                              : FeedHealth::State::Live;
}

FeedHealth feed(std::string name, const std::optional<base::Instant> &last, base::Instant now)
{
    FeedHealth made;
    made.name = std::move(name);
    if (last) {
        made.last = last->wall;
        made.age = now.monotonic - last->monotonic;
    }
    return made;
}

ReconciliationState stateOf(const domain::ReconciliationView &view, FeedState feed,
                            bool isSuspicious)
{
    if (view.openDiscrepancies > 0)
        return ReconciliationState::Differs;
    if (!view.lastCheck || isFeedDown(feed))
        return ReconciliationState::Unknown;
    return isSuspicious || feed != FeedState::Live || !view.lastCheckAgreed
               ? ReconciliationState::Checking
               : ReconciliationState::Agrees;
}

} // namespace

// --- reconciliation ------------------------------------------------------------------------

domain::ReconciliationPtr
PositionMonitor::Private::reconciliation(const AccountSession &session) const
{
    const auto status = session.sync().status();
    const auto state = feedState(session);
    auto view = std::make_shared<domain::ReconciliationView>();
    view->timestamp = clock.now().wall;
    view->account = session.account().address;
    view->accountLabel = session.account().label;
    view->lastCheck = status.lastReconciliation;
    view->lastCheckAgreed = status.lastReconciliation && status.lastReconciliationAgreed;
    view->openDiscrepancies = status.openDiscrepancies;
    view->state = stateOf(*view, state, session.log().isSuspicious());
    if (view->state == ReconciliationState::Agrees || view->state == ReconciliationState::Differs)
        view->nextCheck = *view->lastCheck + options.syncInterval;
    view->rows = session.log().rows();
    view->history = session.log().history();
    return view;
}

void PositionMonitor::Private::publishReconciliations()
{
    static const QMetaMethod signal =
        QMetaMethod::fromSignal(&PositionMonitor::reconciliationChanged);
    if (!q.isSignalConnected(signal))
        return;
    for (const auto &known : sessions) {
        const auto status = known->sync().status();
        const ShownReconciliation now{known->log().version(), feedState(*known),
                                      status.lastReconciliation, status.openDiscrepancies};
        auto &shown = shownReconciliations[known->account().address];
        if (shown == now)
            continue;
        shown = now;
        Q_EMIT q.reconciliationChanged(reconciliation(*known));
    }
}

// --- ages ----------------------------------------------------------------------------------

// Fills come when somebody trades: their silence means nothing while the connection lives. A state
// comes with each comparison at the latest.
std::vector<FeedHealth> PositionMonitor::Private::feeds(const AccountSession &session,
                                                        FeedState state) const
{
    const auto now = clock.now();
    FeedHealth fills = feed("fills", session.lastUserFrame(), now);
    FeedHealth states = feed("states", session.lastState(), now);
    FeedHealth prices = feed("marks", marks.lastMark(), now);
    if (state != FeedState::Offline) {
        const Milliseconds patience = options.syncInterval + limits::FeedSilence;
        fills.state =
            state == FeedState::Stale ? FeedHealth::State::Stale : FeedHealth::State::Live;
        states.state =
            states.age ? stateOf(*states.age, patience, 2 * patience) : FeedHealth::State::Stale;
        if (marks.coins().empty())
            prices.state = fills.state;
        else if (prices.age)
            prices.state = stateOf(*prices.age, limits::PriceStaleAfter, limits::MarksSilentAfter);
    }
    return {std::move(fills), std::move(states), std::move(prices)};
}

// A price that stalls changes nothing but its state: that is told all the same.
void PositionMonitor::Private::tellPriceStates()
{
    const auto now = clock.now();
    for (const auto &known : sessions) {
        const auto state = feedState(*known);
        for (const auto &[coin, position] : tracker.positions(known->account().address)) {
            const auto sent = told.find(position);
            if (position->state.size.isZero() || sent == told.end() || !sent->second.priceState)
                continue;
            auto view = tracker::viewOf(*position);
            stampPrice(view, state, marks, now);
            if (view.priceState == sent->second.priceState)
                continue;
            sent->second.priceState = view.priceState;
            tell(known->makeUpdate(domain::EventType::PriceUpdate, std::move(view), nullptr,
                                   {!audit.isRefusing(), {}}, now.wall));
        }
    }
}

} // namespace lpm::monitor
