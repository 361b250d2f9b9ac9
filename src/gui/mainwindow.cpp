// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/appicon.h"
#include "gui/limits.h"
#include "gui/models/summarytotals.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/aboutdialog.h"
#include "gui/views/banner.h"
#include "gui/views/datatable.h"
#include "gui/views/docktitle.h"
#include "gui/views/headerbar.h"
#include "gui/views/reconciliationpanel.h"
#include "gui/views/statusline.h"
#include "gui/views/summarystrip.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr QSize FirstSize(1440, 900);
constexpr int PositionsMinimumHeight = 190;
constexpr int FillsMinimumHeight = 70;
constexpr int FillsFirstHeight = 230;

CellStyle positionStyle(int column)
{
    const PositionColumnSpec &by = spec(static_cast<PositionColumn>(column));
    return {by.kind, by.secondaryWidth, column == static_cast<int>(PositionColumn::Mark)};
}

CellStyle fillStyle(int column)
{
    return {FillsModel::kindOf(static_cast<FillColumn>(column)), 0, false};
}

} // namespace

MainWindow::MainWindow(DashboardSource &source, const base::Clock &clock, MainWindowOptions options,
                       QWidget *parent)
    : QMainWindow(parent),
      m_source(*new DoubtingSource(source, clock, this)),
      m_clock(clock),
      m_options(std::move(options)),
      m_settings(m_options.settingsDirectory),
      m_theme(new Theme(*this)),
      m_positions(new PositionsModel(this)),
      m_sorted(new PositionsSortModel(*m_positions, this)),
      m_fills(new FillsModel(QTimeZone::systemTimeZone(), limits::FillsKept, this))
{
    setWindowIcon(appIcon());
    resize(FirstSize);
    buildTables();
    buildCentre();
    buildFillsDock();
    buildReconciliationDock();
    m_status = new StatusLine(m_options.apiAddress, m_options.auditDirectory, this);
    setStatusBar(m_status);
    buildMenus();
    connectHeader();
    showTheme();
    restore();
    connectSource();
    onAccountChosen();
    onTick();
    m_tick.start(limits::TickPace);
    m_source.begin();
}

void MainWindow::buildTables()
{
    m_positionsTable = new DataTable(*m_theme, positionStyle, this);
    m_positionsTable->setAccessibleName(tr("Positions"));
    m_positionsTable->setModel(m_sorted);
    for (int i = 0; i < PositionColumnCount; ++i) {
        const PositionColumnSpec &column = spec(static_cast<PositionColumn>(i));
        m_positionsTable->setColumnCharacters(i, column.width);
        m_positionsTable->setColumnHidden(i, column.isHiddenAtFirst);
    }
    m_positionsTable->setColumnHidden(static_cast<int>(PositionColumn::Account),
                                      m_source.accounts().size() < 2);
    m_positionsTable->setFitted(true);
    m_positionsTable->setMinimumHeight(PositionsMinimumHeight);
    m_positionsTable->setSortingEnabled(true);
    m_positionsTable->sortByColumn(static_cast<int>(PositionColumn::Notional), Qt::DescendingOrder);

    m_fillsTable = new DataTable(*m_theme, fillStyle, this);
    m_fillsTable->setAccessibleName(tr("Fills"));
    m_fillsTable->setModel(m_fills);
    m_fillsTable->setEmptyText(tr("No fills yet"), tr("Each fill appears here as it happens."));
    constexpr std::array<int, FillColumnCount> widths{10, 10, 14, 8, 12, 12, 14, 12, 14, 30};
    for (int i = 0; i < FillColumnCount; ++i)
        m_fillsTable->setColumnCharacters(i, widths.at(static_cast<std::size_t>(i)));
    m_fillsTable->setColumnHidden(static_cast<int>(FillColumn::Account),
                                  m_source.accounts().size() < 2);
    m_fillsTable->horizontalHeader()->setStretchLastSection(true);
}

void MainWindow::buildCentre()
{
    m_modeBanner = new Banner(*m_theme);
    m_modeBanner->showMode(m_source.mode());
    m_notice = new Banner(*m_theme);
    m_header = new HeaderBar(*m_theme, m_source.accounts());
    m_strip = new SummaryStrip(*m_theme);

    auto *centre = new QWidget(this);
    auto *outer = new QVBoxLayout(centre);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_modeBanner);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(10, 8, 10, 4);
    inner->setSpacing(8);
    inner->addWidget(m_header);
    inner->addWidget(m_notice);
    inner->addWidget(m_strip);
    inner->addWidget(m_positionsTable, 1);
    outer->addLayout(inner, 1);
    setCentralWidget(centre);

    const QString mark = modeMark(m_source.mode());
    setWindowTitle(mark.isEmpty() ? tr("Live Position Monitor")
                                  : tr("%1 – Live Position Monitor").arg(mark));
}

