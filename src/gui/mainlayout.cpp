// SPDX-License-Identifier: GPL-3.0-or-later
// How the window remembers where everything stands, and where it goes when it is closed.
#include "gui/mainwindow.h"

#include "gui/dockedpanels.h"
#include "gui/language/languagemenu.h"
#include "gui/layouts/layoutsmenu.h"
#include "gui/layouts/screenkeeper.h"
#include "gui/limits.h"
#include "gui/privacy.h"
#include "gui/shell/surroundings.h"
#include "gui/shell/zonemenu.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/alarmline.h"
#include "gui/views/compactstrip.h"
#include "gui/views/headerbar.h"
#include "gui/views/positionspanel.h"
#include "gui/views/statusline.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDir>
#include <QLineEdit>
#include <QScreen>
#include <QWindow>

#include <utility>

namespace lpm::gui {

namespace {

constexpr int SaidTime = 8000;     // ms in the status line
constexpr int NoticeTime = 20'000; // likewise: it is no answer to what somebody just did

} // namespace

void MainWindow::buildSurroundings()
{
    m_surroundings =
        new Surroundings({*this, m_source, *m_privacy, *m_theme, m_clock, m_zone, m_options.makeTray});
    connect(m_surroundings, &Surroundings::said, this,
            [this](const QString &sentence) { m_status->showMessage(sentence, NoticeTime); });
    connect(m_surroundings, &Surroundings::forced, m_alarms, &AlarmLine::add);
    connect(m_privacy, &Privacy::changed, this, [this] { m_status->clearMessage(); });
    connect(m_surroundings, &Surroundings::optionsChanged, this, &MainWindow::save);
    connect(m_surroundings, &Surroundings::ending, this, &MainWindow::closeForGood);
    connect(m_surroundings, &Surroundings::quitAsked, this, &MainWindow::quit);
    connect(m_surroundings, &Surroundings::returnAsked, this, &MainWindow::comeBack);
    m_screens = new ScreenKeeper(*this);
    m_screens->watch(*m_compact);
}

void MainWindow::buildLayouts(QMenu &menu)
{
    const LayoutGrips grips{[this]() -> Arrangement { return state(); },
                            [this](const Arrangement &kept) { return arrange(kept); },
                            [this] { resetArrangement(); }};
    m_layouts = new LayoutsMenu(LayoutStore(m_settings.fileName()), grips, menu, *this);
    connect(m_layouts, &LayoutsMenu::said, this,
            [this](const QString &sentence) { m_status->showMessage(sentence, SaidTime); });
}

void MainWindow::restore()
{
    m_first = state();
    QString keptAside;
    const auto state = m_settings.load(&keptAside);
    if (!keptAside.isEmpty())
        m_status->showMessage(
            (state ? tr("Another version had arranged the panels; they are as at the first start. "
                        "Its settings are kept as %1.")
                   : tr("The window's settings could not be read. They are kept as %1, and the "
                        "window begins anew."))
                .arg(QDir::toNativeSeparators(keptAside)),
            NoticeTime);
    if (const QString complaint = m_layouts->load(); !complaint.isEmpty())
        m_status->showMessage(complaint, NoticeTime);
    if (!state)
        return;
    m_privacy->setHidden(state->areAmountsHidden); // before anything is shown
    m_redUp->setChecked(state->isRedUp);
    m_language->setChosen(languageFromKey(state->language));
    m_surroundings->restore(*state);
    arrange(*state);
    m_isStripOpen = state->isStripOpen;
    m_theme->choose(themeFromKey(state->theme));
    if (state->accounts >= static_cast<int>(m_source.accounts().size())) // else one is new
        m_header->selectAccount(state->account);
    m_header->filter().setText(state->filter);
}

WindowState MainWindow::state() const
{
    const auto account = m_header->account();
    WindowState state;
    state.geometry = saveGeometry();
    state.docks = m_surroundings->docksAway().value_or(saveState());
    state.accounts = static_cast<int>(m_source.accounts().size());
    state.theme = themeKey(m_theme->choice());
    state.language = languageKey(m_language->chosen());
    state.timeZone = m_zoneMenu->chosen();
    state.account = account ? QString::fromStdString(account->text()) : QString();
    state.filter = m_header->filter().text();
    state.areAmountsHidden = m_privacy->isHidden();
    state.isRedUp = m_theme->isRedUp();
    state.stripPlace = m_compact->isVisible() ? m_compact->pos() : m_stripPlace;
    state.isStripOpen = m_isStripOpen;
    m_panels->save(state);
    m_surroundings->save(state);
    m_positions->save(state);
    return state;
}

void MainWindow::save() const { m_settings.save(state()); }

// As it was left: the window, or the strip in its place.
void MainWindow::appear(Appearance appearance)
{
    m_isStripOpen = m_isStripOpen && appearance == Appearance::AsItWasLeft;
    if (m_isStripOpen)
        showStrip();
    else
        show();
}

void MainWindow::showStrip()
{
    m_isStripOpen = true;
    m_compact->QWidget::show();
    m_compact->activateWindow(); // it was asked for: its keys hold
    hide();
    save(); // likewise when it comes back: a crash loses neither
}

void MainWindow::hideStrip()
{
    if (m_compact->isVisible())
        m_stripPlace = m_compact->pos();
    m_compact->hide();
}

bool MainWindow::arrange(const WindowState &state)
{
    m_stripPlace = state.stripPlace;
    if (m_stripPlace)
        m_compact->moveTo(*m_stripPlace);
    restoreGeometry(state.geometry); // an empty or foreign one changes nothing
    const QSize wanted = size();
    const bool areDocksRestored = restoreState(state.docks);
    if (!isMaximized() && !isFullScreen())
        resize(wanted); // panels that come home push the window larger for a moment
    m_positions->restore(state);
    m_panels->restore(state);
    m_screens->look();
    return areDocksRestored;
}

// The rest of the state stays as it is.
bool MainWindow::arrange(const Arrangement &arrangement)
{
    WindowState wanted = state();
    static_cast<Arrangement &>(wanted) = arrangement;
    return arrange(wanted);
}

// Within the screen, else its panels are out of sight.
QSize MainWindow::firstSize() const
{
    return FirstSize.boundedTo(screen()->availableSize() - QSize(0, limits::FrameHeight));
}

void MainWindow::resetArrangement()
{
    Arrangement first = m_first;
    first.geometry.clear(); // of a window that had no place yet
    first.stripPlace = m_stripPlace;
    setWindowState(windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    resize(firstSize());
    arrange(first);
}

void MainWindow::comeBack()
{
    if (m_surroundings->isEnding())
        return;
    hideStrip();
    const bool wasStrip = std::exchange(m_isStripOpen, false);
    if (!isVisible() && !isMaximized() && !isFullScreen() && windowHandle() != nullptr)
        // Else the desktop finds it a new place. Not by its frame: that is not known while it is
        // hidden, and the window would wander by the height of its title.
        windowHandle()->setPosition(geometry().topLeft());
    m_surroundings->comeBack();
    m_screens->look();
    if (wasStrip)
        save();
}

void MainWindow::closeForGood()
{
    m_surroundings->end();
    close();
}

void MainWindow::quit()
{
    closeForGood();
    QCoreApplication::quit(); // a window that was hidden already ends nothing by being closed
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_surroundings->isClosingHiding()) {
        m_surroundings->goAway();
        event->ignore();
        return;
    }
    save();
    hideStrip(); // which was open at the end, and will be again
    event->accept();
}

} // namespace lpm::gui
