// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/monitor/positionmonitor_p.h"
#include "core/monitor/priceage.h"
#include "core/tracker/positionviews.h"

#include <QMetaMethod>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace lpm::monitor {

using domain::Change;
using domain::ChangeKind;
using domain::EventType;

// Written down before anybody sees it.
void PositionMonitor::Private::take(AccountSession &session, const Change &change)
{
    const bool isWritten = audit.change(change);
    const Audited audited{isWritten, isWritten ? std::optional(audit.head().seq) : std::nullopt};
    session.log().onChange(change, clock.now());
    const tracker::Position *position = tracker.find(change.account, change.coin);
    if (!position)
        return;
    session.touch(clock.now().wall);
    if (change.isHistory) // state, not news
        return;
    const auto type
        = change.kind == ChangeKind::Fill ? EventType::Fill : EventType::PositionChange;
    publish(session, type, tracker::viewOf(*position, change.after), &change, audited);
    if (change.isLate)
        publish(session, EventType::PositionChange, tracker::viewOf(*position), nullptr,
                {isWritten, {}});
}

void PositionMonitor::Private::publish(AccountSession &session, EventType type,
                                       domain::PositionView view, const Change *change,
                                       Audited audited)
{
    const auto now = clock.now();
    stampPrice(view, feedState(session), marks, now);
    if (const tracker::Position *position = tracker.find(session.account().address, view.coin)) {
        told[position].throttle.onSent(view.unrealizedPnl, now.monotonic, false);
        told[position].priceState = view.priceState;
    }
    tell(session.makeUpdate(type, std::move(view), change, audited, now.wall));
}

void PositionMonitor::Private::tell(const domain::PositionUpdatePtr &update)
{
    for (const UpdateCallback &callback : callbacks) {
        try {
            callback(*update);
        } catch (const std::exception &thrown) {
            ++callbackFailures;
            qCWarning(base::logMonitor) << "a callback failed:" << thrown.what();
        } catch (...) {
            ++callbackFailures;
            qCWarning(base::logMonitor) << "a callback failed";
        }
    }
    Q_EMIT q.positionUpdated(update);
}

// --- prices --------------------------------------------------------------------------------

void PositionMonitor::Private::onPriceMoved(tracker::Position &position)
{
    AccountSession *known = session(position.account);
    if (!known || position.state.size.isZero()
        || position.instrument.kind == domain::InstrumentKind::Spot)
        return;
    const auto now = clock.now();
    known->touch(now.wall);
    const Told &sent = told[&position];
    if (sent.priceState && *sent.priceState != domain::PriceState::Live) {
        sendPrice(*known, position); // it lives again, even where it is the same
        return;
    }
    const PriceThrottle &throttle = sent.throttle;
    switch (throttle.decide(position.unrealizedPnl, now.monotonic, throttleRules)) {
    case PriceThrottle::Decision::Skip: break;
    case PriceThrottle::Decision::Send: sendPrice(*known, position); break;
    case PriceThrottle::Decision::Later: {
        due.insert(&position);
        const auto wait = throttle.dueAt(throttleRules) - now.monotonic;
        if (!priceTimer.isActive())
            priceTimer.start(std::max(wait, base::Milliseconds{0}));
        break;
    }
    }
}

void PositionMonitor::Private::sendPrice(AccountSession &session, const tracker::Position &position)
{
    const auto now = clock.now();
    domain::PositionView view = tracker::viewOf(position);
    stampPrice(view, feedState(session), marks, now);
    const bool isAudited = auditPrice(view, now.monotonic);
    told[&position].throttle.onSent(position.unrealizedPnl, now.monotonic, true);
    told[&position].priceState = view.priceState;
    tell(session.makeUpdate(EventType::PriceUpdate, std::move(view), nullptr, {isAudited, {}},
                            now.wall));
}

void PositionMonitor::Private::sendDuePrices()
{
    std::vector<tracker::Position *> waiting(due.begin(), due.end());
    due.clear();
    std::sort(waiting.begin(), waiting.end(), [](const auto *a, const auto *b) {
        return std::tie(a->account, a->instrument.coin) < std::tie(b->account, b->instrument.coin);
    });
    for (tracker::Position *position : waiting)
        onPriceMoved(*position); // decides anew: it may have come back meanwhile
}

bool PositionMonitor::Private::auditPrice(const domain::PositionView &view, base::Milliseconds now)
{
    if (options.auditPrices == AuditPrices::Off)
        return !audit.isRefusing();
    const tracker::Position *position = tracker.find(view.account, view.coin);
    auto &auditedAt = told[position].auditedAt;
    if (options.auditPrices == AuditPrices::Sampled && auditedAt
        && *auditedAt + base::limits::AuditPriceSample > now)
        return !audit.isRefusing();
    auditedAt = now;
    return audit.priceUpdate(view, clock.now().wall) && !audit.isRefusing();
}

// --- summaries and health ------------------------------------------------------------------

void PositionMonitor::Private::publishSummaries()
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&PositionMonitor::summaryChanged);
    if (!q.isSignalConnected(signal))
        return;
    for (const auto &known : sessions) {
        const auto summary = this->summary(*known);
        auto &last = shownSummaries[known->account().address];
        if (summary != last)
            Q_EMIT q.summaryChanged(last = summary);
    }
}

void PositionMonitor::Private::publishHealth()
{
    Q_EMIT q.healthChanged(std::make_shared<domain::HealthView>(health()));
}

} // namespace lpm::monitor
