// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/session.h"

#include "simulator/server/serverlimits.h"

#include <QHostAddress>
#include <QJsonDocument>

#include <algorithm>

namespace lpm::simulator {

using namespace std::chrono_literals;

namespace {

constexpr auto StallTime = 15s;

std::string compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

Session::Session(std::unique_ptr<QWebSocket> socket, SessionHost &host, QObject *parent)
    : QObject(parent),
      m_socket(std::move(socket)),
      m_host(host),
      m_frames(host.engine()),
      m_ip(m_socket->peerAddress().toString()),
      m_arriving(host.oneWay(),
                 [this](const std::string &text) { onMessage(QByteArray::fromStdString(text)); }),
      m_leaving(host.oneWay(), [this](const std::string &frame) {
          if (m_socket->state() == QAbstractSocket::ConnectedState)
              m_socket->sendTextMessage(QString::fromStdString(frame));
      })
{
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(limits::MessageBytes));
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_arriving.put(text.toStdString()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &) {
        sendError("Error parsing JSON into valid websocket request: binary");
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { Q_EMIT ended(this); });
    m_idle.setSingleShot(true);
    m_idle.setInterval(limits::IdleClose);
    connect(&m_idle, &QTimer::timeout, this,
            [this] { close(QWebSocketProtocol::CloseCodeNormal, QStringLiteral("Inactive")); });
    m_idle.start();
    m_stall.setSingleShot(true);
}

Session::~Session() { disconnect(m_socket.get(), nullptr, this, nullptr); }

void Session::onMessage(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const Request message(document.object());
    const std::string method = message.text("method").value_or(std::string());
    const auto subscription = message.object("subscription");
    if (method == "ping")
        return send(R"({"channel":"pong"})");
    if (method == "subscribe" && subscription)
        return subscribe(*subscription);
    if (method == "unsubscribe" && subscription)
        return unsubscribe(*subscription);
    if (method == "post" && message.integer("id") && message.object("request"))
        return post(message);
    sendError("Error parsing JSON into valid websocket request: " + text.toStdString());
}

bool Session::mayAddUser(const Subscription &subscription) const
{
    if (!subscription.user)
        return true;
    std::set<domain::Address> users = m_host.usersOf(m_ip);
    users.insert(*subscription.user);
    return static_cast<int>(users.size()) <= m_host.sessionLimits().maxUsers;
}

void Session::subscribe(const Request &request)
{
    const auto subscription = Subscription::parse(request, m_host.engine().universe());
    if (!subscription)
        return sendError("Invalid subscription " + compact(request.json()));
    const bool isKnown = std::ranges::any_of(m_subscriptions, [&](const Subscription &known) {
        return known.normalised == subscription->normalised;
    });
    if (isKnown)
        return sendError("Already subscribed: " + subscription->normalised);
    const SessionLimits allowed = m_host.sessionLimits();
    if (!mayAddUser(*subscription))
        return sendError("Cannot track more than " + std::to_string(allowed.maxUsers) +
                         " total users.");
    if (m_host.subscriptionsOf(m_ip) >= allowed.maxSubscriptions)
        return sendError("Cannot have more than " + std::to_string(allowed.maxSubscriptions) +
                         " subscriptions.");
    m_subscriptions.push_back(*subscription);
    acknowledge("subscribe", *subscription);
    for (const std::string &frame : m_frames.snapshot(*subscription))
        sendData(*subscription, frame);
}

void Session::unsubscribe(const Request &request)
{
    const auto subscription = Subscription::parse(request, m_host.engine().universe());
    if (!subscription)
        return sendError("Invalid subscription " + compact(request.json()));
    const auto removed = std::erase_if(m_subscriptions, [&](const Subscription &known) {
        return known.normalised == subscription->normalised;
    });
    if (removed == 0)
        return sendError("Already unsubscribed: " + subscription->normalised);
    acknowledge("unsubscribe", *subscription);
}

void Session::acknowledge(const char *method, const Subscription &subscription)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("channel").string("subscriptionResponse").key("data").beginObject();
    json.key("method").string(method).key("subscription").raw(subscription.normalised);
    json.endObject().endObject();
    send(text);
}

void Session::post(const Request &message)
{
    const auto request = message.object("request");
    const auto payload = request->object("payload");
    InfoAnswer answer = InfoAnswer::unreadable();
    if (request->type() == "info" && payload)
        answer = m_host.info().answer(*payload);
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("channel").string("post").key("data").beginObject();
    json.key("id").integer(*message.integer("id")).key("response").beginObject();
    if (answer.status == 200) {
        json.key("type").string("info").key("payload").beginObject();
        json.key("type").string(payload->type()).key("data").raw(answer.body).endObject();
    } else {
        json.key("type").string("error").key("payload");
        json.string(std::to_string(answer.status) + ": " + answer.body);
    }
    json.endObject().endObject().endObject();
    send(text);
}

void Session::sendError(const std::string &text)
{
    std::string frame;
    base::JsonWriter json(frame);
    json.beginObject().key("channel").string("error").key("data").string(text).endObject();
    send(frame);
}

void Session::publish(const Event &event)
{
    for (const Subscription &subscription : m_subscriptions) {
        const auto *fills = std::get_if<FillsHappened>(&event);
        if (fills && fills->fills.size() > 1 && m_host.strikes(Fault::Shuffle)) {
            FillsHappened reversed = *fills;
            std::ranges::reverse(reversed.fills);
            for (std::string &frame : m_frames.forEvent(subscription, Event{reversed}))
                sendData(subscription, std::move(frame));
            continue;
        }
        for (std::string &frame : m_frames.forEvent(subscription, event))
            sendData(subscription, std::move(frame));
    }
}

void Session::publish(const Tick &tick)
{
    for (const Subscription &subscription : m_subscriptions) {
        if (auto frame = m_frames.forTick(subscription, tick))
            sendData(subscription, std::move(*frame));
    }
}

void Session::sendData(const Subscription &subscription, std::string frame)
{
    if (m_host.mutes(subscription.type) || m_host.strikes(Fault::Drop))
        return;
    if (m_host.strikes(Fault::Close))
        return abort();
    if (m_host.strikes(Fault::Expire))
        return close(QWebSocketProtocol::CloseCodeNormal, QStringLiteral("Expired"));
    if (m_host.strikes(Fault::Stall))
        stall(StallTime);
    if (m_host.strikes(Fault::Truncated))
        frame.resize(frame.size() / 2);
    if (m_heldBack.empty() && m_host.strikes(Fault::Reorder)) {
        m_heldBack = std::move(frame);
        return;
    }
    send(frame);
    if (m_host.strikes(Fault::Duplicate))
        send(frame);
    if (!m_heldBack.empty())
        send(std::exchange(m_heldBack, {}));
}

void Session::send(std::string frame)
{
    if (m_stall.isActive() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_leaving.put(std::move(frame));
    m_idle.start();
}

void Session::close(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    m_socket->close(code, reason);
}

void Session::abort() { m_socket->abort(); }

void Session::stall(std::chrono::milliseconds duration) { m_stall.start(duration); }

void Session::endStall() { m_stall.stop(); }

} // namespace lpm::simulator
