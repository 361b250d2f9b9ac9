// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/appicon.h"
#include "gui/dockedpanels.h"
#include "gui/format/shownzone.h"
#include "gui/format/timeformat.h"
#include "gui/format/toldtext.h"
#include "gui/limits.h"
#include "gui/models/summarytotals.h"
#include "gui/models/compactview.h"
#include "gui/models/unread.h"
#include "gui/past/keptpast.h"
#include "gui/privacy.h"
#include "gui/remote/othertoken.h"
#include "gui/shell/surroundings.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/alarmline.h"
#include "gui/views/banner.h"
#include "gui/views/compactstrip.h"
#include "gui/views/headerbar.h"
#include "gui/views/positionspanel.h"
#include "gui/views/shortstrip.h"
#include "gui/views/statusline.h"
#include "gui/views/summarystrip.h"

#include <QLineEdit>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int SentenceTime = 8000; // ms in the status line

bool areLive(const std::vector<domain::SummaryPtr> &summaries)
{
    return std::all_of(summaries.begin(), summaries.end(), [](const auto &summary) {
        return summary->feedState == domain::FeedState::Live;
    });
}

} // namespace

MainWindow::MainWindow(DashboardSource &source, const base::Clock &clock, MainWindowOptions options,
                       QWidget *parent)
    : QMainWindow(parent),
      m_source(*new DoubtingSource(source, clock, this)),
      m_clock(clock),
      m_options(std::move(options)),
      m_settings(m_options.settingsDirectory),
      m_zone(zoneOf(m_settings.timeZone())),
      m_theme(new Theme(*this)),
      m_privacy(new Privacy(this)),
      m_past(new KeptPast(m_source, clock, this))
{
    setWindowIcon(appIcon());
    resize(firstSize());
    buildCentre();
    buildPanels();
    buildCompactStrip();
    buildSurroundings();
    m_status = new StatusLine(m_options.apiAddress, m_options.auditDirectory, this);
    setStatusBar(m_status);
    buildMenus();
    showTheme();
    restore();
    connect(m_privacy, &Privacy::changed, this, &MainWindow::save); // a crash reveals nothing either
    connectSource();
    onAccountChosen();
    onTick();
    m_tick.start(limits::TickPace);
    m_source.begin();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    m_modeBanner = new Banner(*m_theme);
    m_modeBanner->showMode(m_source.mode());
    m_alarms = new AlarmLine(*m_theme, *m_privacy);
    m_notice = new Banner(*m_theme);
    m_header = new HeaderBar(*m_theme, m_source.accounts());
    m_positions = new PositionsPanel(*m_theme, *m_header, m_source.accounts().size() > 1);
    positions().setZone(m_zone);
    m_strip = new SummaryStrip(*m_theme);
    m_strip->setZone(m_zone);

    auto *centre = new QWidget(this);
    auto *outer = new QVBoxLayout(centre);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_modeBanner);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(10, 8, 10, 4);
    inner->setSpacing(8);
    inner->addWidget(m_header);
    inner->addWidget(m_alarms);
    inner->addWidget(m_notice);
    inner->addWidget(new ShortStrip(*m_strip));
    inner->addWidget(m_positions, 1);
    outer->addLayout(inner, 1);
    setCentralWidget(centre);

    const QString mark = modeMark(m_source.mode());
    setWindowTitle(mark.isEmpty() ? tr("Live Position Monitor")
                                  : tr("%1 – Live Position Monitor").arg(mark));
}

void MainWindow::buildPanels()
{
    const QString elsewhere = m_options.isElsewhere ? m_options.apiAddress : QString();
    m_panels = new DockedPanels({*this, m_source, *m_past, *m_theme, *m_privacy, m_zone,
                                 m_options.log, elsewhere});
}

PositionsModel &MainWindow::positions() { return m_positions->positions(); }

bool MainWindow::isWatched(const domain::Address &account) const
{
    const auto &accounts = m_source.accounts();
    return std::any_of(accounts.begin(), accounts.end(),
                       [&](const auto &watched) { return watched.address == account; });
}

