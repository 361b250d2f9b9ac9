// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window's values come from: the monitor of this process, or one elsewhere. Lives on the
// GUI thread; signals arrive in the order of the changes, values are immutable.
#pragma once

#include "core/domain/account.h"
#include "core/domain/history.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace lpm::gui {

// Fills of an account that were kept, oldest first: of each the position is named, not told.
using PastFills = std::vector<domain::PositionUpdatePtr>;

class DashboardSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual std::vector<domain::WatchedAccount> accounts() const = 0;
    virtual domain::RunMode mode() const = 0;
    // Why nothing comes at the moment from a monitor elsewhere: a sentence that names it. "" while
    // it is heard, and of the monitor of this process.
    virtual QString lostSentence() const { return {}; }
    // It is lost for its token, which another one could mend.
    virtual bool isTokenRefused() const { return false; }

public Q_SLOTS:
    // Sends the state of now, once the window is connected; after it, what changes.
    virtual void begin() = 0;
    virtual void reconcileNow() = 0;
    // How the account's equity was, the newest limits::EquityAsked samples up to a time (inclusive;
    // nullopt: up to now): equityRead() tells it later, unless it cannot be read.
    virtual void askEquity(const lpm::domain::Address &account,
                           std::optional<lpm::base::Timestamp> until) = 0;
    // The latest fills that are kept: pastFillsRead() tells them later, unless they cannot be read.
    virtual void askPastFills(const lpm::domain::Address &account) = 0;

Q_SIGNALS:
    // accounts() changed, e.g. an agent's address became its master's. Before what is told of them.
    void accountsChanged();
    void modeChanged();       // mode() is another: before what is told of its accounts
    void connectionChanged(); // lostSentence() is another, or isTokenRefused()
    void summaryChanged(const lpm::domain::SummaryPtr &summary);
    void positionUpdated(const lpm::domain::PositionUpdatePtr &update);
    void healthChanged(const lpm::domain::HealthPtr &health);
    void reconciliationChanged(const lpm::domain::ReconciliationPtr &view);
    void equityRead(const lpm::domain::EquityPastPtr &past);
    void pastFillsRead(const lpm::gui::PastFills &fills);
    void stopped(const QString &reason);
};

} // namespace lpm::gui
