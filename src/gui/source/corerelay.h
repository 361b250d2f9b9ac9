// SPDX-License-Identifier: GPL-3.0-or-later
// Stands on the core thread and hands over to the window at the window's pace: one batch is under
// way at a time, and while the window is busy only the latest of each position is kept, and every
// fill up to a limit. So a frozen window neither delays the core nor fills its memory.
#pragma once

#include "core/domain/account.h"
#include "core/domain/history.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "gui/source/dashboardsource.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lpm::gui {

struct RelayBatch
{
    std::optional<std::vector<domain::WatchedAccount>> accounts; // watched from here on
    std::vector<domain::SummaryPtr> summaries;
    std::vector<domain::PositionUpdatePtr> fills;   // in the order applied
    std::vector<domain::PositionUpdatePtr> updates; // the latest a position that is no fill
    std::vector<domain::ReconciliationPtr> reconciliations;
    domain::HealthPtr health;
};
using RelayBatchPtr = std::shared_ptr<const RelayBatch>;

class CoreRelay : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // What waits of other accounts is dropped: the window knows them no longer.
    void takeAccounts(std::vector<domain::WatchedAccount> accounts);

public Q_SLOTS:
    void takeSummary(const lpm::domain::SummaryPtr &summary);
    void takeUpdate(const lpm::domain::PositionUpdatePtr &update);
    void takeHealth(const lpm::domain::HealthPtr &health);
    void takeReconciliation(const lpm::domain::ReconciliationPtr &view);
    void onBatchShown(); // the window is ready for the next

Q_SIGNALS:
    void batchReady(const lpm::gui::RelayBatchPtr &batch);
    void equityRead(const lpm::domain::EquityPastPtr &past);
    void pastFillsRead(const lpm::gui::PastFills &fills);

private:
    void offer();

    std::optional<std::vector<domain::WatchedAccount>> m_accounts;
    std::map<domain::Address, domain::SummaryPtr> m_summaries;
    std::map<std::pair<domain::Address, std::string>, domain::PositionUpdatePtr> m_updates;
    std::deque<domain::PositionUpdatePtr> m_fills;
    std::map<domain::Address, domain::ReconciliationPtr> m_reconciliations;
    domain::HealthPtr m_health;
    bool m_isUnderWay = false;
};

} // namespace lpm::gui
