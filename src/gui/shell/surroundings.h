// SPDX-License-Identifier: GPL-3.0-or-later
// What of the window lives outside of it: the tray with its menu, the notices, and how the program
// goes on while the window is away. GUI thread.
#pragma once

#include "gui/shell/noticeboard.h"
#include "gui/shell/trayface.h"

#include <QMenu>
#include <QObject>
#include <QPointer>
#include <QTimeZone>

#include <functional>
#include <optional>
#include <vector>

class QDockWidget;
class QMainWindow;

namespace lpm::gui {

class Theme;

struct SurroundingParts // must outlive it
{
    QMainWindow &window;
    DoubtingSource &source;
    Privacy &privacy;
    const Theme &theme;
    const base::Clock &clock;
    const QTimeZone &zone; // of the times that notices tell
    std::function<Tray *(QObject *parent)> makeTray; // empty: the desktop's
};

class Surroundings : public QObject
{
    Q_OBJECT
public:
    explicit Surroundings(const SurroundingParts &parts); // a child of the window

    void fillViewMenu(QMenu &menu);
    void restore(const WindowState &state);
    void save(WindowState &state) const;

    // The icon at once, the digits of the tip with the next look: a tray is told once a second.
    void showNumbers(const CompactView &view);
    // The sentence above the positions; isBad: nothing that is shown is followed any more.
    void showWarning(const QString &sentence, bool isBad);
    void look();     // each second
    void showTray(); // what waits for it, now

    // A closed window only goes away: the trader wants it so, and the tray can bring it back.
    bool isClosingHiding() const;
    void goAway(); // hides the window with its floating panels
    void comeBack();
    bool isAway() const { return m_away.has_value(); }
    // The panels as they were before they went away; nullopt: they are as they are.
    std::optional<QByteArray> docksAway() const;

    void end(); // from here on a closed window is closed
    bool isEnding() const { return m_isEnding; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void said(const QString &sentence);
    void forced(const DesktopNotice &notice); // what the window shows until it is read
    void optionsChanged();
    void ending();      // the program was told to: the window closes for good
    void quitAsked();   // by the tray's menu
    void returnAsked(); // to the window

private:
    struct Away
    {
        QByteArray docks;
        std::vector<QPointer<QDockWidget>> panels;
    };

    void buildTrayMenu();
    TrayFace faceNow() const;
    void showTheme();
    void showWindowEntry();
    void showKeepEntry();
    void tellOnce();
    void toggleWindow();

    QMainWindow &m_window;
    DoubtingSource &m_source;
    Privacy &m_privacy;
    const Theme &m_theme;
    Tray *m_tray;         // a child
    NoticeBoard *m_board; // a child
    QMenu m_menu;
    QAction *m_showWindow = nullptr;
    QAction *m_keep; // when the window is closed
    bool m_wasTold = false;
    bool m_isEnding = false;
    std::optional<Away> m_away;
    CompactView m_view;
    QString m_warning;
    bool m_isBad = false;
    std::optional<TrayFace> m_face; // as shown
    QString m_tip;
};

} // namespace lpm::gui
