// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor's inside: positionmonitor.cpp starts and stops, feed.cpp takes what the exchange says
// to the accounts and their requests back, publishing.cpp writes changes down and then tells them.
#pragma once

#include "core/audit/auditlogger.h"
#include "core/audit/recovery.h"
#include "core/exchange/exchangeclient.h"
#include "core/monitor/accountsession.h"
#include "core/monitor/markwatch.h"
#include "core/monitor/positionmonitor.h"
#include "core/monitor/preparation.h"
#include "core/monitor/pricethrottle.h"
#include "core/monitor/rejections.h"
#include "core/tracker/positiontracker.h"

#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace lpm::monitor {

class PositionMonitor::Private
{
public:
    Private(PositionMonitor &facade, MonitorOptions options_, exchange::ExchangeClient &client_,
            tracker::PositionTracker &tracker_, audit::AuditLogger &audit_,
            const base::Clock &clock_);

    // --- life (positionmonitor.cpp) ---
    void makeSessions(const std::vector<domain::WatchedAccount> &accounts);
    void onPrepared();
    // The accounts to watch, as prepared; what was given for them and is not one: see aliases.
    std::vector<domain::WatchedAccount> takePrepared();
    void askMaster(const domain::Address &agent);
    void connectFeed();
    AccountSession *session(const domain::Address &account) const;
    domain::FeedState feedState(const AccountSession &session) const;
    bool isComparisonOverdue(const AccountSession &session) const;
    domain::HealthView health() const;
    domain::SummaryPtr summary(const AccountSession &session) const;
    // Runs one step; a broken invariant stops the monitor after the audit is flushed.
    template <class Step>
    void guarded(Step &&step);
    void end(const std::string &reason);
    void fail(const QString &reason);

    // --- exchange → accounts → exchange (feed.cpp) ---
    void onFrame(const exchange::FeedFrame &frame);
    void onFills(const exchange::FillsFrame &frame);
    void onState(const exchange::StateFrame &frame);
    void onMarks(const exchange::MarksFrame &frame, MarkWatch::Source source);
    void onRejected(const QString &reason, bool mayBeMissing);
    void resynchroniseIfDue();
    void onSecond();
    void watchPause();
    void dropOldProofs();
    void onDisconnected(const QString &reason);
    void perform(AccountSession &session, sync::Output output);
    void send(AccountSession &session, const sync::Request &request);
    template <class T>
    auto reply(const domain::Address &account, sync::RequestId id,
               sync::Output (sync::AccountSync::*answerTo)(sync::RequestId, base::Result<T>,
                                                       base::Instant));
    void askState(AccountSession &session, sync::RequestId id);
    void askAbstraction(AccountSession &session);
    void onWake();
    void scheduleWake();
    void watchHeldCoins();
    void pollMarks();
    std::vector<std::string> guessedCoins() const; // held ones
    void refreshCatalog();

    // --- changes → audit → world (publishing.cpp) ---
    void take(AccountSession &session, const domain::Change &change);
    void publish(AccountSession &session, domain::EventType type, domain::PositionView view,
                 const domain::Change *change, Audited audited);
    void onPriceMoved(tracker::Position &position);
    void sendPrice(AccountSession &session, const tracker::Position &position);
    void sendDuePrices();
    // Whether the trail holds all it should, this price included where it is due.
    bool auditPrice(const domain::PositionView &view, base::Milliseconds now);
    void tell(const domain::PositionUpdatePtr &update);
    void publishSummaries();
    void publishHealth();

    // --- agreement and ages (seen.cpp) ---
    domain::ReconciliationPtr reconciliation(const AccountSession &session) const;
    void publishReconciliations();
    std::vector<domain::FeedHealth> feeds(const AccountSession &session,
                                          domain::FeedState state) const;
    void tellPriceStates();

    PositionMonitor &q;
    MonitorOptions options;
    exchange::ExchangeClient &client;
    tracker::PositionTracker &tracker;
    audit::AuditLogger &audit;
    const base::Clock &clock;

    std::unique_ptr<Preparation> preparation;
    std::vector<std::unique_ptr<AccountSession>> sessions; // in the order given
    std::unordered_map<domain::Address, AccountSession *> byAddress;
    std::unordered_map<domain::Address, domain::Address> aliases; // given agent → its master
    audit::RecoveredTrail trail;
    bool isRunning = false;
    std::string epoch;
    std::vector<std::string> notices;
    std::function<LedgerHealth()> askLedger;

    std::optional<base::Instant> lastBytes;
    std::optional<base::Milliseconds> lastSecond; // monotonic
    MarkWatch marks;
    Rejections rejections;
    bool isAskingCatalog = false;
    std::optional<base::Milliseconds> catalogAskedAt;

    ThrottleRules throttleRules;
    struct Told // of a position, to the stream
    {
        PriceThrottle throttle;
        std::optional<base::Milliseconds> auditedAt;
        std::optional<domain::PriceState> priceState;
    };
    std::unordered_map<const tracker::Position *, Told> told;
    std::set<tracker::Position *> due; // moved enough, wait for the interval
    std::unordered_map<domain::Address, domain::SummaryPtr> shownSummaries;
    struct ShownReconciliation // what it was made from
    {
        std::uint64_t version = 0;
        domain::FeedState state = domain::FeedState::Offline;
        std::optional<base::Timestamp> lastCheck;
        int openDiscrepancies = 0;

        friend bool operator==(const ShownReconciliation &, const ShownReconciliation &) = default;
    };
    std::unordered_map<domain::Address, std::optional<ShownReconciliation>> shownReconciliations;
    std::vector<UpdateCallback> callbacks;
    std::uint64_t callbackFailures = 0;

    QTimer wakeTimer;    // the accounts' next wish
    QTimer priceTimer;   // due price updates
    QTimer summaryTimer; // at most 10 summaries a second
    QTimer secondTimer;  // health, fallback marks
};

template <class Step>
void PositionMonitor::Private::guarded(Step &&step)
{
    try {
        step();
    } catch (const std::exception &broken) {
        fail(QString::fromUtf8(broken.what()));
    }
}

} // namespace lpm::monitor
