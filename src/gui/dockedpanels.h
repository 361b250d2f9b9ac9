// SPDX-License-Identifier: GPL-3.0-or-later
// The panels around the positions, each in a dock of the window, and what each of them is told.
// Those that few look at every day are hidden until the View menu or the palette calls for them.
// GUI thread.
#pragma once

#include "core/domain/history.h"
#include "gui/models/summarytotals.h"
#include "gui/windowsettings.h"

#include <QObject>
#include <QTimeZone>

#include <optional>
#include <vector>

class QDockWidget;
class QMainWindow;
class QMenu;

namespace lpm::gui {

class ChosenFills;
class DashboardSource;
class DataTable;
class EquityPanel;
class FillsModel;
class KeptPast;
class LogPanel;
class LogTail;
class PositionChart;
class PositionsModel;
class Privacy;
class ReconciliationPanel;
class Theme;

struct PanelParts // all must outlive the panels
{
    QMainWindow &window;
    DashboardSource &source;
    KeptPast &past;
    const Theme &theme;
    const Privacy &privacy;
    QTimeZone zone;
    const LogTail *log = nullptr; // nullptr: this program's lines are not to be had
    QString elsewhere;            // where the monitor is whose log it is not; "" here
};

class DockedPanels : public QObject
{
    Q_OBJECT
public:
    explicit DockedPanels(const PanelParts &parts); // a child of the window

    void fillViewMenu(QMenu &menu) const; // an entry for each
    void choose(const AccountChoice &account);
    void setNow(base::Timestamp now);
    void flush(); // shows the fills that wait for their turn
    void sample(const AccountChoice &whose, const SummaryTotals &totals, base::Timestamp now);
    // Every open position's mark; of the one that is looked at the chart is drawn.
    void showMarks(const PositionsModel &positions,
                   const std::optional<domain::PositionView> &looked, base::Timestamp now);

    void save(WindowState &state) const;
    void restore(const WindowState &state);

private:
    QDockWidget *addDock(const char *key, const QString &title, QWidget *content);
    void sayNoFills(const AccountChoice &account);
    void buildFills();
    void buildReconciliation();
    void buildCharts();
    void buildLaterOnes();
    void putPast(const domain::EquityPastPtr &past);
    void restoreFills(const Arrangement &kept);
    void showAccounts(); // whose the fills are, where there are several

    PanelParts m_parts;
    FillsModel *m_fills;
    ChosenFills *m_chosenFills;
    bool m_hasAccounts; // more than one
    std::vector<QDockWidget *> m_docks; // in the order of the menu; the fills first
    DataTable *m_fillsTable = nullptr;
    ReconciliationPanel *m_reconciliation = nullptr;
    EquityPanel *m_equity = nullptr;
    PositionChart *m_chart = nullptr;
    LogPanel *m_log = nullptr;
};

} // namespace lpm::gui
