// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/websocketlink.h"

#include "server/limits.h"

#include <algorithm>
#include <utility>

namespace lpm::server {

namespace {

constexpr qint64 FrameHeaderBytes = 14; // the longest

} // namespace

WebSocketLink::WebSocketLink(QTcpSocket &socket, QObject *parent)
    : StreamLink(parent), m_tcp(&socket)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &WebSocketLink::cut);
    connect(m_tcp, &QTcpSocket::readyRead, this, &WebSocketLink::onBytes);
    connect(m_tcp, &QTcpSocket::disconnected, this, &WebSocketLink::onGone);
    m_deadline.start(limits::UpgradeDeadline);
}

WebSocketLink::~WebSocketLink()
{
    if (m_tcp) {
        disconnect(m_tcp, nullptr, this, nullptr);
        if (!m_socket)
            m_tcp->deleteLater();
    }
    if (m_socket)
        m_socket.release()->deleteLater(); // this may be the answer to one of its own signals
}

void WebSocketLink::attach(std::unique_ptr<QWebSocket> socket)
{
    m_deadline.stop();
    m_socket = std::move(socket);
    m_socket->setParent(nullptr);
    m_tcp->setParent(m_socket.get()); // and goes with it
    m_socket->setMaxAllowedIncomingFrameSize(limits::ClientMessageBytes);
    m_socket->setMaxAllowedIncomingMessageSize(limits::ClientMessageBytes);
    // QWebSocket reads a frame when all of it is there.
    m_tcp->setReadBufferSize(static_cast<qint64>(limits::ClientMessageBytes) + FrameHeaderBytes);
    connect(m_tcp, &QTcpSocket::readyRead, this, &WebSocketLink::onRead); // after QWebSocket's
    connect(m_tcp, &QTcpSocket::bytesWritten, this, &StreamLink::progressed);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &StreamLink::textReceived);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &StreamLink::binaryReceived);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebSocketLink::onGone);
    // The peer began to close, or broke the protocol: it has a while to finish.
    connect(m_socket.get(), &QWebSocket::aboutToClose, this,
            [this] { m_deadline.start(limits::CloseDeadline); });
}

void WebSocketLink::send(const FramePtr &frame)
{
    if (m_socket && m_tcp && m_socket->state() == QAbstractSocket::ConnectedState)
        m_tcp->write(*frame);
}

qint64 WebSocketLink::unsentBytes() const { return m_tcp ? m_tcp->bytesToWrite() : 0; }

void WebSocketLink::close(CloseCode code, const QString &reason)
{
    m_isClosing = true;
    if (m_socket)
        m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    else
        cut();
    // One that reads nothing will not read a goodbye either.
    m_deadline.start(code == CloseCode::TryAgainLater ? limits::StalledCloseDeadline
                                                      : limits::CloseDeadline);
    if (m_tcp)
        m_tcp->flush(); // the program may be about to end
}

void WebSocketLink::hurry()
{
    if (m_tcp)
        m_tcp->flush();
}

void WebSocketLink::onBytes()
{
    if (!m_socket)
        return; // QWebSocketServer reads the handshake
    if (unsentBytes() > static_cast<qint64>(limits::HopelessBytes)) {
        cutSoon(); // pings us and reads no pong
        return;
    }
    const QByteArray unread = m_tcp->peek(m_tcp->bytesAvailable());
    std::string_view fresh(unread.constData(), static_cast<std::size_t>(unread.size()));
    fresh.remove_prefix(static_cast<std::size_t>(std::min<qint64>(m_seen, unread.size())));
    m_seen = std::max<qint64>(m_seen, unread.size());
    if (fresh.empty())
        return;
    if (m_isClosing && fresh.size() >= limits::ClientMessageBytes / 2) {
        cutSoon(); // goes on as if nothing had been said
        return;
    }
    const FrameWatch::Seen seen = m_watch.take(fresh);
    if (seen.isUnmasked) {
        m_socket->close(QWebSocketProtocol::CloseCodeProtocolError,
                        QStringLiteral("frames of a client are masked"));
        m_tcp->flush();
        cutSoon();
        return;
    }
    Q_EMIT received(static_cast<qint64>(fresh.size()), seen.messages);
}

void WebSocketLink::onRead()
{
    if (m_tcp)
        m_seen = m_tcp->bytesAvailable();
}

void WebSocketLink::onGone()
{
    if (std::exchange(m_isGone, true))
        return;
    m_deadline.stop();
    Q_EMIT closed();
}

// Not at once: QWebSocket's slot comes next, and must find an open socket without bytes.
void WebSocketLink::cutSoon()
{
    m_tcp->readAll();
    m_deadline.start(std::chrono::milliseconds{0});
}

void WebSocketLink::cut()
{
    if (m_tcp)
        m_tcp->abort();
    onGone();
}

} // namespace lpm::server
