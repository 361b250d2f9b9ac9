// SPDX-License-Identifier: GPL-3.0-or-later
// The one listening socket of the API. A connection goes on to the HTTP server (as a pending
// connection of this QTcpServer) or to the stream only after its first request was judged.
#pragma once

#include "server/gate/accesspolicy.h"
#include "server/gate/requestjudge.h"
#include "server/gate/wrongtokens.h"

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <deque>
#include <optional>
#include <utility>

class QTcpSocket;

namespace lpm::server {

class Connection;

class Gate : public QTcpServer
{
    Q_OBJECT
public:
    explicit Gate(const base::Clock &clock, QObject *parent = nullptr);

    // Before listening. The port of the policy is the one listened on.
    void setPolicy(AccessPolicy policy) { m_policy = std::move(policy); }
    const AccessPolicy &policy() const { return m_policy; }
    void setUnfinishedHeads(int count) { m_maxUnfinished = count; }
    void setPort(quint16 port) { m_policy.port = port; }
    void onWrongToken(const QHostAddress &peer) { m_wrongTokens.add(peer); } // elsewhere
    // Of a socket that the HTTP server has; null when it has gone.
    Connection *connectionOf(const QHostAddress &peer, quint16 port) const;
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

Q_SIGNALS:
    // To be answered at once: connection->refuse(…), or letGo() and the socket's taking over.
    void upgradeArrived(lpm::server::Connection *connection, const lpm::server::RequestHead &head);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QTcpSocket *makeSocket(qintptr descriptor);
    void onRequest(Connection *connection);
    void makeRoom();
    void look();
    void forget(const Connection *connection);

    AccessPolicy m_policy;
    const base::Clock &m_clock;
    WrongTokens m_wrongTokens;
    std::optional<QSslConfiguration> m_tls;
    std::deque<QPointer<Connection>> m_unfinished; // without a first head yet, oldest first
    QHash<std::pair<QHostAddress, quint16>, Connection *> m_served; // by peer; the HTTP server's
    int m_maxUnfinished = 0;
    QTimer m_looks;
    int m_open = 0; // sockets that are not streams
};

} // namespace lpm::server
