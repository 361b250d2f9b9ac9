// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the desktop itself (org.freedesktop.Notifications), which need no tray: several stand
// side by side, and what they say can be changed while they stand. GUI thread; it never waits.
#pragma once

#include "gui/limits.h"
#include "gui/shell/tray.h"

#include <QDBusConnection>

#include <chrono>
#include <deque>
#include <functional>
#include <list>

class QDBusError;
class QDBusPendingCallWatcher;
class QDBusServiceWatcher;

namespace lpm::gui {

class DesktopMessages : public QObject
{
    Q_OBJECT
public:
    // Where nobody sees the program's windows (as in tests), nobody is sent a message either.
    static bool areForEyes();

    // `patience`: without an answer by then, a message is refused; it may still be shown later.
    explicit DesktopMessages(QDBusConnection bus, QObject *parent = nullptr,
                             std::chrono::milliseconds patience = limits::MessageAnswer);

    bool isThere() const { return m_isOwned || m_canBeCalled; } // who shows them
    void say(const TrayMessage &message);
    void hideAmounts(); // in those that stand
    void withdraw(const QStringList &subjects); // alarms that were only about these

Q_SIGNALS:
    void clicked();
    void refused(const TrayMessage &message); // was not shown after all; once

private Q_SLOTS:
    void onAction(uint id, const QString &key);
    void onClosed(uint id, uint reason);

private:
    struct Standing
    {
        uint id = 0;
        TrayMessage message;
    };

    struct Sent // and not answered
    {
        TrayMessage message;
        uint inPlaceOf = 0;
        bool isOutdated = false; // amounts were hidden since
        bool isOver = false;     // its subjects are well since
        bool isRefused = false;  // was told so
    };

    void look();
    void lookForOwner();
    void ask(const char *question, const std::function<void(bool isListed)> &take);
    void askForMarkup();
    void setOwned(bool isOwned);
    void send(const TrayMessage &message, uint inPlaceOf);
    void onAnswer(QDBusPendingCallWatcher &answer, Sent sent);
    void onError(const QDBusError &error, Sent &sent);
    void refuse(Sent &sent);
    void makeRoom();
    void close(uint id);
    QString bodyOf(const QString &text) const;
    std::deque<Standing>::iterator standing(uint id);

    QDBusConnection m_bus;
    std::chrono::milliseconds m_patience;
    QDBusServiceWatcher *m_watcher; // a child
    bool m_isOwned = false;
    bool m_canBeCalled = false; // the bus starts somebody
    bool m_hasMarkup = true;    // as nearly all have, until it is known
    std::list<Sent> m_sent;
    std::deque<Standing> m_standing; // oldest first
};

} // namespace lpm::gui
