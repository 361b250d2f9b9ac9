// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/apiserver.h"

#include "core/base/logging.h"
#include "server/gate/connection.h"
#include "server/gate/exposure.h"
#include "server/gate/gate.h"
#include "server/handlers/historyhandler.h"
#include "server/handlers/listshandler.h"
#include "server/handlers/pagehandler.h"
#include "server/handlers/positionshandler.h"
#include "server/handlers/reconciliationhandler.h"
#include "server/handlers/systemhandler.h"
#include "server/httpfront.h"
#include "server/routes.h"
#include "server/stream/streamhub.h"
#include "server/stream/websocketlink.h"

#include <QHostAddress>
#include <QWebSocketServer>

namespace lpm::server {

using base::ErrorCode;
using base::failure;

namespace {

constexpr std::string_view StreamPath = "/api/v1/positions/stream";

QString bearerProtocol(const RequestHead &head)
{
    const std::string *protocols = findHeader(head.headers, "Sec-WebSocket-Protocol");
    const auto bearer = protocols ? bearerSubprotocol(*protocols) : std::nullopt;
    if (!bearer)
        return {};
    return QStringLiteral("bearer.") +
           QString::fromUtf8(bearer->data(), static_cast<qsizetype>(bearer->size()));
}

} // namespace

class ApiServer::Private
{
public:
    struct Upgrade // between a right head and the end of the WebSocket's handshake
    {
        std::unique_ptr<WebSocketLink> link;
        StreamRequest request;
        QString protocol; // the subprotocol that carried the token
    };

    Private(ApiOptions given, ApiBackend &from, const base::Clock &time)
        : options(std::move(given)),
          backend(from),
          clock(time),
          states(from),
          positions(from, states),
          lists(from),
          history(from),
          proof(from),
          system(from, options.version, [this] { return hub ? hub->clientCount() : 0; }),
          router(makeRoutes({positions, lists, history, proof, system, page}, options.version))
    {
    }

    base::Result<void> listen(ApiServer *server, const QHostAddress &address);
    void onUpgrade(ApiServer *server, Connection *connection, const RequestHead &head);
    void onHandshake();
    void offerProtocols();

