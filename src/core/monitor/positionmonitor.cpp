// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/positionmonitor.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/monitor/positionmonitor_p.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <chrono>

namespace lpm::monitor {

namespace {

constexpr int SummaryIntervalMs = 100;
constexpr int SecondMs = 1000;

sync::Recovered recoveredOf(const audit::RecoveredTrail &trail, const domain::Address &account)
{
    sync::Recovered recovered;
    const auto found = trail.accounts.find(account);
    if (found == trail.accounts.end())
        return recovered;
    // The first start is over once everything was compared; cut short, what is left is history
    // still.
    recovered.isFirstStart = !found->second.isFirstSyncFinished;
    recovered.fills = found->second.fills;
    recovered.provenUntil = found->second.provenUntil;
    recovered.newestFill = found->second.newestFill;
    recovered.recentChanges = found->second.recentChanges;
    recovered.forgottenUntil = found->second.forgottenUntil;
    recovered.fundingForgottenUntil = found->second.fundingForgottenUntil;
    for (const auto &[coin, payments] : found->second.fundings)
        recovered.fundings.insert(recovered.fundings.end(), payments.begin(), payments.end());
    for (const auto &[coin, position] : found->second.positions) {
        if (!position.openLate.isNothing())
            recovered.openLate.emplace(coin, position.openLate);
    }
    return recovered;
}

// As it was last known: the exchange may not answer for long after a restart.
domain::Instrument instrumentOf(const std::string &coin, const audit::RecoveredPosition &position)
{
    const int sizeDecimalsSeen
        = position.sizeDecimals.value_or(domain::significantScale(position.state.size));
    auto instrument = domain::InstrumentCatalog{}.orGuess(coin, sizeDecimalsSeen);
    if (!position.symbol.empty())
        instrument.symbol = position.symbol;
    if (position.sizeDecimals && position.priceDecimals) {
        instrument.priceDecimals = *position.priceDecimals;
        instrument.isGuessed = false;
    }
    return instrument;
}

// What Preparation keeps of the accounts given, it keeps with their labels: a number instead tells
// which of them it is, even where an agent's address became another.
std::vector<domain::WatchedAccount> numbered(std::vector<domain::WatchedAccount> accounts)
{
    for (std::size_t i = 0; i < accounts.size(); ++i)
        accounts[i].label = std::to_string(i);
    return accounts;
}

} // namespace

// --- the façade ----------------------------------------------------------------------------

PositionMonitor::PositionMonitor(MonitorOptions options, exchange::ExchangeClient &client,
                                 tracker::PositionTracker &tracker, audit::AuditLogger &audit,
                                 const base::Clock &clock, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, std::move(options), client, tracker, audit, clock))
{
    qRegisterMetaType<domain::PositionUpdatePtr>();
    qRegisterMetaType<domain::SummaryPtr>();
    qRegisterMetaType<domain::HealthPtr>();
    qRegisterMetaType<domain::ReconciliationPtr>();
}

PositionMonitor::~PositionMonitor()
{
    stop();
}

void PositionMonitor::restore(const audit::RecoveredTrail &trail)
{
    d->trail = trail;
    for (const auto &[address, account] : trail.accounts) {
        for (const auto &[coin, position] : account.positions) {
            d->tracker.restore(address, instrumentOf(coin, position), position.state,
                               position.lastUpdated);
        }
    }
    d->makeSessions(d->options.accounts);
}

void PositionMonitor::askLedger(std::function<LedgerHealth()> ledger)
{
    d->askLedger = std::move(ledger);
}

void PositionMonitor::start()
{
    if (d->isRunning)
        return;
    d->isRunning = true;
    d->epoch = base::toRfc3339(d->clock.now().wall);
    d->audit.started(QCoreApplication::applicationVersion().toStdString(), d->options.mode,
                     d->options.exchangeName);
    d->connectFeed();
    d->preparation = std::make_unique<Preparation>(d->client, numbered(d->options.accounts));
    connect(d->preparation.get(), &Preparation::ready, this, [this] {
        d->guarded([this] { d->onPrepared(); });
    });
    connect(d->preparation.get(), &Preparation::waiting, this, [](const QString &reason) {
        qCWarning(base::logMonitor).noquote() << "waiting for the exchange:" << reason;
    });
    d->preparation->start();
    d->summaryTimer.start(SummaryIntervalMs);
    d->lastSecond = d->clock.now().monotonic;
    d->secondTimer.start(SecondMs);
    d->publishHealth();
}

void PositionMonitor::stop()
{
    d->end("asked to stop");
}

bool PositionMonitor::isRunning() const
{
    return d->isRunning;
}

std::vector<domain::WatchedAccount> PositionMonitor::accounts() const
{
    std::vector<domain::WatchedAccount> accounts;
    for (const auto &session : d->sessions)
        accounts.push_back(session->account());
    return accounts;
}

domain::SummaryPtr PositionMonitor::summary(const domain::Address &account) const
{
    const AccountSession *session = d->session(account);
    return session ? d->summary(*session) : nullptr;
}

domain::HealthPtr PositionMonitor::health() const
{
    return std::make_shared<domain::HealthView>(d->health());
}

domain::ReconciliationPtr PositionMonitor::reconciliation(const domain::Address &account) const
{
    const AccountSession *session = d->session(account);
    return session ? d->reconciliation(*session) : nullptr;
}

AuditHead PositionMonitor::auditHead() const
{
    const auto head = d->audit.head();
    return AuditHead{head.seq, head.hash};
}

std::vector<domain::PositionUpdatePtr>
PositionMonitor::recentFills(const domain::Address &account) const
{
    const AccountSession *session = d->session(account);
    return session ? session->recentFills() : std::vector<domain::PositionUpdatePtr>{};
}

