// SPDX-License-Identifier: GPL-3.0-or-later
// A stream client over QWebSocket. Frames go out as shared bytes straight to the TCP socket;
// QWebSocket reads, answers pings and does both handshakes. Before each of its reads our own look
// at the bytes cuts what it would let pass: unmasked frames, unread pongs without end.
#pragma once

#include "server/stream/framewatch.h"
#include "server/stream/streamlink.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace lpm::server {

class WebSocketLink : public StreamLink
{
    Q_OBJECT
public:
    // Takes the socket. To be made before the socket is given to QWebSocketServer, so that this
    // object's slots come first.
    explicit WebSocketLink(QTcpSocket &socket, QObject *parent = nullptr);
    ~WebSocketLink() override;

    const QTcpSocket *tcpSocket() const { return m_tcp; }
    void attach(std::unique_ptr<QWebSocket> socket); // the handshake is done

    void send(const FramePtr &frame) override;
    qint64 unsentBytes() const override;
    void hurry() override;
    void close(CloseCode code, const QString &reason) override;

private:
    void onBytes();
    void onRead();
    void onGone();
    void cut();
    void cutSoon();

    QPointer<QTcpSocket> m_tcp; // QWebSocket's, once attached
    std::unique_ptr<QWebSocket> m_socket;
    FrameWatch m_watch;
    qint64 m_seen = 0; // unread bytes that were looked at already
    QTimer m_deadline; // of either handshake
    bool m_isClosing = false;
    bool m_isGone = false;
};

} // namespace lpm::server