    ApiOptions options;
    ApiBackend &backend;
    const base::Clock &clock;
    StateCache states;
    PositionsHandler positions;
    ListsHandler lists;
    HistoryHandler history;
    ReconciliationHandler proof;
    SystemHandler system;
    PageHandler page;
    Router router;
    QHostAddress address;
    std::unique_ptr<HttpFront> front;
    Gate *gate = nullptr; // the front's child
    std::unique_ptr<QWebSocketServer> webSockets;
    TurnWriter writer;
    SocketPoll poll;
    std::unique_ptr<StreamHub> hub;
    std::vector<Upgrade> upgrades;
};

base::Result<void> ApiServer::Private::listen(ApiServer *server, const QHostAddress &where)
{
    AccessPolicy policy;
    policy.listenHost = options.host;
    policy.allowedHosts = options.allowedHosts;
    policy.allowedOrigins = options.allowedOrigins;
    if (!options.tokenFile.empty()) {
        auto token = readTokenFile(options.tokenFile);
        if (!token)
            return failure(token.error());
        policy.token = *token;
    }
    auto opened = std::make_unique<Gate>(clock);
    if (!options.tlsCertificate.empty()) {
        const auto tls = readTls(options.tlsCertificate, options.tlsKey);
        if (!tls)
            return failure(tls.error());
        opened->setTls(*tls);
    }
    if (!opened->listen(where, static_cast<quint16>(options.port))) {
        const bool isTaken = opened->serverError() == QAbstractSocket::AddressInUseError;
        return failure(isTaken ? ErrorCode::Busy : ErrorCode::Io,
                       "cannot listen on " + place(where, options.port) + ": " +
                           (isTaken ? "the port is in use by another program"
                                    : opened->errorString().toStdString()));
    }
    address = where;
    const std::optional<Token> token = policy.token;
    opened->setUnfinishedHeads(options.unfinishedHeads);
    opened->setPolicy(std::move(policy));
    opened->setPort(opened->serverPort());
    gate = opened.release();
    front = std::make_unique<HttpFront>(router, *gate);
    front->bind(gate);
    hub = std::make_unique<StreamHub>(backend, states, clock,
                                      StreamOptions{options.maxClients, token,
                                                    [this](const QHostAddress &peer) {
                                                        gate->onWrongToken(peer);
                                                    },
                                                    [this] {
                                                        writer.serveNow(limits::FillBurst);
                                                    }});
    webSockets = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
    QObject::connect(webSockets.get(), &QWebSocketServer::newConnection, server,
                     [this] { onHandshake(); });
    QObject::connect(gate, &Gate::upgradeArrived, server,
                     [this, server](Connection *connection, const RequestHead &head) {
                         onUpgrade(server, connection, head);
                     });
    return {};
}

void ApiServer::Private::onUpgrade(ApiServer *server, Connection *connection,
                                   const RequestHead &head)
{
    Request request;
    request.query = head.query;
    if (head.path != StreamPath) {
        connection->refuse(errorResponse(404, "not_found", "there is no stream at this path"));
        return;
    }
    if (!backend.health()->isRunning) {
        connection->refuse(errorResponse(503, "not_running", "Position monitor not available"));
        return;
    }
    if (hub->clientCount() + upgrades.size() >= static_cast<std::size_t>(options.maxClients)) {
        connection->refuse(errorResponse(503, "too_many_clients", "the stream is full"));
        return;
    }
    // QWebSocketServer would lose them.
    if (connection->socket().bytesAvailable() > connection->judgedBytes()) {
        connection->refuse(
            errorResponse(400, "bad_request", "frames come after the answer to the handshake"));
        return;
    }
    AccountName account = request.parameter("account");
    if (const auto accounts = selectAccounts(backend, account); !accounts) {
        connection->refuse(errorResponse(404, "unknown_account", accounts.error().message));
        return;
    }
    QTcpSocket &socket = connection->socket();
    connection->letGo();
    auto link = std::make_unique<WebSocketLink>(socket, writer);
    QObject::connect(
        link.get(), &StreamLink::closed, server,
        [this, gone = link.get()] {
            std::erase_if(upgrades, [gone](const Upgrade &one) { return one.link.get() == gone; });
        },
        Qt::QueuedConnection);
    upgrades.push_back(
        {std::move(link), {std::move(account), head.isAuthorized, socket.peerAddress()},
         bearerProtocol(head)});
    offerProtocols();
    webSockets->handleConnection(&socket);
}

// A client that brings its token as a subprotocol must be told that this one was taken.
void ApiServer::Private::offerProtocols()
{
    QStringList protocols;
    for (const Upgrade &upgrade : upgrades) {
        if (!upgrade.protocol.isEmpty())
            protocols.append(upgrade.protocol);
    }
    webSockets->setSupportedSubprotocols(protocols);
}

void ApiServer::Private::onHandshake()
{
    while (std::unique_ptr<QWebSocket> socket{webSockets->nextPendingConnection()}) {
        const auto found =
            std::find_if(upgrades.begin(), upgrades.end(), [&](const Upgrade &upgrade) {
                const QTcpSocket *tcp = upgrade.link->tcpSocket();
                return tcp != nullptr && tcp->peerPort() == socket->peerPort() &&
                       tcp->peerAddress() == socket->peerAddress();
            });
        if (found == upgrades.end())
            continue;
        Upgrade upgrade = std::move(*found);
        upgrades.erase(found);
        upgrade.link->attach(std::move(socket), poll);
        hub->accept(std::move(upgrade.link), std::move(upgrade.request));
    }
}

ApiServer::ApiServer(ApiOptions options, ApiBackend &backend, const base::Clock &clock,
                     QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(options), backend, clock))
{
}

ApiServer::~ApiServer() { stop(); }

base::Result<void> ApiServer::start()
{
    const ApiOptions &options = d->options;
    const QHostAddress address = listenAddress(options.host);
    if (const auto safe = checkExposure(options, address); !safe)
        return safe;
    if (const auto listening = d->listen(this, address); !listening)
        return listening;
    qCInfo(base::logServer) << "listening on" << url().c_str();
    return {};
}

void ApiServer::stop()
{
    if (!d->front)
        return;
    d->hub->closeAll(CloseCode::GoingAway, QStringLiteral("the program ends"));
    d->gate->close();
    d->upgrades.clear();
    d->hub.reset();
    d->webSockets.reset();
    d->front.reset(); // and the gate, and its connections
    d->gate = nullptr;
}

int ApiServer::port() const { return d->gate ? d->gate->serverPort() : 0; }

std::string ApiServer::url() const
{
    const std::string scheme = d->options.tlsCertificate.empty() ? "http://" : "https://";
    return scheme + place(d->address, port());
}

std::size_t ApiServer::streamClients() const { return d->hub ? d->hub->clientCount() : 0; }

} // namespace lpm::server
