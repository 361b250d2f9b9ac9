// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dockedpanels.h"

#include "gui/charts/equitypanel.h"
#include "gui/charts/positionchart.h"
#include "gui/format/numberformat.h"
#include "gui/limits.h"
#include "gui/log/logpanel.h"
#include "gui/models/chosenfills.h"
#include "gui/models/fillsmodel.h"
#include "gui/past/keptpast.h"
#include "gui/privacy.h"
#include "gui/views/datatable.h"
#include "gui/views/docktitle.h"
#include "gui/views/laterpanels.h"
#include "gui/views/reconciliationpanel.h"
#include "gui/views/tablecopies.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenu>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace lpm::gui {

namespace {

constexpr int FillsMinimumHeight = 70;
constexpr int FillsFirstHeight = 230;

struct PanelTexts // with those of the window around them
{
    Q_DECLARE_TR_FUNCTIONS(lpm::gui::MainWindow)
};

CellStyle fillStyle(int column)
{
    return {FillsModel::kindOf(static_cast<FillColumn>(column)), 0, false};
}

} // namespace

DockedPanels::DockedPanels(const PanelParts &parts)
    : QObject(&parts.window),
      m_parts(parts),
      m_fills(new FillsModel(parts.zone, limits::FillsKept, this)),
      m_chosenFills(new ChosenFills(*m_fills)),
      m_hasAccounts(parts.source.accounts().size() > 1)
{
    buildFills();
    buildReconciliation();
    buildCharts();
    buildLaterOnes();
    m_docks.front()->raise();
}

// Each behind the first: a tab away. One that is called for comes to the front.
QDockWidget *DockedPanels::addDock(const char *key, const QString &title, QWidget *content)
{
    QMainWindow &window = m_parts.window;
    auto *dock = new QDockWidget(title, &window);
    dock->setObjectName(QLatin1String(key));
    dock->setWidget(content);
    dock->setTitleBarWidget(new DockTitle(*dock));
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    if (!m_docks.empty())
        window.tabifyDockWidget(m_docks.front(), dock);
    connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool isShown) {
        if (isShown)
            dock->raise();
    });
    m_docks.push_back(dock);
    return dock;
}

void DockedPanels::buildFills()
{
    m_fills->setPrivacy(m_parts.privacy);
    m_fillsTable = new DataTable(m_parts.theme, fillStyle, &m_parts.window);
    m_fillsTable->setAccessibleName(PanelTexts::tr("Fills"));
    m_fillsTable->setModel(m_chosenFills);
    sayNoFills(std::nullopt);
    constexpr std::array<int, FillColumnCount> widths{12, 10, 14, 8, 12, 12, 14, 12, 14, 30};
    for (int i = 0; i < FillColumnCount; ++i)
        m_fillsTable->setColumnCharacters(i, widths.at(static_cast<std::size_t>(i)));
    m_fillsTable->setColumnHidden(static_cast<int>(FillColumn::Account), !m_hasAccounts);
    m_fillsTable->horizontalHeader()->setStretchLastSection(true);
    m_fillsTable->setMinimumHeight(FillsMinimumHeight);
    (new TableCopies(*m_fillsTable))->setPrivacy(m_parts.privacy);
    auto *frame = new QWidget;
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->addWidget(m_fillsTable);
    QDockWidget *dock = addDock("fills", PanelTexts::tr("Fills"), frame);
    m_parts.window.resizeDocks({dock}, {FillsFirstHeight}, Qt::Vertical);
    connect(&m_parts.source, &DashboardSource::positionUpdated, m_fills, &FillsModel::take);
    connect(&m_parts.past, &KeptPast::fillsRead, m_fills, &FillsModel::takePast);
    connect(&m_parts.source, &DashboardSource::accountsChanged, this, &DockedPanels::showAccounts);
}

void DockedPanels::buildReconciliation()
{
    DashboardSource &source = m_parts.source;
    m_reconciliation = new ReconciliationPanel(m_parts.theme, source.accounts(), m_parts.zone);
    m_reconciliation->setPrivacy(m_parts.privacy);
    addDock("reconciliation", PanelTexts::tr("Reconciliation"), m_reconciliation);
    connect(m_reconciliation, &ReconciliationPanel::compareAsked, &source,
            &DashboardSource::reconcileNow);
    connect(&source, &DashboardSource::accountsChanged, m_reconciliation,
            [this] { m_reconciliation->setAccounts(m_parts.source.accounts()); });
    connect(&source, &DashboardSource::reconciliationChanged, m_reconciliation,
            &ReconciliationPanel::take);
}

