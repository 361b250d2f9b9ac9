// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's tray, where it has one: an icon, a tip, a menu; and messages, by the desktop itself or
// else by the icon. GUI thread.
#pragma once

#include <QIcon>
#include <QObject>
#include <QStringList>

class QMenu;
class QSystemTrayIcon;

namespace lpm::gui {

class DesktopMessages;

struct TrayMessage
{
    QString title;
    QString text;
    QString discreet; // the text without amounts; the same where there are none
    bool isAlarm = false;
    QStringList subjects = {}; // that it is about; an alarm is over when all of them are well again
};

class Tray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual bool isAvailable() const = 0; // may change while the program runs
    virtual bool hasMessages() const = 0;
    virtual void setMenu(QMenu &menu) = 0; // must outlive it
    virtual void show(const QIcon &icon, const QString &tip) = 0;
    virtual void say(const TrayMessage &message) = 0;
    virtual void hideAmounts() = 0; // in the messages that stand
    virtual void withdraw(const QStringList &subjects) = 0; // which are well: alarms about them

Q_SIGNALS:
    void clicked(); // the icon, or a message
    void unsaid(const TrayMessage &message); // the desktop did not show it after all
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
    void say(const TrayMessage &message) override;
    void hideAmounts() override;
    void withdraw(const QStringList &subjects) override;

private:
    bool canIconSpeak() const;
    void sayByIcon(const TrayMessage &message);

    QSystemTrayIcon *m_icon;
    DesktopMessages *m_messages = nullptr; // a child; nullptr: nobody sees them
    TrayMessage m_last;                    // that the icon said
};

// Desktops take tips and messages for markup, each its own: there is none in what this makes.
QString trayText(QString text);

} // namespace lpm::gui
