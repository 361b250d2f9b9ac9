// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/desktopmessages.h"

#include "core/base/logging.h"
#include "gui/limits.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>
#include <QVariantMap>

#include <algorithm>
#include <utility>

namespace lpm::gui {

namespace {

const QString MessageService = QStringLiteral("org.freedesktop.Notifications");
const QString MessagePath = QStringLiteral("/org/freedesktop/Notifications");
const QString BusService = QStringLiteral("org.freedesktop.DBus");
const QString ClickKey = QStringLiteral("default"); // a click on the message itself
const QString ProgramName = QStringLiteral("position-monitor"); // its icon, and its .desktop file

constexpr uchar NormalUrgency = 1;
constexpr uchar CriticalUrgency = 2; // stands until it is read
constexpr int AsTheDesktopLikes = -1;

} // namespace

bool DesktopMessages::areForEyes()
{
    const QString platform = QGuiApplication::platformName();
    return platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland"));
}

DesktopMessages::DesktopMessages(QDBusConnection bus, QObject *parent)
    : QObject(parent),
      m_bus(std::move(bus)),
      m_watcher(new QDBusServiceWatcher(MessageService, m_bus,
                                        QDBusServiceWatcher::WatchForOwnerChange, this))
{
    if (!m_bus.isConnected())
        return;
    connect(m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                m_standing.clear(); // they went with who showed them
                m_isThere = !owner.isEmpty();
                if (!m_isThere)
                    look(); // the next one may come when called
            });
    m_bus.connect(MessageService, MessagePath, MessageService, QStringLiteral("ActionInvoked"),
                  this, SLOT(onAction(uint, QString)));
    m_bus.connect(MessageService, MessagePath, MessageService,
                  QStringLiteral("NotificationClosed"), this, SLOT(onClosed(uint, uint)));
    look();
}

void DesktopMessages::look()
{
    ask("ListNames");
    ask("ListActivatableNames");
}

void DesktopMessages::ask(const char *question)
{
    auto *answer = new QDBusPendingCallWatcher(
        m_bus.asyncCall(QDBusMessage::createMethodCall(
            BusService, QStringLiteral("/org/freedesktop/DBus"), BusService,
            QLatin1String(question))),
        this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> names = *answer;
        if (!names.isError() && names.value().contains(MessageService))
            m_isThere = true;
    });
}

void DesktopMessages::say(const TrayMessage &message)
{
    m_areAmountsHidden = m_areAmountsHidden && m_waiting > 0;
    send(message, 0);
}

void DesktopMessages::send(const TrayMessage &message, uint inPlaceOf)
{
    const QVariantMap hints{
        {QStringLiteral("urgency"),
         QVariant::fromValue(message.isAlarm ? CriticalUrgency : NormalUrgency)},
        {QStringLiteral("desktop-entry"), ProgramName}};
    QDBusMessage call = QDBusMessage::createMethodCall(MessageService, MessagePath, MessageService,
                                                       QStringLiteral("Notify"));
    call << ProgramName << inPlaceOf << ProgramName << trayText(message.title)
         << trayText(message.text) << QStringList{ClickKey, tr("Show the window")} << hints
         << AsTheDesktopLikes;
    ++m_waiting;
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, message, inPlaceOf] {
        answer->deleteLater();
        --m_waiting;
        onAnswer(*answer, message, inPlaceOf);
    });
}

void DesktopMessages::onAnswer(QDBusPendingCallWatcher &answer, TrayMessage message,
                               uint inPlaceOf)
{
    const QDBusPendingReply<uint> id = answer;
    if (id.isError()) {
        qCWarning(base::logGui).noquote()
            << "the desktop shows no messages:" << id.error().message();
        m_isThere = false; // until somebody else shows them
        if (inPlaceOf == 0)
            Q_EMIT refused(message);
        return;
    }
    if (inPlaceOf != 0 && inPlaceOf == id.value())
        return;
    if (m_areAmountsHidden && message.text != message.discreet) {
        message.text = message.discreet;
        send(message, id.value());
    }
    m_standing.push_back({id.value(), std::move(message)});
    if (m_standing.size() <= limits::MessagesStanding)
        return;
    QDBusMessage close = QDBusMessage::createMethodCall(
        MessageService, MessagePath, MessageService, QStringLiteral("CloseNotification"));
    close << m_standing.front().id;
    m_bus.asyncCall(close);
    m_standing.pop_front();
}

void DesktopMessages::hideAmounts()
{
    m_areAmountsHidden = true;
    for (auto &[id, message] : m_standing) {
        if (message.text == message.discreet)
            continue;
        message.text = message.discreet;
        send(message, id);
    }
}

std::deque<DesktopMessages::Standing>::iterator DesktopMessages::standing(uint id)
{
    return std::find_if(m_standing.begin(), m_standing.end(),
                        [id](const Standing &one) { return one.id == id; });
}

void DesktopMessages::onAction(uint id, const QString &key)
{
    if (key == ClickKey && standing(id) != m_standing.end())
        Q_EMIT clicked();
}

void DesktopMessages::onClosed(uint id, uint)
{
    if (const auto closed = standing(id); closed != m_standing.end())
        m_standing.erase(closed);
}

} // namespace lpm::gui
