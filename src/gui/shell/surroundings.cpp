// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/surroundings.h"

#include "gui/privacy.h"
#include "gui/shell/tray.h"
#include "gui/source/doubtingsource.h"
#include "gui/theme.h"
#include "gui/views/banner.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>

#include <utility>

namespace lpm::gui {

namespace {

// The icon's ground is dark in every theme, as the program's mark is.
ThemeColors colorsOnDark(const Theme &theme)
{
    const auto dark = [&] {
        switch (theme.choice()) {
        case ThemeChoice::ColourBlindLight:
        case ThemeChoice::ColourBlindDark:
            return colourBlindDarkColors();
        case ThemeChoice::HighContrast:
            return highContrastColors();
        case ThemeChoice::System:
        case ThemeChoice::Light:
        case ThemeChoice::Dark:
            break;
        }
        return darkColors();
    }();
    return theme.isRedUp() ? withRedUp(dark) : dark;
}

} // namespace

Surroundings::Surroundings(const SurroundingParts &parts)
    : QObject(&parts.window),
      m_window(parts.window),
      m_source(parts.source),
      m_privacy(parts.privacy),
      m_theme(parts.theme),
      m_tray(parts.makeTray ? parts.makeTray(this) : new SystemTray(this)),
      m_board(new NoticeBoard(
          parts.source, parts.privacy, *m_tray, parts.clock, parts.zone,
          [] { QApplication::beep(); }, this)),
      m_keep(new QAction(this))
{
    m_keep->setCheckable(true);
    connect(m_keep, &QAction::triggered, this, &Surroundings::optionsChanged);
    connect(m_board, &NoticeBoard::said, this, &Surroundings::said);
    connect(m_board, &NoticeBoard::forced, this, &Surroundings::forced);
    connect(m_board, &NoticeBoard::optionsChanged, this, &Surroundings::optionsChanged);
    connect(m_tray, &Tray::clicked, this, &Surroundings::returnAsked);
    connect(&m_theme, &Theme::changed, this, &Surroundings::showTheme);
    connect(&m_privacy, &Privacy::changed, this, &Surroundings::showTray);
    buildTrayMenu();
    showKeepEntry();
    showTheme();
    qApp->installEventFilter(this);
}

void Surroundings::buildTrayMenu()
{
    m_showWindow = m_menu.addAction(QString(), this, &Surroundings::toggleWindow);
    QAction *hide = m_privacy.makeAction(this);
    hide->setShortcut({}); // the key is the window's
    m_menu.addAction(hide);
    m_menu.addAction(tr("&Compare with the exchange now"), &m_source,
                     &DashboardSource::reconcileNow);
    m_menu.addSeparator();
    m_menu.addAction(tr("&Quit"), this, &Surroundings::quitAsked);
    connect(&m_menu, &QMenu::aboutToShow, this, &Surroundings::showWindowEntry);
    showWindowEntry();
    m_tray->setMenu(m_menu);
}

void Surroundings::showTheme()
{
    m_menu.setStyleSheet(styleSheetOf(m_theme.colors())); // it is no child of the window
    m_face.reset();
    showTray();
}

void Surroundings::showWindowEntry()
{
    m_showWindow->setText(m_window.isVisible() ? tr("Hide the &window") : tr("Show the &window"));
}

void Surroundings::toggleWindow()
{
    if (m_window.isVisible())
        goAway();
    else
        Q_EMIT returnAsked();
}

void Surroundings::fillViewMenu(QMenu &menu)
{
    menu.addAction(m_keep);
    m_board->fillMenu(*menu.addMenu(tr("&Notifications")));
    connect(&menu, &QMenu::aboutToShow, this, &Surroundings::showKeepEntry);
}

void Surroundings::showKeepEntry()
{
    const bool isAvailable = m_tray->isAvailable();
    m_keep->setEnabled(isAvailable);
    m_keep->setText(isAvailable ? tr("&Minimise to tray when closed")
                                : tr("&Minimise to tray (this desktop has no tray)"));
}

void Surroundings::restore(const WindowState &state)
{
    m_keep->setChecked(state.isKeptInTray);
    m_wasTold = state.wasTrayTold;
    m_board->restore(state);
}

void Surroundings::save(WindowState &state) const
{
    state.isKeptInTray = m_keep->isChecked();
    state.wasTrayTold = m_wasTold;
    m_board->save(state);
}

void Surroundings::showNumbers(const CompactView &view)
{
    m_view = view;
    if (m_face != faceNow())
        showTray();
}

void Surroundings::showWarning(const QString &sentence, bool isBad)
{
    m_warning = sentence;
    m_isBad = isBad;
    showTray();
}

TrayFace Surroundings::faceNow() const
{
    return trayFaceOf(m_view, m_source.mode(), m_isBad, m_privacy.isHidden());
}

// The desktop hears of it only when something in it has changed.
void Surroundings::showTray()
{
    const TrayFace face = faceNow();
    const QString tip = trayTip(m_view, m_warning, m_privacy.isHidden());
    if (m_face == face && m_tip == tip)
        return;
    m_face = face;
    m_tip = tip;
    m_tray->show(trayIcon(face, colorsOnDark(m_theme)), tip);
}

void Surroundings::look()
{
    showTray();
    m_board->look();
    if (m_away && !m_tray->isAvailable())
        Q_EMIT returnAsked(); // else nothing could bring it back
}

bool Surroundings::isClosingHiding() const
{
    return !m_isEnding && m_keep->isChecked() && m_tray->isAvailable();
}

void Surroundings::goAway()
{
    if (m_away || !m_tray->isAvailable())
        return;
    tellOnce();
    m_away = Away{m_window.saveState(), {}};
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>()) {
        if (!dock->isFloating() || !dock->isVisible())
            continue;
        m_away->panels.emplace_back(dock);
        dock->hide();
    }
    m_window.hide();
    Q_EMIT optionsChanged();
}

void Surroundings::comeBack()
{
    if (m_window.isMinimized() || !m_window.isVisible())
        m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    if (const auto away = std::exchange(m_away, std::nullopt)) {
        for (const QPointer<QDockWidget> &panel : away->panels) {
            if (panel)
                panel->show(); // behind the window, where the desktop sees them before it
        }
    }
    m_window.raise();
    m_window.activateWindow();
}

std::optional<QByteArray> Surroundings::docksAway() const
{
    return m_away ? std::optional(m_away->docks) : std::nullopt;
}

void Surroundings::tellOnce()
{
    if (m_wasTold || !m_tray->hasMessages())
        return;
    m_wasTold = true;
    const QString text = tr("It is in the tray and keeps watching. Its menu brings the window back "
                            "and ends the program.");
    m_tray->say({tr("Live Position Monitor goes on"), text, text});
}

void Surroundings::end() { m_isEnding = true; }

// The program is told to quit, by the session's end or a signal: what is hidden ends too.
bool Surroundings::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::Quit) {
        m_isEnding = true;
        Q_EMIT ending();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lpm::gui