void MainWindow::buildFillsDock()
{
    m_fillsDock = new QDockWidget(tr("Fills"), this);
    m_fillsDock->setObjectName(QStringLiteral("fills"));
    auto *frame = new QWidget(m_fillsDock);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->addWidget(m_fillsTable);
    m_fillsDock->setWidget(frame);
    m_fillsDock->setTitleBarWidget(new DockTitle(*m_fillsDock));
    m_fillsTable->setMinimumHeight(FillsMinimumHeight);
    addDockWidget(Qt::BottomDockWidgetArea, m_fillsDock);
    resizeDocks({m_fillsDock}, {FillsFirstHeight}, Qt::Vertical);
}

// Behind the fills: a tab away.
void MainWindow::buildReconciliationDock()
{
    m_reconciliationDock = new QDockWidget(tr("Reconciliation"), this);
    m_reconciliationDock->setObjectName(QStringLiteral("reconciliation"));
    m_reconciliation = new ReconciliationPanel(*m_theme, m_source.accounts());
    m_reconciliationDock->setWidget(m_reconciliation);
    m_reconciliationDock->setTitleBarWidget(new DockTitle(*m_reconciliationDock));
    addDockWidget(Qt::BottomDockWidgetArea, m_reconciliationDock);
    tabifyDockWidget(m_fillsDock, m_reconciliationDock);
    m_fillsDock->raise();
    connect(m_reconciliation, &ReconciliationPanel::compareAsked, &m_source,
            &DashboardSource::reconcileNow);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *compare = file->addAction(tr("&Compare with the exchange now"), QKeySequence::Refresh,
                                       &m_source, &DashboardSource::reconcileNow);
    compare->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(tr("Ctrl+R"))});
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(tr("Ctrl+Q")), this, &QWidget::close);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    buildThemeMenu(*view->addMenu(tr("&Theme")));
    QMenu *columns = view->addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_positionsTable->fillColumnMenu(*columns);
    });
    view->addSeparator();
    QAction *freeze = view->addAction(tr("&Freeze the order of rows"));
    freeze->setCheckable(true);
    freeze->setShortcut(QKeySequence(tr("Ctrl+Shift+F")));
    connect(freeze, &QAction::toggled, &m_header->freeze(), &QToolButton::setChecked);
    connect(&m_header->freeze(), &QToolButton::toggled, freeze, &QAction::setChecked);
    view->addAction(tr("F&ilter"), QKeySequence::Find, &m_header->filter(),
                    qOverload<>(&QWidget::setFocus));
    view->addAction(m_fillsDock->toggleViewAction());
    view->addAction(m_reconciliationDock->toggleViewAction());

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About"), this, [this] { showAbout(*this, m_options.version); });
}

void MainWindow::buildThemeMenu(QMenu &menu)
{
    m_themeActions = new QActionGroup(this);
    const auto add = [&](const QString &text, ThemeChoice choice) {
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setData(themeKey(choice));
        m_themeActions->addAction(action);
    };
    add(tr("&System"), ThemeChoice::System);
    add(tr("&Light"), ThemeChoice::Light);
    add(tr("&Dark"), ThemeChoice::Dark);
    connect(m_themeActions, &QActionGroup::triggered, this,
            [this](QAction *action) { m_theme->choose(themeFromKey(action->data().toString())); });
    connect(m_theme, &Theme::changed, this, &MainWindow::showTheme);
}

void MainWindow::connectHeader()
{
    connect(m_header, &HeaderBar::accountChosen, this, &MainWindow::onAccountChosen);
    connect(&m_header->filter(), &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted->setText(text);
        showEmptyText();
    });
    connect(&m_header->freeze(), &QToolButton::toggled, m_sorted, &PositionsSortModel::setFrozen);
    connect(&m_header->reconcile(), &QToolButton::clicked, &m_source,
            &DashboardSource::reconcileNow);
}

void MainWindow::connectSource()
{
    m_totalsPace.setSingleShot(true);
    m_totalsPace.setInterval(limits::UpdatePace);
    connect(&m_totalsPace, &QTimer::timeout, this, &MainWindow::showTotals);
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::onTick);
    connect(&m_source, &DashboardSource::accountsChanged, this, [this] {
        m_reconciliation->setAccounts(m_source.accounts());
        m_header->setAccounts(m_source.accounts());
    });
    connect(&m_source, &DashboardSource::reconciliationChanged, m_positions,
            &PositionsModel::takeReconciliation);
    connect(&m_source, &DashboardSource::reconciliationChanged, m_reconciliation,
            &ReconciliationPanel::take);
    connect(&m_source, &DashboardSource::summaryChanged, this, &MainWindow::onSummaryChanged);
    connect(&m_source, &DashboardSource::positionUpdated, this, &MainWindow::onPositionUpdated);
    connect(&m_source, &DashboardSource::healthChanged, this, &MainWindow::onHealthChanged);
    connect(&m_source, &DashboardSource::stopped, this, &MainWindow::onStopped);
}

