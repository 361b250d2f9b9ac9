// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/tray.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace lpm::gui {

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
}

bool SystemTray::isAvailable() const { return QSystemTrayIcon::isSystemTrayAvailable(); }

bool SystemTray::hasMessages() const
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

void SystemTray::say(const QString &title, const QString &text, bool isAlarm)
{
    m_icon->showMessage(trayText(title), trayText(text),
                        isAlarm ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace lpm::gui
