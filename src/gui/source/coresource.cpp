// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/source/coresource.h"

#include "core/monitor/history.h"
#include "core/monitor/positionmonitor.h"
#include "gui/limits.h"

#include <QPointer>

namespace lpm::gui {

using monitor::PositionMonitor;

namespace {

std::string keptLabel(const domain::Address &account,
                    const std::vector<domain::WatchedAccount> &accounts)
{
    for (const domain::WatchedAccount &watched : accounts) {
        if (watched.address == account)
            return watched.label;
    }
    return {};
}

domain::PositionUpdatePtr keptFill(domain::PastFill past, const std::string &label)
{
    domain::PositionUpdate update;
    update.eventType = domain::EventType::Fill;
    update.account = update.position.account = past.account;
    update.accountLabel = label;
    update.symbol = update.position.symbol = std::move(past.symbol);
    update.position.coin = past.fill.coin;
    update.timestamp = past.fill.time;
    update.source = past.source;
    update.isLate = past.isLate;
    update.fill = std::move(past.fill);
    return std::make_shared<const domain::PositionUpdate>(std::move(update));
}

PastFills keptFills(std::vector<domain::PastFill> newestFirst, const std::string &label)
{
    PastFills told;
    for (auto past = newestFirst.rbegin(); past != newestFirst.rend(); ++past)
        told.push_back(keptFill(std::move(*past), label));
    return told;
}

} // namespace

CoreSource::CoreSource(PositionMonitor &monitor, std::vector<domain::WatchedAccount> accounts,
                       domain::RunMode mode, monitor::History *history, QObject *parent)
    : DashboardSource(parent),
      m_monitor(monitor),
      m_history(history),
      m_accounts(std::move(accounts)),
      m_mode(mode),
      m_relay(new CoreRelay)
{
    qRegisterMetaType<RelayBatchPtr>();
    m_relay->moveToThread(monitor.thread());
    qRegisterMetaType<domain::EquityPastPtr>();
    qRegisterMetaType<PastFills>();
    connect(m_relay, &CoreRelay::equityRead, this, &CoreSource::equityRead, Qt::QueuedConnection);
    connect(m_relay, &CoreRelay::pastFillsRead, this, &CoreSource::pastFillsRead,
            Qt::QueuedConnection);
    connect(m_relay, &CoreRelay::batchReady, this, &CoreSource::onBatchReady, Qt::QueuedConnection);
    connect(&monitor, &PositionMonitor::stopped, this, &CoreSource::stopped, Qt::QueuedConnection);
}

// Apart first: otherwise each thread would take down its end of the connection at once.
CoreSource::~CoreSource()
{
    m_relay->disconnect(this);
    m_relay->deleteLater();
}

void CoreSource::begin()
{
    // On the core thread: the state of now first, then every change after it, none lost between.
    QMetaObject::invokeMethod(
        m_relay,
        [relay = m_relay, &monitor = m_monitor] {
            connect(&monitor, &PositionMonitor::accountsChanged, relay,
                    [relay, &monitor] { relay->takeAccounts(monitor.accounts()); });
            relay->takeAccounts(monitor.accounts());
            for (const domain::WatchedAccount &account : monitor.accounts()) {
                for (const auto &update : monitor.recentFills(account.address))
                    relay->takeUpdate(update);
                if (const auto summary = monitor.summary(account.address))
                    relay->takeSummary(summary);
                if (const auto view = monitor.reconciliation(account.address))
                    relay->takeReconciliation(view);
            }
            if (const auto health = monitor.health())
                relay->takeHealth(health);
            connect(&monitor, &PositionMonitor::summaryChanged, relay, &CoreRelay::takeSummary);
            connect(&monitor, &PositionMonitor::positionUpdated, relay, &CoreRelay::takeUpdate);
            connect(&monitor, &PositionMonitor::healthChanged, relay, &CoreRelay::takeHealth);
            connect(&monitor, &PositionMonitor::reconciliationChanged, relay,
                    &CoreRelay::takeReconciliation);
        },
        Qt::QueuedConnection);
}

void CoreSource::reconcileNow()
{
    QMetaObject::invokeMethod(&m_monitor, &PositionMonitor::reconcileNow, Qt::QueuedConnection);
}

// The answer comes on the core thread; the relay, which lives there, may have gone by then.
void CoreSource::askEquity(const domain::Address &account, std::optional<base::Timestamp> until)
{
    if (m_history == nullptr)
        return;
    domain::HistoryRequest request;
    request.accounts = {account};
    request.until = until;
    request.limit = limits::EquityAsked;
    const auto ask = [history = m_history, request, relay = m_relay] {
        history->equity(request, [relay = QPointer(relay)](auto past) {
            if (relay && past)
                Q_EMIT relay->equityRead(
                    std::make_shared<const domain::EquityPast>(*std::move(past)));
        });
    };
    QMetaObject::invokeMethod(m_relay, ask, Qt::QueuedConnection);
}

// Likewise.
void CoreSource::askPastFills(const domain::Address &account)
{
    if (m_history == nullptr)
        return;
    domain::HistoryRequest request;
    request.accounts = {account};
    request.limit = limits::PastFills;
    const auto ask = [history = m_history, request, relay = m_relay,
                      label = keptLabel(account, m_accounts)] {
        history->fills(request, [relay = QPointer(relay), label](auto past) {
            if (relay && past)
                Q_EMIT relay->pastFillsRead(keptFills(*std::move(past), label));
        });
    };
    QMetaObject::invokeMethod(m_relay, ask, Qt::QueuedConnection);
}

void CoreSource::onBatchReady(const RelayBatchPtr &batch)
{
    if (batch->accounts && *batch->accounts != m_accounts) {
        m_accounts = *batch->accounts;
        Q_EMIT accountsChanged();
    }
    // Summaries first: an update that one includes is then known to be older (positionsmodel).
    for (const domain::SummaryPtr &summary : batch->summaries)
        Q_EMIT summaryChanged(summary);
    for (const domain::PositionUpdatePtr &update : batch->fills)
        Q_EMIT positionUpdated(update);
    for (const domain::PositionUpdatePtr &update : batch->updates)
        Q_EMIT positionUpdated(update);
    for (const domain::ReconciliationPtr &view : batch->reconciliations)
        Q_EMIT reconciliationChanged(view);
    if (batch->health)
        Q_EMIT healthChanged(batch->health);
    QMetaObject::invokeMethod(m_relay, &CoreRelay::onBatchShown, Qt::QueuedConnection);
}

} // namespace lpm::gui

// Here, not in the library's common unit: a window on another source then links no monitor.
#include "moc_coresource.cpp"
