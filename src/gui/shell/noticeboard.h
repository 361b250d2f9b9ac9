// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the desktop what is news: hears what the window hears, asks the rule, keeps the pace, and
// shows it through the tray, or in the window where the desktop shows no messages. GUI thread.
#pragma once

#include "core/base/clock.h"
#include "gui/shell/noticepace.h"
#include "gui/shell/noticerule.h"
#include "gui/windowsettings.h"

#include <QObject>
#include <QStringList>
#include <QTimeZone>

#include <deque>
#include <functional>
#include <set>

class QAction;
class QMenu;

namespace lpm::gui {

class DoubtingSource;
class Privacy;
class Tray;

class NoticeBoard : public QObject
{
    Q_OBJECT
public:
    // What is given must outlive it. `beep` is the desktop's sound.
    NoticeBoard(DoubtingSource &source, const Privacy &privacy, Tray &tray,
                const base::Clock &clock, const QTimeZone &zone, std::function<void()> beep,
                QObject *parent = nullptr);

    void fillMenu(QMenu &menu); // an entry a kind, and the sound
    void restore(const WindowState &state);
    void save(WindowState &state) const;

    void look(); // each second
    // Title and text of those that were shown last; nothing of before amounts were hidden.
    QStringList shown() const;

Q_SIGNALS:
    void said(const QString &sentence); // instead of a message of the desktop
    void forced(const DesktopNotice &notice); // of a liquidation, beside that message
    void optionsChanged();

private:
    void connectSource(DoubtingSource &source);
    void show(const DesktopNotice &notice);
    void setOff(NoticeKind kind, bool isOff);

    DoubtingSource &m_source;
    const Privacy &m_privacy;
    Tray &m_tray;
    const base::Clock &m_clock;
    std::function<void()> m_beep;
    NoticeRule m_rule;
    NoticePace m_pace;
    std::set<NoticeKind> m_off;
    bool m_isHeard = true;
    std::deque<QString> m_shown;
    std::vector<QAction *> m_kinds; // in the order of NoticeKinds
    QAction *m_sound = nullptr;
};

} // namespace lpm::gui
