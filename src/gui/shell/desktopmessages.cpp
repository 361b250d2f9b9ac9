// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/desktopmessages.h"

#include "core/base/logging.h"

#include <QDBusConnectionInterface>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>
#include <QTimer>
#include <QVariantMap>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

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
constexpr int NoTimeout = std::numeric_limits<int>::max(); // what is shown late must be known too

QDBusMessage messageCall(const char *method)
{
    return QDBusMessage::createMethodCall(MessageService, MessagePath, MessageService,
                                          QLatin1String(method));
}

// Nobody has the name, and nobody came when called.
bool isOfNobody(const QDBusError &error)
{
    return error.type() == QDBusError::ServiceUnknown ||
           error.name().startsWith(QLatin1String("org.freedesktop.DBus.Error.Spawn.")) ||
           error.name().startsWith(QLatin1String("org.freedesktop.systemd1."));
}

bool hideIn(TrayMessage &message) // whether there was anything to hide
{
    return std::exchange(message.text, message.discreet) != message.discreet;
}

bool endIn(TrayMessage &alarm, const QStringList &subjects) // whether nothing is left of it
{
    if (!alarm.isAlarm || alarm.subjects.isEmpty())
        return false;
    for (const QString &subject : subjects)
        alarm.subjects.removeAll(subject);
    return alarm.subjects.isEmpty();
}

} // namespace

bool DesktopMessages::areForEyes()
{
    const QString platform = QGuiApplication::platformName();
    return platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland"));
}

DesktopMessages::DesktopMessages(QDBusConnection bus, QObject *parent,
                                 std::chrono::milliseconds patience)
    : QObject(parent),
      m_bus(std::move(bus)),
      m_patience(patience),
      m_watcher(new QDBusServiceWatcher(MessageService, m_bus,
                                        QDBusServiceWatcher::WatchForOwnerChange, this))
{
    if (!m_bus.isConnected())
        return;
    connect(m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                m_standing.clear(); // they went with who showed them
                m_isOwned = false;
                setOwned(!owner.isEmpty());
                if (owner.isEmpty())
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
    lookForOwner();
    ask("ListActivatableNames", [this](bool isListed) { m_canBeCalled = isListed; });
}

void DesktopMessages::lookForOwner()
{
    ask("ListNames", [this](bool isListed) { setOwned(isListed); });
}

void DesktopMessages::ask(const char *question, const std::function<void(bool isListed)> &take)
{
    auto *answer = new QDBusPendingCallWatcher(
        m_bus.asyncCall(QDBusMessage::createMethodCall(
            BusService, QStringLiteral("/org/freedesktop/DBus"), BusService,
            QLatin1String(question))),
        this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [answer, take] {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> names = *answer;
        if (!names.isError())
            take(names.value().contains(MessageService));
    });
}

void DesktopMessages::setOwned(bool isOwned)
{
    if (isOwned && !m_isOwned)
        askForMarkup();
    m_isOwned = isOwned;
}

void DesktopMessages::askForMarkup()
{
    m_hasMarkup = true;
    auto *answer = new QDBusPendingCallWatcher(
        m_bus.asyncCall(messageCall("GetCapabilities")), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> abilities = *answer;
        if (!abilities.isError())
            m_hasMarkup = abilities.value().contains(QStringLiteral("body-markup"));
    });
}

QString DesktopMessages::bodyOf(const QString &text) const
{
    QString body = trayText(text);
    return m_hasMarkup ? body.replace(QLatin1Char('&'), QStringLiteral("&amp;")) : body;
}

// A desktop that hangs for days keeps none of them waiting without an end.
void DesktopMessages::say(const TrayMessage &message)
{
    if (m_sent.size() < limits::MessagesSent)
        send(message, 0);
    else
        Q_EMIT refused(message);
}

void DesktopMessages::send(const TrayMessage &message, uint inPlaceOf)
{
    const QVariantMap hints{
        {QStringLiteral("urgency"),
         QVariant::fromValue(message.isAlarm ? CriticalUrgency : NormalUrgency)},
        {QStringLiteral("desktop-entry"), ProgramName}};
    QDBusMessage call = messageCall("Notify");
    call << ProgramName << inPlaceOf << ProgramName << trayText(message.title)
         << bodyOf(message.text) << QStringList{ClickKey, tr("Show the window")} << hints
         << AsTheDesktopLikes;
    const auto sent = m_sent.insert(m_sent.end(), {.message = message, .inPlaceOf = inPlaceOf});
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call, NoTimeout), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, sent] {
        answer->deleteLater();
        Sent answered = std::move(*sent);
        m_sent.erase(sent);
        onAnswer(*answer, std::move(answered));
    });
    if (inPlaceOf != 0)
        return;
    QTimer::singleShot(m_patience, answer, [this, answer, sent] {
        if (!answer->isFinished())
            refuse(*sent);
    });
}

void DesktopMessages::onAnswer(QDBusPendingCallWatcher &answer, Sent sent)
{
    const QDBusPendingReply<uint> id = answer;
    if (id.isError()) {
        onError(id.error(), sent);
        return;
    }
    if (sent.inPlaceOf != 0 && sent.inPlaceOf == id.value())
        return;
    if (sent.inPlaceOf != 0)
        close(sent.inPlaceOf); // the desktop put another beside it
    m_standing.push_back({id.value(), sent.message});
    if (sent.isOver)
        close(id.value());
    else if (sent.isOutdated)
        send(sent.message, id.value());
    makeRoom();
}

// Of this message only: the next one may be shown.
void DesktopMessages::onError(const QDBusError &error, Sent &sent)
{
    qCWarning(base::logGui).noquote() << "the desktop does not show a message:" << error.message();
    if (isOfNobody(error)) {
        m_isOwned = false;
        m_canBeCalled = false; // until somebody comes unasked
    }
    lookForOwner();
    if (sent.inPlaceOf == 0)
        refuse(sent);
    else
        close(sent.inPlaceOf); // it shows what is to be hidden
}

void DesktopMessages::refuse(Sent &sent)
{
    if (!std::exchange(sent.isRefused, true))
        Q_EMIT refused(sent.message);
}

// Trifles go first. The newest stays whatever it is, so one trifle may stand beside the alarms.
void DesktopMessages::makeRoom()
{
    while (m_standing.size() > limits::MessagesStanding) {
        const auto newest = m_standing.end() - 1;
        auto old = std::find_if(m_standing.begin(), newest,
                                [](const Standing &one) { return !one.message.isAlarm; });
        if (old == newest && !newest->message.isAlarm)
            return;
        close((old == newest ? m_standing.begin() : old)->id);
    }
}

// One that does not stand may be somebody else's by now.
void DesktopMessages::close(uint id)
{
    const auto closed = standing(id);
    if (closed == m_standing.end())
        return;
    m_standing.erase(closed);
    QDBusMessage call = messageCall("CloseNotification");
    call << id;
    m_bus.asyncCall(call);
}

void DesktopMessages::hideAmounts()
{
    for (Sent &sent : m_sent)
        sent.isOutdated = hideIn(sent.message) || sent.isOutdated;
    for (auto &[id, message] : m_standing) {
        if (hideIn(message))
            send(message, id);
    }
}

void DesktopMessages::withdraw(const QStringList &subjects)
{
    for (Sent &sent : m_sent)
        sent.isOver = endIn(sent.message, subjects) || sent.isOver;
    std::vector<uint> over;
    for (auto &[id, message] : m_standing) {
        if (endIn(message, subjects))
            over.push_back(id);
    }
    for (const uint id : over)
        close(id);
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
