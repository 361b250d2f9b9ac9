// SPDX-License-Identifier: GPL-3.0-or-later
// The façade that the window and the server see, and nothing else of the core: it gives events of
// the exchange to each account's AccountSync, writes what changed to the audit trail, and only
// then tells the world. Lives on the core thread; the values it hands out are immutable.
#pragma once

#include "core/base/clock.h"
#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace lpm::exchange {
class ExchangeClient;
}
namespace lpm::tracker {
class PositionTracker;
}
namespace lpm::audit {
class AuditLogger;
struct RecoveredTrail;
}

namespace lpm::monitor {

enum class DiscrepancyPolicy { Adjust, Hold };
enum class AuditPrices { Off, Sampled, All };

struct MonitorOptions
{
    std::vector<domain::WatchedAccount> accounts;
    domain::RunMode mode = domain::RunMode::Demo;
    std::string exchangeName; // for the audit trail: whose book this is
    base::Milliseconds updateInterval{1000}; // at most one price update a position in it; 0: every
    base::Milliseconds syncInterval{60'000};
    domain::Decimal pnlThreshold; // USD; a price update goes out beyond it
    DiscrepancyPolicy onDiscrepancy = DiscrepancyPolicy::Adjust;
    AuditPrices auditPrices = AuditPrices::Sampled;
};

// How the ledger is: it belongs to the program's composition, its health to ours.
struct LedgerHealth
{
    std::string trouble;              // "", or why nothing can be written at the moment
    std::vector<std::string> notices; // what had to be done, sentences
};

struct AuditHead
{
    std::uint64_t seq = 0;
    std::string hash;
};

class PositionMonitor : public QObject
{
    Q_OBJECT
public:
    using UpdateCallback = std::function<void(const domain::PositionUpdate &)>;

    // All must outlive the monitor.
    PositionMonitor(MonitorOptions options, exchange::ExchangeClient &client,
                    tracker::PositionTracker &tracker, audit::AuditLogger &audit,
                    const base::Clock &clock, QObject *parent = nullptr);
    ~PositionMonitor() override;

    // Positions, realized P&L, fees and known fills go on from the audit trail. Before start().
    void restore(const audit::RecoveredTrail &trail);
    // Asked whenever health is; nobody: there is no ledger. Before start().
    void askLedger(std::function<LedgerHealth()> ledger);
    void start();
    void stop(); // writes the stop line; the audit trail is synced when it returns
    bool isRunning() const;

    // As given, until the exchange said whose they are: then masters in the place of their agents.
    std::vector<domain::WatchedAccount> accounts() const;
    // The state of an account now; made once and kept while nothing changes. Never null for a
    // watched account, null for any other. An agent's address that was given is its master's alias.
    domain::SummaryPtr summary(const domain::Address &account) const;
    domain::HealthPtr health() const;
    // Ours beside the exchange's now; null for an account that is not watched.
    domain::ReconciliationPtr reconciliation(const domain::Address &account) const;
    AuditHead auditHead() const;
    // Newest last, bounded by limits::RecentFillsKept.
    std::vector<domain::PositionUpdatePtr> recentFills(const domain::Address &account) const;

    // Called for each update besides the signal. What it throws is caught, counted and logged, and
    // harms no other callback.
    void onPositionUpdate(UpdateCallback callback);
    // Compares every account with the exchange now.
    void reconcileNow();
    // One account. false: it is not live or not watched; it is compared once it has caught up.
    bool reconcile(const domain::Address &account);

Q_SIGNALS:
    void accountsChanged(); // accounts() did; before any update of the new ones
    void positionUpdated(const lpm::domain::PositionUpdatePtr &update);
    void summaryChanged(const lpm::domain::SummaryPtr &summary); // at most 10 a second an account
    void healthChanged(const lpm::domain::HealthPtr &health);
    void reconciliationChanged( // at most once a second an account
        const lpm::domain::ReconciliationPtr &reconciliation);
    void stopped(const QString &reason); // by itself: an invariant broke; the audit is flushed

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lpm::monitor