void MainWindow::onSummaryChanged(const domain::SummaryPtr &summary)
{
    m_summaries[summary->account] = summary;
    m_positions->takeSummary(summary);
    if (!m_totalsPace.isActive())
        m_totalsPace.start();
}

void MainWindow::onPositionUpdated(const domain::PositionUpdatePtr &update)
{
    m_positions->takeUpdate(update);
    m_fills->take(update);
    m_hasUpdates = true;
    showAudit();
}

void MainWindow::onHealthChanged(const domain::HealthPtr &health)
{
    m_health = health;
    m_positions->takeHealth(health);
    showAudit();
    showTotals();
    showFeeds();
}

void MainWindow::onStopped(const QString &reason)
{
    m_stoppedReason = reason;
    showFeeds();
}

void MainWindow::onAccountChosen()
{
    m_sorted->setAccount(m_header->account());
    m_reconciliation->setAccount(m_header->account());
    showTotals();
    showEmptyText();
}

void MainWindow::onTick()
{
    m_positions->setNow(m_clock.now().wall);
    m_reconciliation->setNow(m_clock.now().wall);
    m_source.look();
    m_sorted->resort();
    showTotals();
    showFeeds();
}

void MainWindow::flush()
{
    m_positions->flush();
    m_fills->flush();
    showTotals();
    m_sorted->resort();
}

void MainWindow::showTotals()
{
    const auto chosen = m_header->account();
    std::vector<domain::SummaryPtr> shown;
    bool isOld = m_positions->hasOldPrice(chosen); // a sum is no better than what is in it
    for (const auto &account : m_source.accounts()) {
        const auto known = m_summaries.find(account.address);
        if (known == m_summaries.end() || (chosen && account.address != *chosen))
            continue;
        shown.push_back(known->second);
        isOld = isOld || isFeedDown(known->second->feedState) ||
                (m_health && isFeedDown(*m_health, account.address));
    }
    m_strip->show(totalsOf(shown));
    m_strip->setOld(isOld);
    showEmptyText();
}

void MainWindow::showFeeds()
{
    const base::Timestamp now = m_clock.now().wall;
    m_header->feeds().show(m_health.get(), now);
    Notice notice;
    if (!m_stoppedReason.isEmpty())
        notice = {tr("Monitoring has stopped: %1").arg(m_stoppedReason), Tone::Loss};
    else if (const auto since = m_source.silentSince())
        notice = noticeOfSilence(*since, now);
    else if (m_health)
        notice = noticeOf(*m_health, now);
    if (notice.text != m_notice->text())
        m_notice->showNotice(notice.text, notice.tone);
}

// A refusal is of the whole trail, also of a flat account's: health tells it and its end.
void MainWindow::showAudit()
{
    if (m_health && m_health->isAuditRefusing)
        m_status->showAudit(false);
    else
        m_status->showAudit(m_hasUpdates ? std::optional(true) : std::nullopt);
}

void MainWindow::showEmptyText()
{
    if (!m_header->filter().text().trimmed().isEmpty() && m_positions->rowCount() > 0) {
        m_positionsTable->setEmptyText(tr("Nothing fits the filter"),
                                       tr("Change or clear it to see the positions."));
    } else if (m_summaries.empty()) {
        m_positionsTable->setEmptyText(tr("Reading the account…"),
                                       tr("The exchange is asked for fills and positions."));
    } else {
        m_positionsTable->setEmptyText(tr("No open positions"),
                                       tr("Everything is flat. A position appears here the moment "
                                          "its first fill arrives."));
    }
}

void MainWindow::showTheme()
{
    for (QAction *action : m_themeActions->actions())
        action->setChecked(action->data().toString() == themeKey(m_theme->choice()));
}

void MainWindow::restore()
{
    const auto state = m_settings.load();
    if (!state)
        return;
    restoreGeometry(state->geometry); // an empty or foreign one changes nothing
    restoreState(state->docks);
    m_positionsTable->horizontalHeader()->restoreState(state->positionsHeader);
    m_positionsTable->setFitted(state->isFitted);
    m_fillsTable->horizontalHeader()->restoreState(state->fillsHeader);
    m_theme->choose(themeFromKey(state->theme));
    m_header->selectAccount(state->account);
    m_header->freeze().setChecked(state->isSortFrozen);
}

void MainWindow::save() const
{
    const auto account = m_header->account();
    m_settings.save({saveGeometry(), saveState(), m_positionsTable->horizontalHeader()->saveState(),
                     m_fillsTable->horizontalHeader()->saveState(), themeKey(m_theme->choice()),
                     account ? QString::fromStdString(account->text()) : QString(),
                     m_header->freeze().isChecked(), m_positionsTable->isFitted()});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    event->accept();
}

} // namespace lpm::gui
