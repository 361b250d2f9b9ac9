// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's tray, where it has one: an icon, a tip, a menu, and messages. GUI thread.
#pragma once

#include <QIcon>
#include <QObject>

class QMenu;
class QSystemTrayIcon;

namespace lpm::gui {

class Tray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual bool isAvailable() const = 0; // may change while the program runs
    virtual bool hasMessages() const = 0;
    virtual void setMenu(QMenu &menu) = 0; // must outlive it
    virtual void show(const QIcon &icon, const QString &tip) = 0;
    virtual void say(const QString &title, const QString &text, bool isAlarm) = 0;

Q_SIGNALS:
    void clicked(); // the icon, or a message
};

class SystemTray : public Tray
{
    Q_OBJECT
public:
    explicit SystemTray(QObject *parent = nullptr);

    bool isAvailable() const override;
    bool hasMessages() const override;
    void setMenu(QMenu &menu) override;
    void show(const QIcon &icon, const QString &tip) override;
    void say(const QString &title, const QString &text, bool isAlarm) override;

private:
    QSystemTrayIcon *m_icon;
};

// Desktops take tips and messages for markup, each its own: there is none in what this makes.
QString trayText(QString text);

} // namespace lpm::gui
