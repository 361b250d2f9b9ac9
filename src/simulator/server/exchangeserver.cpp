// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/exchangeserver.h"

#include "core/base/logging.h"
#include "simulator/server/spoiledanswer.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace lpm::simulator {

namespace {

constexpr double TickMs = 1000.0;
constexpr int ShortestTickMs = 10;

HttpReply tooMany() { return {429, "application/json", "null"}; }

} // namespace

ExchangeServer::ExchangeServer(ServerOptions options, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_faults(m_options.faults, Random(m_options.engine.seed).fork("faults"), monotonicNow()),
      m_weight(m_options.weightPerMinute),
      m_connects(m_options.connectsPerMinute),
      m_weightAsked(std::numeric_limits<int>::max()),
      m_connectsAsked(std::numeric_limits<int>::max()),
      m_webSockets(QStringLiteral("exchange-simulator"), QWebSocketServer::NonSecureMode)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &ExchangeServer::onTcpConnection);
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &ExchangeServer::onWebSocket);
    connect(&m_tickTimer, &QTimer::timeout, this, &ExchangeServer::onTick);
}

ExchangeServer::~ExchangeServer()
{
    for (Session *session : m_sessions)
        disconnect(session, nullptr, this, nullptr);
}

base::Result<void> ExchangeServer::start()
{
    if (!m_tcp.listen(m_options.host, m_options.port))
        return base::failure(base::ErrorCode::Io, "cannot listen on " +
                                                      m_options.host.toString().toStdString() +
                                                      ":" + std::to_string(m_options.port) + ": " +
                                                      m_tcp.errorString().toStdString());
    EngineOptions engine = m_options.engine;
    if (m_options.runsByItself)
        engine.startTime = base::toUnixMilliseconds(m_clock.now().wall);
    m_engine = std::make_unique<Engine>(std::move(engine));
    m_info = std::make_unique<InfoService>(*m_engine, m_options.agents);
    m_frames = std::make_unique<Frames>(*m_engine);
    if (m_options.runsByItself) {
        const double interval = TickMs / std::max(m_options.speed, 1e-3);
        m_tickTimer.start(std::max(ShortestTickMs, static_cast<int>(interval)));
    }
    qCInfo(base::logSimulator).noquote() << "the simulated exchange answers at" << restUrl();
    return {};
}

QString ExchangeServer::restUrl() const
{
    const QHostAddress host = m_tcp.serverAddress();
    const bool isAny =
        host == QHostAddress(QHostAddress::Any) || host == QHostAddress(QHostAddress::AnyIPv4);
    const QString name = isAny ? QStringLiteral("127.0.0.1")
                         : host.protocol() == QAbstractSocket::IPv6Protocol
                             ? QLatin1Char('[') + host.toString() + QLatin1Char(']')
                             : host.toString();
    return QStringLiteral("http://%1:%2").arg(name).arg(m_tcp.serverPort());
}

QString ExchangeServer::wsUrl() const
{
    return QStringLiteral("ws") + restUrl().mid(4) + QStringLiteral("/ws");
}

std::int64_t ExchangeServer::monotonicNow() const { return m_clock.now().monotonic.count(); }

void ExchangeServer::onTick()
{
    const std::int64_t now = base::toUnixMilliseconds(m_clock.now().wall);
    m_engine->step(std::max(now, m_engine->now() + 1));
    publish();
}

void ExchangeServer::publish()
{
    Tick tick;
    tick.number = ++m_tickNumber;
    const std::vector<Event> events = m_engine->takeEvents();
    for (const Event &event : events) {
        if (const auto *moved = std::get_if<MarksMoved>(&event))
            tick.movedMarkets.insert(moved->markets.begin(), moved->markets.end());
        else if (const auto *orders = std::get_if<OrdersHappened>(&event))
            tick.changedOrders.insert(orders->account);
        else
            std::visit(
                [&](const auto &happened) {
                    if constexpr (requires { happened.account; })
                        tick.changedAccounts.insert(happened.account);
                },
                event);
    }
    if (m_sessions.empty())
        return;
    if (!tick.movedMarkets.empty())
        tick.fastContexts =
            m_frames->fastContexts({tick.movedMarkets.begin(), tick.movedMarkets.end()});
    const std::vector<Session *> sessions = m_sessions; // one may end while it is sent to
    for (Session *session : sessions) {
        for (const Event &event : events)
            session->publish(event);
        session->publish(tick);
    }
}

void ExchangeServer::refuseNext(int requests, HttpReply reply)
{
    m_refusals = requests;
    m_refusal = std::move(reply);
}

void ExchangeServer::onTcpConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        if (findChildren<HttpConnection *>().size() >= limits::MaxHttpConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new HttpConnection(socket, this);
        connect(connection, &HttpConnection::requestArrived, this, &ExchangeServer::onRequest);
        connect(connection, &HttpConnection::upgradeRequested, this,
                [this](HttpConnection *, QTcpSocket *upgraded) { onUpgrade(upgraded); });
    }
}