void DockedPanels::buildCharts()
{
    m_equity = new EquityPanel(m_parts.theme, m_parts.zone);
    m_equity->setPrivacy(m_parts.privacy);
    addDock("equity", PanelTexts::tr("Equity"), m_equity);
    m_chart = new PositionChart(m_parts.theme, m_parts.zone);
    addDock("chart", PanelTexts::tr("Chart"), m_chart);
    connect(&m_parts.past, &KeptPast::equityRead, this, &DockedPanels::putPast);
    connect(&m_parts.past, &KeptPast::accountsReplaced, m_equity, &EquityPanel::forgetAll);
}

void DockedPanels::buildLaterOnes()
{
    m_log = new LogPanel(m_parts.theme, m_parts.log, m_parts.elsewhere, m_parts.zone);
    m_log->setPrivacy(m_parts.privacy);
    addDock("orders", PanelTexts::tr("Orders"), makeOrdersPanel(m_parts.theme))->hide();
    addDock("alerts", PanelTexts::tr("Alerts"), makeAlertsPanel(m_parts.theme))->hide();
    addDock("log", PanelTexts::tr("Log"), m_log)->hide();
}

// One behind another's tab is not in sight: it comes to the front, and only then it is closed.
void DockedPanels::fillViewMenu(QMenu &menu) const
{
    for (QDockWidget *dock : m_docks) {
        QAction *entry = menu.addAction(dock->windowTitle());
        entry->setObjectName(QStringLiteral("show-") + dock->objectName());
        entry->setCheckable(true);
        connect(dock, &QDockWidget::visibilityChanged, entry, &QAction::setChecked);
        connect(entry, &QAction::triggered, dock, [dock](bool isWanted) {
            dock->setVisible(isWanted);
            if (isWanted)
                dock->raise();
        });
    }
}

// The latest are kept of all accounts together.
void DockedPanels::sayNoFills(const AccountChoice &account)
{
    if (account)
        m_fillsTable->setEmptyText(
            PanelTexts::tr("No fills of this account here"),
            PanelTexts::tr("What is listed here are the latest %1 fills of all accounts.")
                .arg(fullNumber(domain::Decimal(static_cast<int>(limits::FillsKept)))));
    else
        m_fillsTable->setEmptyText(PanelTexts::tr("No fills yet"),
                                   PanelTexts::tr("Each fill appears here as it happens."));
}

void DockedPanels::choose(const AccountChoice &account)
{
    sayNoFills(m_parts.source.accounts().size() > 1 ? account : std::nullopt);
    m_chosenFills->setAccount(account);
    m_reconciliation->setAccount(account);
    m_equity->choose(account);
}

void DockedPanels::setNow(base::Timestamp now)
{
    m_fills->setNow(now);
    m_reconciliation->setNow(now);
    m_log->setNow(now);
}

void DockedPanels::flush() { m_fills->flush(); }

void DockedPanels::sample(const AccountChoice &whose, const SummaryTotals &totals,
                          base::Timestamp now)
{
    m_equity->add(whose, totals, now);
}

// Several accounts were not sampled at the same moments: the curve of their sum begins with this
// window; the day's change adds up what was.
void DockedPanels::putPast(const domain::EquityPastPtr &past)
{
    m_equity->putPast(past->front().account, *past);
    if (m_parts.source.accounts().size() == 1)
        m_equity->putPast(std::nullopt, *past);
}

void DockedPanels::showMarks(const PositionsModel &positions,
                             const std::optional<domain::PositionView> &looked,
                             base::Timestamp now)
{
    m_chart->take(positions, now);
    m_chart->look(looked);
}

void DockedPanels::save(WindowState &state) const
{
    state.fillsHeader = m_fillsTable->horizontalHeader()->saveState();
    state.curve = m_equity->curve();
    state.logLevel = m_log->least();
}

void DockedPanels::restore(const WindowState &state)
{
    restoreFills(state);
    m_equity->setCurve(state.curve);
    m_log->setLeast(state.logLevel);
}

void DockedPanels::restoreFills(const Arrangement &kept)
{
    m_fillsTable->horizontalHeader()->restoreState(kept.fillsHeader);
    if (m_hasAccounts != kept.isOfSeveral())
        m_fillsTable->setColumnHidden(static_cast<int>(FillColumn::Account), !m_hasAccounts);
}

void DockedPanels::showAccounts()
{
    const bool hasAccounts = m_parts.source.accounts().size() > 1;
    if (std::exchange(m_hasAccounts, hasAccounts) != hasAccounts)
        m_fillsTable->setColumnHidden(static_cast<int>(FillColumn::Account), !hasAccounts);
}

} // namespace lpm::gui
