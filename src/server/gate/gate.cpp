// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/gate.h"

#include "core/base/logging.h"
#include "server/gate/connection.h"
#include "server/leansocket.h"
#include "server/limits.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace lpm::server {

Gate::Gate(const base::Clock &clock, QObject *parent)
    : QTcpServer(parent), m_clock(clock), m_wrongTokens(clock)
{
    connect(&m_looks, &QTimer::timeout, this, &Gate::look);
    m_looks.start(limits::UnreadLook);
    setListenBacklogSize(limits::ListenBacklog);
    // Out of descriptors: Qt stops accepting for good, we look again.
    connect(this, &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError) {
        qCWarning(base::logServer) << "a connection could not be accepted:" << errorString();
        QTimer::singleShot(limits::AcceptRetry, this, &QTcpServer::resumeAccepting);
    });
}

QTcpSocket *Gate::makeSocket(qintptr descriptor)
{
    if (!m_tls) {
        auto *socket = new LeanSocket(this);
        socket->setSocketDescriptor(descriptor);
        return socket;
    }
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSslConfiguration(*m_tls);
    socket->startServerEncryption();
    return socket;
}

void Gate::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = makeSocket(descriptor);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *connection = new Connection(*socket, m_policy, m_wrongTokens);
    ++m_open;
    connect(connection, &QObject::destroyed, this, [this] { --m_open; });
    connect(connection, &Connection::requestArrived, this,
            [this, connection] { onRequest(connection); });
    connect(connection, &Connection::upgradeArrived, this,
            [this, connection](const RequestHead &head) {
                forget(connection);
                Q_EMIT upgradeArrived(connection, head);
            });
    m_unfinished.emplace_back(connection);
    makeRoom();
}

// A crowd that opens sockets and says nothing pushes itself out, not those who ask.
void Gate::makeRoom()
{
    std::erase_if(m_unfinished, [](const auto &connection) { return connection.isNull(); });
    while (m_unfinished.size() > static_cast<std::size_t>(m_maxUnfinished)) {
        m_unfinished.front()->socket().abort();
        m_unfinished.pop_front();
    }
}

void Gate::forget(const Connection *connection)
{
    std::erase_if(m_unfinished, [=](const auto &other) { return other == connection; });
}

// A copy: a connection that is cut goes from the list.
void Gate::look()
{
    const base::Milliseconds now = m_clock.now().monotonic;
    const auto served = m_served.values();
    for (const QPointer<Connection> connection : served) {
        if (connection)
            connection->look(now);
    }
}

Connection *Gate::connectionOf(const QHostAddress &peer, quint16 port) const
{
    return m_served.value({peer, port});
}

void Gate::onRequest(Connection *connection)
{
    forget(connection);
    if (m_open > limits::HttpConnections + m_maxUnfinished) {
        connection->refuse(errorResponse(503, "too_many_connections", "too many connections"));
        return;
    }
    const std::pair peer(connection->socket().peerAddress(), connection->socket().peerPort());
    m_served.insert(peer, connection);
    connect(connection, &QObject::destroyed, this, [this, peer] { m_served.remove(peer); });
    addPendingConnection(&connection->socket()); // the HTTP server takes it in this call
    connection->serveFromNowOn();
}

} // namespace lpm::server
