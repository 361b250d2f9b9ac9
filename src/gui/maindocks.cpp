// SPDX-License-Identifier: GPL-3.0-or-later
// The panels around the positions. Those that few look at every day are hidden until the View menu
// or the palette calls for them.
#include "gui/mainwindow.h"

#include "gui/charts/equitypanel.h"
#include "gui/charts/positionchart.h"
#include "gui/log/logpanel.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/datatable.h"
#include "gui/views/docktitle.h"
#include "gui/views/laterpanels.h"
#include "gui/views/positionspanel.h"
#include "gui/views/reconciliationpanel.h"

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QVBoxLayout>

#include <array>

namespace lpm::gui {

namespace {

constexpr int FillsMinimumHeight = 70;
constexpr int FillsFirstHeight = 230;

CellStyle fillStyle(int column)
{
    return {FillsModel::kindOf(static_cast<FillColumn>(column)), 0, false};
}

} // namespace

// Each behind the first: a tab away. One that is called for comes to the front.
QDockWidget *MainWindow::addDock(const char *key, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1String(key));
    dock->setWidget(content);
    dock->setTitleBarWidget(new DockTitle(*dock));
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    if (m_fillsDock != nullptr)
        tabifyDockWidget(m_fillsDock, dock);
    connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool isShown) {
        if (isShown)
            dock->raise();
    });
    m_docks.push_back(dock);
    return dock;
}

void MainWindow::buildFillsDock()
{
    m_fillsTable = new DataTable(*m_theme, fillStyle, this);
    m_fillsTable->setAccessibleName(tr("Fills"));
    m_fillsTable->setModel(m_fills);
    m_fillsTable->setEmptyText(tr("No fills yet"), tr("Each fill appears here as it happens."));
    constexpr std::array<int, FillColumnCount> widths{12, 10, 14, 8, 12, 12, 14, 12, 14, 30};
    for (int i = 0; i < FillColumnCount; ++i)
        m_fillsTable->setColumnCharacters(i, widths.at(static_cast<std::size_t>(i)));
    m_fillsTable->setColumnHidden(static_cast<int>(FillColumn::Account),
                                  m_source.accounts().size() < 2);
    m_fillsTable->horizontalHeader()->setStretchLastSection(true);
    m_fillsTable->setMinimumHeight(FillsMinimumHeight);
    auto *frame = new QWidget;
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->addWidget(m_fillsTable);
    m_fillsDock = addDock("fills", tr("Fills"), frame);
    resizeDocks({m_fillsDock}, {FillsFirstHeight}, Qt::Vertical);
}

void MainWindow::buildReconciliationDock()
{
    m_reconciliation = new ReconciliationPanel(*m_theme, m_source.accounts(), m_zone);
    addDock("reconciliation", tr("Reconciliation"), m_reconciliation);
    connect(m_reconciliation, &ReconciliationPanel::compareAsked, &m_source,
            &DashboardSource::reconcileNow);
}

void MainWindow::buildChartDocks()
{
    m_equity = new EquityPanel(*m_theme, m_zone);
    addDock("equity", tr("Equity"), m_equity);
    m_chart = new PositionChart(*m_theme, m_zone);
    addDock("chart", tr("Chart"), m_chart);
    connect(m_positions, &PositionsPanel::lookedAt, this, &MainWindow::showCurves);
}

void MainWindow::buildLaterDocks()
{
    const QString elsewhere = m_options.isElsewhere ? m_options.apiAddress : QString();
    m_log = new LogPanel(*m_theme, m_options.log, elsewhere, m_zone);
    addDock("orders", tr("Orders"), makeOrdersPanel(*m_theme))->hide();
    addDock("alerts", tr("Alerts"), makeAlertsPanel(*m_theme))->hide();
    addDock("log", tr("Log"), m_log)->hide();
}

} // namespace lpm::gui