void ExchangeServer::onRequest(HttpConnection *connection, const HttpRequest &request)
{
    const HttpReply reply = answer(request);
    if (m_options.latency.count() == 0)
        return connection->reply(reply);
    // A new connection costs a round trip before its first request can leave.
    const auto delay = request.isFirst ? 2 * m_options.latency : m_options.latency;
    QTimer::singleShot(delay, Qt::PreciseTimer, connection,
                       [connection, reply] { connection->reply(reply); });
}

void ExchangeServer::setFaults(FaultRules rules)
{
    m_faults.replace(std::move(rules), monotonicNow());
    for (Session *session : m_sessions)
        session->endStall();
}

ServerFigures ExchangeServer::figures() const
{
    return {m_requestCount, m_weightAsked.most(), m_connectsAsked.most(), m_followedRedirects,
            m_faults.struck()};
}

HttpReply ExchangeServer::answer(const HttpRequest &request)
{
    if (request.method == "OPTIONS")
        return {204, "text/plain", {}};
    if (request.path == "/exchange" && request.method == "POST")
        return {200, "application/json",
                R"({"status":"err","response":"User or API Wallet does not exist."})"};
    if (request.path == RedirectedPath)
        ++m_followedRedirects;
    if (request.path != "/info")
        return {404, "text/plain", "Not Found"};
    if (request.method != "POST")
        return {405, "text/plain", "Method Not Allowed"};
    return answerInfo(request);
}

HttpReply ExchangeServer::answerInfo(const HttpRequest &request)
{
    ++m_requestCount;
    if (m_refusals > 0) {
        --m_refusals;
        return m_refusal;
    }
    return spoiled(chargedAnswer(request), m_faults, monotonicNow());
}

HttpReply ExchangeServer::chargedAnswer(const HttpRequest &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const Request info(document.object());
    const int least = InfoService::weightOf(info.type());
    m_weightAsked.charge(request.peer, least, monotonicNow());
    if (!m_weight.spend(request.peer, least, monotonicNow()))
        return tooMany();
    const InfoAnswer answer = rightAnswer(info);
    m_weight.charge(request.peer, answer.weight - least, monotonicNow());
    m_weightAsked.charge(request.peer, answer.weight - least, monotonicNow());
    return {answer.status,
            answer.status == 200 ? QByteArray("application/json") : QByteArray("text/plain"),
            QByteArray::fromStdString(answer.body)};
}

void ExchangeServer::onUpgrade(QTcpSocket *socket)
{
    const QString ip = socket->peerAddress().toString();
    m_connectsAsked.charge(ip, 1, monotonicNow());
    const auto here = std::ranges::count_if(
        m_sessions, [&](const Session *session) { return session->ip() == ip; });
    if (here >= m_options.maxConnections || !m_connects.spend(ip, 1, monotonicNow())) {
        socket->write("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n"
                      "Connection: close\r\n\r\n");
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromHost();
        return;
    }
    // Qt's WebSocket does not own a socket that it was handed: until a session does, we do.
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (m_options.latency.count() == 0)
        return m_webSockets.handleConnection(socket);
    // One round trip for the connection, one for the request to upgrade it.
    QTimer::singleShot(2 * m_options.latency, Qt::PreciseTimer, socket,
                       [this, socket] { m_webSockets.handleConnection(socket); });
}

QTcpSocket *ExchangeServer::underlyingSocket(const QWebSocket &webSocket) const
{
    for (QTcpSocket *socket : findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (socket->peerPort() == webSocket.peerPort() &&
            socket->peerAddress() == webSocket.peerAddress())
            return socket;
    }
    return nullptr;
}

void ExchangeServer::onWebSocket()
{
    while (QWebSocket *socket = m_webSockets.nextPendingConnection()) {
        socket->setParent(nullptr);
        QTcpSocket *underlying = underlyingSocket(*socket);
        auto *session = new Session(std::unique_ptr<QWebSocket>(socket), *this, this);
        if (underlying) {
            disconnect(underlying, &QTcpSocket::disconnected, underlying, &QObject::deleteLater);
            underlying->setParent(session); // outlives the WebSocket, a member of the session
        }
        m_sessions.push_back(session);
        connect(session, &Session::ended, this, [this](Session *gone) {
            std::erase(m_sessions, gone);
            gone->deleteLater();
        });
    }
}

std::set<domain::Address> ExchangeServer::usersOf(const QString &ip) const
{
    std::set<domain::Address> users;
    for (const Session *session : m_sessions) {
        if (session->ip() != ip)
            continue;
        for (const Subscription &subscription : session->subscriptions()) {
            if (subscription.user)
                users.insert(*subscription.user);
        }
    }
    return users;
}

int ExchangeServer::subscriptionsOf(const QString &ip) const
{
    std::size_t count = 0;
    for (const Session *session : m_sessions) {
        if (session->ip() == ip)
            count += session->subscriptions().size();
    }
    return static_cast<int>(count);
}

SessionLimits ExchangeServer::sessionLimits() const
{
    return {m_options.maxUsers, m_options.maxSubscriptions};
}

} // namespace lpm::simulator
