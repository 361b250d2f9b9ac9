// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard: puts the source's values into models and views, and remembers how it was left.
// GUI thread; it never waits for the source.
#pragma once

#include "core/base/clock.h"
#include "gui/models/positionsmodel.h"
#include "gui/models/summarytotals.h"
#include "gui/source/dashboardsource.h"
#include "gui/theme.h"
#include "gui/windowsettings.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

class QActionGroup;

namespace lpm::gui {

class AlarmLine;
class Banner;
class CompactStrip;
class DockedPanels;
class DoubtingSource;
class HeaderBar;
class KeptPast;
class LanguageMenu;
class LayoutsMenu;
class LogTail;
class PositionsPanel;
class Privacy;
class ScreenKeeper;
class Setup;
class StatusLine;
class SummaryStrip;
class Surroundings;
class Tray;
class ZoneMenu;

struct MainWindowOptions
{
    QString settingsDirectory; // "" remembers nothing
    QString apiAddress;        // http://127.0.0.1:8000, "" without a server
    QString auditDirectory;
    QString version;
    Setup *setup = nullptr; // behind its dialogs; nullptr: there is nothing to set up
    std::function<Tray *(QObject *parent)> makeTray{}; // empty: the desktop's
    const LogTail *log = nullptr; // this program's lines; must outlive the window; nullptr: none
    bool isElsewhere = false;     // the monitor that is shown: apiAddress names it
};

enum class Appearance { AsItWasLeft /* the window, or the compact strip */, Window };

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    // Source and clock must outlive the window.
    MainWindow(DashboardSource &source, const base::Clock &clock, MainWindowOptions options,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    Theme &theme() { return *m_theme; }
    PositionsModel &positions();
    void flush(); // shows everything that waits for its turn, now
    void onTick(); // what each second does: ages, freshness, order, curves
    void appear(Appearance appearance = Appearance::AsItWasLeft);
    void save() const;   // what it remembers, as at its end
    void closeForGood(); // even where a closed window would stay in the tray

Q_SIGNALS:
    void runAgainAsked(); // the settings have changed; the window is saved
    void tokenAsked();    // another one, for a monitor elsewhere that refuses the one it was given

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    static constexpr QSize FirstSize{1440, 900};

    void buildCentre();
    void buildPanels();
    void buildCompactStrip();
    void buildSurroundings();
    void buildLayouts(QMenu &menu);
    void buildMenus();
    void buildHelpMenu();
    void addSetup(QMenu &file);
    void watchAccount();
    void changeSettings();
    void askRunAgain(const QString &sentence);
    void runAgain();
    void buildThemeMenu(QMenu &menu);
    void buildLanguageMenu(QMenu &menu);
    void buildZoneMenu(QMenu &menu);
    void keepForNextStart(const QString &sentence);
    void connectSource();
    bool isWatched(const domain::Address &account) const;

    void onSummaryChanged(const domain::SummaryPtr &summary);
    void onPositionUpdated(const domain::PositionUpdatePtr &update);
    void onHealthChanged(const domain::HealthPtr &health);
    void onStopped(const QString &reason);
    void onAccountChosen();
    void explainNumbers();

    std::vector<domain::SummaryPtr>
    known(const std::optional<domain::Address> &account) const; // nullopt: all
    void showTotals();
    void showCurves();
    void sample(const AccountChoice &whose, const SummaryTotals &totals, base::Timestamp now,
                bool isLive);
    void showFeeds();
    void showAudit();
    void showTheme();
    void quit();
    void comeBack(); // from the compact strip, or out of the tray

    void showStrip();
    void hideStrip();
    void restore();
    WindowState state() const;
    bool arrange(const WindowState &state); // whether the docks could be restored
    bool arrange(const Arrangement &arrangement);
    void resetArrangement();
    QSize firstSize() const;

    DoubtingSource &m_source; // a child
    const base::Clock &m_clock;
    MainWindowOptions m_options;
    WindowSettings m_settings;
    const QTimeZone m_zone; // of all times that are shown
    Theme *m_theme;
    Privacy *m_privacy;
    KeptPast *m_past;

    Banner *m_modeBanner = nullptr;
    AlarmLine *m_alarms = nullptr;
    Banner *m_notice = nullptr;
    HeaderBar *m_header = nullptr;
    SummaryStrip *m_strip = nullptr;
    PositionsPanel *m_positions = nullptr;
    DockedPanels *m_panels = nullptr;
    StatusLine *m_status = nullptr;
    QActionGroup *m_themeActions = nullptr;
    QAction *m_redUp = nullptr;
    LanguageMenu *m_language = nullptr;
    ZoneMenu *m_zoneMenu = nullptr;
    std::unique_ptr<CompactStrip> m_compact; // no child: it stays when the window is hidden
    std::optional<QPoint> m_stripPlace;
    bool m_isStripOpen = false; // in the window's place
    Surroundings *m_surroundings = nullptr;
    LayoutsMenu *m_layouts = nullptr;
    ScreenKeeper *m_screens = nullptr;
    Arrangement m_first; // as it was built

    std::map<domain::Address, domain::SummaryPtr> m_summaries;
    domain::HealthPtr m_health;
    QString m_stoppedReason;
    QTimer m_tick;
    bool m_hasFreshSummary = false; // that the totals do not show yet
};

} // namespace lpm::gui
