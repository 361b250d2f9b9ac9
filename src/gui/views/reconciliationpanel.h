// SPDX-License-Identifier: GPL-3.0-or-later
// The proof, to be looked at: ours beside the exchange's, what became of past differences, and a
// button that compares now.
#pragma once

#include "core/domain/account.h"
#include "gui/models/driftmodel.h"
#include "gui/models/reconciliationmodel.h"
#include "gui/theme.h"

#include <QTimeZone>
#include <QWidget>

class QToolButton;

namespace lpm::gui {

class DataTable;
class ElidedLabel;
class Privacy;

class ReconciliationPanel : public QWidget
{
    Q_OBJECT
public:
    ReconciliationPanel(const Theme &theme, std::vector<domain::WatchedAccount> accounts,
                        const QTimeZone &zone, QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy);                        // must outlive it
    void setAccounts(std::vector<domain::WatchedAccount> accounts); // forgets the others
    void setAccount(const std::optional<domain::Address> &account); // nullopt: all
    void take(const domain::ReconciliationPtr &view);
    void setNow(base::Timestamp now);

Q_SIGNALS:
    void compareAsked();

private:
    void buildTables();
    void showLine();

    const Theme &m_theme;
    std::vector<domain::WatchedAccount> m_accounts;
    std::optional<domain::Address> m_account;
    std::map<domain::Address, domain::ReconciliationPtr> m_views;
    base::Timestamp m_now{};
    ReconciliationModel *m_comparison;
    DriftModel *m_history;
    DataTable *m_comparisonTable = nullptr;
    DataTable *m_historyTable = nullptr;
    ElidedLabel *m_line;
    QToolButton *m_compare;
};

} // namespace lpm::gui
