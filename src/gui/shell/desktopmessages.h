// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the desktop itself (org.freedesktop.Notifications), which need no tray: several stand
// side by side, and what they say can be changed while they stand. GUI thread; it never waits.
#pragma once

#include "gui/shell/tray.h"

#include <QDBusConnection>

#include <deque>

class QDBusPendingCallWatcher;
class QDBusServiceWatcher;

namespace lpm::gui {

class DesktopMessages : public QObject
{
    Q_OBJECT
public:
    // Where nobody sees the program's windows (as in tests), nobody is sent a message either.
    static bool areForEyes();

    explicit DesktopMessages(QDBusConnection bus, QObject *parent = nullptr);

    bool isThere() const { return m_isThere; } // somebody shows them, or comes when called
    void say(const TrayMessage &message);
    void hideAmounts(); // in those that stand

Q_SIGNALS:
    void clicked();
    void refused(const TrayMessage &message); // was not shown after all

private Q_SLOTS:
    void onAction(uint id, const QString &key);
    void onClosed(uint id, uint reason);

private:
    struct Standing
    {
        uint id = 0;
        TrayMessage message;
    };

    void look();
    void ask(const char *question);
    void send(const TrayMessage &message, uint inPlaceOf);
    void onAnswer(QDBusPendingCallWatcher &answer, TrayMessage message, uint inPlaceOf);
    std::deque<Standing>::iterator standing(uint id);

    QDBusConnection m_bus;
    QDBusServiceWatcher *m_watcher; // a child
    bool m_isThere = false;
    bool m_areAmountsHidden = false; // since a message that waits for its answer was sent
    int m_waiting = 0;
    std::deque<Standing> m_standing; // oldest first
};

} // namespace lpm::gui