void PositionMonitor::onPositionUpdate(UpdateCallback callback)
{
    d->callbacks.push_back(std::move(callback));
}

void PositionMonitor::reconcileNow()
{
    d->guarded([this] {
        for (auto &session : d->sessions)
            d->perform(*session, session->sync().reconcileNow(d->clock.now()));
    });
}

bool PositionMonitor::reconcile(const domain::Address &account)
{
    AccountSession *session = d->session(account);
    if (!session || !d->isRunning)
        return false;
    const auto state = session->sync().status().state;
    if (state != domain::FeedState::Live && state != domain::FeedState::Suspect)
        return false;
    d->guarded([&] { d->perform(*session, session->sync().reconcileNow(d->clock.now())); });
    return true;
}

// --- life ----------------------------------------------------------------------------------

PositionMonitor::Private::Private(PositionMonitor &facade, MonitorOptions options_,
                                  exchange::ExchangeClient &client_,
                                  tracker::PositionTracker &tracker_, audit::AuditLogger &audit_,
                                  const base::Clock &clock_)
    : q(facade), options(std::move(options_)), client(client_), tracker(tracker_), audit(audit_),
      clock(clock_), marks(options.updateInterval),
      throttleRules{options.updateInterval, options.pnlThreshold}
{
    makeSessions(options.accounts);
    wakeTimer.setSingleShot(true);
    wakeTimer.setTimerType(Qt::PreciseTimer);
    priceTimer.setSingleShot(true);
    priceTimer.setTimerType(Qt::PreciseTimer);
    connect(&wakeTimer, &QTimer::timeout, &q, [this] { guarded([this] { onWake(); }); });
    connect(&priceTimer, &QTimer::timeout, &q, [this] { guarded([this] { sendDuePrices(); }); });
    connect(&summaryTimer, &QTimer::timeout, &q,
            [this] { guarded([this] { publishSummaries(); }); });
    connect(&secondTimer, &QTimer::timeout, &q, [this] {
        guarded([this] { onSecond(); });
    });
}

void PositionMonitor::Private::makeSessions(const std::vector<domain::WatchedAccount> &accounts)
{
    const sync::SyncOptions syncOptions{options.syncInterval,
                                        sync::unpushedInterval(accounts.size()),
                                        options.onDiscrepancy == DiscrepancyPolicy::Adjust};
    std::vector<std::unique_ptr<AccountSession>> made;
    byAddress.clear();
    shownSummaries.clear();
    shownReconciliations.clear();
    for (const auto &account : accounts) {
        made.push_back(std::make_unique<AccountSession>(
            account, syncOptions, recoveredOf(trail, account.address), tracker));
        made.back()->touch(clock.now().wall);
        byAddress.emplace(account.address, made.back().get());
    }
    sessions = std::move(made);
}

std::vector<domain::WatchedAccount> PositionMonitor::Private::takePrepared()
{
    auto accounts = preparation->accounts();
    for (auto &account : accounts) {
        const auto &given = options.accounts.at(std::stoul(account.label));
        account.label = given.label;
        if (given.address != account.address)
            aliases.insert_or_assign(given.address, account.address);
    }
    for (const auto &given : options.accounts) {
        const bool isAccount = std::any_of(accounts.begin(), accounts.end(), [&](const auto &one) {
            return one.address == given.address;
        });
        if (!isAccount && !aliases.contains(given.address))
            askMaster(given.address); // one of those that are watched already
    }
    return accounts;
}

void PositionMonitor::Private::askMaster(const domain::Address &agent)
{
    client.fetchRole(agent, [this, self = QPointer<PositionMonitor>(&q),
                             agent](const base::Result<domain::RoleAnswer> &answer) {
        if (self && answer && answer->master && byAddress.contains(*answer->master))
            aliases.insert_or_assign(agent, *answer->master);
    });
}

void PositionMonitor::Private::onPrepared()
{
    tracker.setCatalog(preparation->catalog());
    notices = preparation->notices();
    const auto accounts = takePrepared();
    if (accounts != q.accounts()) { // an agent's address became its master's
        makeSessions(accounts);
        Q_EMIT q.accountsChanged();
    }
    std::vector<domain::Address> addresses;
    for (const auto &account : accounts)
        addresses.push_back(account.address);
    for (auto &session : sessions)
        askAbstraction(*session);
    client.start(addresses);
    watchHeldCoins();
}

AccountSession *PositionMonitor::Private::session(const domain::Address &account) const
{
    auto found = byAddress.find(account);
    if (const auto alias = aliases.find(account);
        found == byAddress.end() && alias != aliases.end())
        found = byAddress.find(alias->second);
    return found == byAddress.end() ? nullptr : found->second;
}

domain::SummaryPtr PositionMonitor::Private::summary(const AccountSession &session) const
{
    return session.summary({options.mode, epoch, feedState(session), marks, clock.now()});
}

void PositionMonitor::Private::end(const std::string &reason)
{
    if (!isRunning)
        return;
    isRunning = false;
    preparation.reset();
    for (QTimer *timer : {&wakeTimer, &priceTimer, &summaryTimer, &secondTimer})
        timer->stop();
    client.disconnect(&q);
    client.stop();
    for (auto &session : sessions) {
        session->sync().onDisconnected(clock.now());
        session->touch(clock.now().wall);
    }
    audit.stopped(reason);
    if (const auto synced = audit.sync(); !synced)
        qCCritical(base::logMonitor).noquote() << QString::fromStdString(synced.error().message);
    publishHealth();
}

void PositionMonitor::Private::fail(const QString &reason)
{
    qCCritical(base::logMonitor).noquote() << reason;
    audit.error("invariant", reason.toStdString());
    end(reason.toStdString());
    Q_EMIT q.stopped(reason);
}

} // namespace lpm::monitor
