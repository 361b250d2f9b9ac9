// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus. The palette of commands and the sheet of keys are made of them.
#include "gui/mainwindow.h"

#include "gui/dockedpanels.h"
#include "gui/language/languagemenu.h"
#include "gui/privacy.h"
#include "gui/shell/cheatsheet.h"
#include "gui/shell/commandpalette.h"
#include "gui/shell/menukey.h"
#include "gui/shell/panelkeys.h"
#include "gui/shell/panelmoves.h"
#include "gui/shell/surroundings.h"
#include "gui/shell/zonemenu.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/aboutdialog.h"
#include "gui/views/compactstrip.h"
#include "gui/views/positionspanel.h"
#include "gui/views/statusline.h"

#include <QActionGroup>
#include <QMenuBar>

namespace lpm::gui {

namespace {

constexpr int KeptSaidTime = 8000; // ms in the status line

} // namespace

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *compare = file->addAction(tr("&Compare with the exchange now"), QKeySequence::Refresh,
                                       &m_source, &DashboardSource::reconcileNow);
    compare->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(tr("Ctrl+R"))});
    addSetup(*file);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(tr("Ctrl+Q")), this, &MainWindow::quit);

    m_positions->fillEditMenu(*menuBar()->addMenu(tr("&Edit")));
    QMenu *view = menuBar()->addMenu(tr("&View"));
    buildThemeMenu(*view->addMenu(tr("&Theme")));
    buildLanguageMenu(*view->addMenu(tr("Lang&uage")));
    buildZoneMenu(*view->addMenu(tr("Time &zone")));
    buildLayouts(*view->addMenu(tr("La&youts")));
    view->addAction(m_privacy->makeAction(this));
    view->addAction(tr("Com&pact strip"), QKeySequence(tr("Ctrl+Shift+M")), this,
                    &MainWindow::showStrip);
    m_positions->fillViewMenu(*view);
    m_panels->fillViewMenu(*view);
    addPanelKeys(*view, *this);
    QMenu *panel = view->addMenu(QString()); // titled by the panel that has the focus
    new PanelMoves(*panel, *this);
    new MenuKey(this);
    view->addSeparator();
    m_surroundings->fillViewMenu(*view);
    buildHelpMenu();
}

void MainWindow::buildHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Commands…"), QKeySequence(tr("Ctrl+K")), this, [this] {
        auto *palette = findChild<CommandPalette *>();
        if (palette == nullptr) {
            palette = new CommandPalette(commandsOf(*menuBar()), this);
            palette->setAttribute(Qt::WA_DeleteOnClose);
        }
        palette->show();
        palette->activateWindow();
    });
    help->addAction(tr("&Keys"), QKeySequence(tr("F1")), this,
                    [this] { showCheatSheet(commandsOf(*menuBar()), *this); });
    help->addSeparator();
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
    for (const ThemeChoice choice : ThemeChoices)
        add(themeTitle(choice), choice);
    menu.addSeparator();
    m_redUp = menu.addAction(tr("&Red is up"));
    m_redUp->setCheckable(true);
    connect(m_redUp, &QAction::toggled, m_theme, &Theme::setRedUp);
    connect(m_themeActions, &QActionGroup::triggered, this,
            [this](QAction *action) { m_theme->choose(themeFromKey(action->data().toString())); });
    connect(m_theme, &Theme::changed, this, &MainWindow::showTheme);
}

// What is shown keeps its words: half of a window in each language helps nobody.
void MainWindow::buildLanguageMenu(QMenu &menu)
{
    m_language = new LanguageMenu(menu, this);
    connect(m_language, &LanguageMenu::choiceChanged, this, [this] {
        keepForNextStart(tr("The language is kept. It holds from the next start."));
    });
}

void MainWindow::buildZoneMenu(QMenu &menu)
{
    m_zoneMenu = new ZoneMenu(menu, *this);
    m_zoneMenu->setChosen(m_settings.timeZone()); // as m_zone was
    connect(m_zoneMenu, &ZoneMenu::choiceChanged, this, [this] {
        keepForNextStart(tr("The time zone is kept. It holds from the next start."));
    });
}

void MainWindow::keepForNextStart(const QString &sentence)
{
    save();
    if (m_options.setup != nullptr)
        askRunAgain(sentence + QLatin1Char(' ') + tr("Start monitoring anew with it now?"));
    else
        m_status->showMessage(sentence, KeptSaidTime);
}

void MainWindow::showTheme()
{
    for (QAction *action : m_themeActions->actions())
        action->setChecked(action->data().toString() == themeKey(m_theme->choice()));
}

} // namespace lpm::gui