void MainWindow::connectSource()
{
    connect(m_header, &HeaderBar::accountChosen, this, &MainWindow::onAccountChosen);
    connect(&m_header->reconcile(), &QToolButton::clicked, &m_source,
            &DashboardSource::reconcileNow);
    connect(m_positions, &PositionsPanel::said, this,
            [this](const QString &sentence) { m_status->showMessage(sentence, SentenceTime); });
    connect(m_notice, &Banner::offerTaken, this, &MainWindow::tokenAsked);
    connect(m_positions, &PositionsPanel::lookedAt, this, &MainWindow::showCurves);
    connect(m_positions, &PositionsPanel::explanationsAsked, this, &MainWindow::explainNumbers);
    connect(&positions(), &PositionsModel::shown, this, [this] {
        if (m_hasFreshSummary)
            showTotals(); // painted with the rows, not a turn later
    });
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::onTick);
    connect(&m_source, &DashboardSource::accountsChanged, this, [this] {
        m_header->setAccounts(m_source.accounts());
        m_positions->setHasAccounts(m_source.accounts().size() > 1);
        positions().keepOnly(m_source.accounts());
        std::erase_if(m_summaries, [this](const auto &known) { return !isWatched(known.first); });
    });
    connect(&m_source, &DashboardSource::connectionChanged, this, &MainWindow::showFeeds);
    connect(&m_source, &DashboardSource::reconciliationChanged, &positions(),
            &PositionsModel::takeReconciliation);
    connect(&m_source, &DashboardSource::summaryChanged, this, &MainWindow::onSummaryChanged);
    connect(&m_source, &DashboardSource::positionUpdated, this, &MainWindow::onPositionUpdated);
    connect(&m_source, &DashboardSource::healthChanged, this, &MainWindow::onHealthChanged);
    connect(&m_source, &DashboardSource::stopped, this, &MainWindow::onStopped);
}

void MainWindow::onSummaryChanged(const domain::SummaryPtr &summary)
{
    m_summaries[summary->account] = summary;
    positions().takeSummary(summary);
    m_hasFreshSummary = true;
}

void MainWindow::onPositionUpdated(const domain::PositionUpdatePtr &update)
{
    positions().takeUpdate(update);
}

// Of one moment all of it, like the window.
void MainWindow::explainNumbers()
{
    flush();
    auto parts = m_positions->explanations();
    parts.insert(parts.begin() + 1, m_strip->explanations());
    parts.push_back(m_header->feeds().explanations());
    QString moment = fullTimeText(m_clock.now().wall, m_zone);
    if (!m_notice->text().isEmpty()) // what is wrong with it now
        moment += QStringLiteral(" (") + m_notice->text() + QLatin1Char(')');
    showExplanations(parts, moment, *m_privacy, *this);
}

void MainWindow::onHealthChanged(const domain::HealthPtr &health)
{
    m_health = health;
    positions().takeHealth(health);
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
    m_panels->choose(m_header->account());
    showTotals();
}

void MainWindow::onTick()
{
    m_positions->setNow(m_clock.now().wall);
    m_panels->setNow(m_clock.now().wall);
    m_source.look();
    m_past->look();
    showCurves();
    showTotals();
    showFeeds();
    m_surroundings->look();
}

void MainWindow::flush()
{
    m_positions->flush();
    m_panels->flush();
    showTotals();
    m_surroundings->showTray();
}

void MainWindow::buildCompactStrip()
{
    m_positions->setPrivacy(*m_privacy);
    m_strip->setPrivacy(*m_privacy);
    m_compact = std::make_unique<CompactStrip>(*m_theme, *m_privacy);
    connect(m_compact.get(), &CompactStrip::returnAsked, this, &MainWindow::comeBack);
    m_compact->addAction(m_privacy->makeAction(m_compact.get())); // with its key
}

std::vector<domain::SummaryPtr>
MainWindow::known(const std::optional<domain::Address> &account) const
{
    std::vector<domain::SummaryPtr> summaries;
    for (const auto &watched : m_source.accounts()) {
        const auto known = m_summaries.find(watched.address);
        if (known != m_summaries.end() && (!account || watched.address == *account))
            summaries.push_back(known->second);
    }
    return summaries;
}

