// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/tray.h"

#include "gui/shell/desktopmessages.h"

#include <QApplication>
#include <QMenu>
#include <QSystemTrayIcon>

#include <algorithm>

namespace lpm::gui {

namespace {

// What the icon said last: a window of Qt's own, where the icon is not told over the bus.
bool isBalloonStanding()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::any_of(windows.begin(), windows.end(), [](const QWidget *window) {
        return window->isVisible() && window->inherits("QBalloonTip");
    });
}

} // namespace

QString trayText(QString text)
{
    return text.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203a));
}

SystemTray::SystemTray(QObject *parent) : Tray(parent), m_icon(new QSystemTrayIcon(this))
{
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::clicked);
    connect(m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT clicked();
            });
    if (!DesktopMessages::areForEyes())
        return;
    m_messages = new DesktopMessages(QDBusConnection::sessionBus(), this);
    connect(m_messages, &DesktopMessages::clicked, this, &Tray::clicked);
    connect(m_messages, &DesktopMessages::refused, this, [this](const TrayMessage &message) {
        TrayMessage once = message;
        if (m_messages->isThere()) // slow: it may show the icon's too, and only ours can be hidden
            once.text = once.discreet;
        if (canIconSpeak())
            sayByIcon(once);
        else
            Q_EMIT unsaid(message);
    });
}

bool SystemTray::isAvailable() const { return QSystemTrayIcon::isSystemTrayAvailable(); }

bool SystemTray::hasMessages() const
{
    return (m_messages != nullptr && m_messages->isThere()) || canIconSpeak();
}

bool SystemTray::canIconSpeak() const
{
    return isAvailable() && QSystemTrayIcon::supportsMessages() && m_icon->isVisible();
}

void SystemTray::setMenu(QMenu &menu) { m_icon->setContextMenu(&menu); }

void SystemTray::show(const QIcon &icon, const QString &tip)
{
    m_icon->setIcon(icon);
    m_icon->setToolTip(trayText(tip));
    if (!m_icon->isVisible() && isAvailable())
        m_icon->show();
}

void SystemTray::say(const TrayMessage &message)
{
    if (m_messages != nullptr && m_messages->isThere())
        m_messages->say(message);
    else
        sayByIcon(message);
}

void SystemTray::sayByIcon(const TrayMessage &message)
{
    m_last = message;
    m_icon->showMessage(trayText(message.title), trayText(message.text),
                        message.isAlarm ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void SystemTray::withdraw(const QStringList &subjects)
{
    if (m_messages != nullptr)
        m_messages->withdraw(subjects); // what the icon says goes by itself
}

void SystemTray::hideAmounts()
{
    if (m_messages != nullptr)
        m_messages->hideAmounts();
    if (m_last.text == m_last.discreet)
        return;
    m_last.text = m_last.discreet;
    if (isBalloonStanding())
        sayByIcon(m_last); // in its place
}

} // namespace lpm::gui