void MainWindow::showTotals()
{
    m_hasFreshSummary = false;
    const auto chosen = m_header->account();
    const auto shown = known(chosen);
    bool isOld = positions().hasOldPrice(chosen); // a sum is no better than what is in it
    for (const auto &summary : shown) {
        isOld = isOld || isFeedDown(summary->feedState) ||
                (m_health && isFeedDown(*m_health, summary->account));
    }
    const std::size_t wanted = chosen ? 1 : m_source.accounts().size();
    const bool isRead = areRead(shown, wanted, m_health.get());
    const SummaryTotals totals = isRead ? totalsOf(shown) : SummaryTotals{};
    m_positions->setRead(isRead);
    const base::Timestamp now = m_clock.now().wall;
    // While fills are being read, sums lack some of them: a change is not known.
    MoneyPoint point;
    point.time = now;
    if (areLive(shown))
        point = pointOf(totals, now);
    m_strip->show(totals, now, m_past->moves(chosen, point));
    m_strip->setOld(isOld);
    CompactView compact = compactViewOf(positions(), chosen, totals, isOld);
    compact.mark = modeMark(m_source.mode());
    compact.account = m_header->accountTitle();
    m_compact->show(compact);
    m_surroundings->showNumbers(compact);
}

// What is old or doubtful is no point of a curve: the gap shows it.
void MainWindow::showCurves()
{
    const base::Timestamp now = m_clock.now().wall;
    const auto isFresh = [this](const domain::Address &account) {
        return m_stoppedReason.isEmpty() && !m_source.silentSince() && m_health &&
               !isFeedDown(*m_health, account) && !positions().hasOldPrice(account);
    };
    bool areAllFresh = true;
    bool areAllLive = true;
    for (const auto &watched : m_source.accounts()) {
        const auto summaries = known(watched.address);
        const bool isKnown = areRead(summaries, 1, m_health.get()) && isFresh(watched.address);
        const bool isLive = areLive(summaries);
        areAllFresh = areAllFresh && isKnown;
        areAllLive = areAllLive && isLive;
        if (isKnown)
            sample(watched.address, totalsOf(summaries), now, isLive);
    }
    if (areAllFresh)
        sample(std::nullopt, totalsOf(known(std::nullopt)), now, areAllLive);
    m_panels->showMarks(positions(), m_positions->looked(), now);
}

void MainWindow::sample(const AccountChoice &whose, const SummaryTotals &totals,
                        base::Timestamp now, bool isLive)
{
    m_panels->sample(whose, totals, now);
    if (isLive) // as the ledger keeps them
        m_past->add(whose, pointOf(totals, now));
}

void MainWindow::showFeeds()
{
    showAudit();
    const base::Timestamp now = m_clock.now().wall;
    m_header->feeds().show(m_health.get(), now);
    Notice notice;
    if (!m_stoppedReason.isEmpty())
        notice = {tr("Monitoring has stopped: %1").arg(toldText(m_stoppedReason)), Tone::Bad};
    else if (const QString lost = m_source.lostSentence(); !lost.isEmpty())
        notice = {lost, Tone::Bad};
    else if (const auto since = m_source.silentSince())
        notice = noticeOfSilence(*since, now, m_zone);
    else if (m_health)
        notice = noticeOf(*m_health, now);
    if (notice.text != m_notice->text())
        m_notice->showNotice(notice.text, notice.tone);
    m_notice->offer(m_source.isTokenRefused() ? otherTokenText() : QString());
    m_surroundings->showWarning(notice.text, notice.tone == Tone::Bad);
}

// A refusal is of the whole trail, also of a flat account's: health tells it and its end.
void MainWindow::showAudit()
{
    const bool isTold = m_health && m_stoppedReason.isEmpty() && m_source.lostSentence().isEmpty() &&
                        !m_source.silentSince();
    m_status->showAudit(isTold ? std::optional(!m_health->isAuditRefusing) : std::nullopt);
}

} // namespace lpm::gui
