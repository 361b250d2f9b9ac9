// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/websocketlink.h"

#include "server/leansocket.h"
#include "server/limits.h"
#include "server/socketbytes.h"

#include <QSslSocket>

#include <utility>

namespace lpm::server {

WebSocketLink::WebSocketLink(QTcpSocket &socket, TurnWriter &writer, QObject *parent)
    : StreamLink(parent), m_writer(writer), m_tcp(&socket)
{
    m_deadline.setSingleShot(true);
    m_quiet.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &WebSocketLink::cut);
    connect(&m_quiet, &QTimer::timeout, m_tcp, &QTcpSocket::disconnectFromHost);
    connect(m_tcp, &QTcpSocket::disconnected, this, &WebSocketLink::onGone);
    m_deadline.start(limits::UpgradeDeadline);
}

WebSocketLink::~WebSocketLink()
{
    if (m_tcp) {
        disconnect(m_tcp, nullptr, this, nullptr);
        if (!m_socket)
            m_tcp->deleteLater();
        else if (m_isClosing)
            m_tcp->disconnectFromHost(); // QWebSocket would say goodbye again
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
    m_tcp->setReadBufferSize(static_cast<qint64>(limits::ClientMessageBytes));
    disconnect(m_tcp, &QTcpSocket::readyRead, m_socket.get(), nullptr); // the bytes are ours
    connect(m_tcp, &QTcpSocket::readyRead, this, &WebSocketLink::onBytes);
    // Bytes that are encrypted have not gone anywhere yet.
    if (auto *encrypting = qobject_cast<QSslSocket *>(m_tcp.data()))
        connect(encrypting, &QSslSocket::encryptedBytesWritten, this, &StreamLink::progressed);
    else
        connect(m_tcp, &QTcpSocket::bytesWritten, this, &StreamLink::progressed);
}

void WebSocketLink::send(const FramePtr &frame)
{
    if (!m_socket || !m_tcp || m_isClosing || m_tcp->state() != QAbstractSocket::ConnectedState)
        return;
    if (std::exchange(m_awaitedTurn, m_writer.turn()) != m_writer.turn())
        m_writer.await(*this);
    m_waiting.push_back(frame);
    m_waitingBytes += frame->size();
}

qint64 WebSocketLink::unsentBytes() const
{
    return m_waitingBytes + (m_tcp ? server::unsentBytes(*m_tcp) : 0);
}

void WebSocketLink::close(CloseCode code, const QString &reason)
{
    if (!m_socket) {
        cut();
        return;
    }
    // One that reads nothing will not read a goodbye either.
    sayGoodbye(closePayload(static_cast<quint16>(code), reason.toStdString()),
               code == CloseCode::TryAgainLater ? limits::StalledCloseDeadline
                                                : limits::CloseDeadline);
}

void WebSocketLink::hurry()
{
    const auto frames = std::exchange(m_waiting, {});
    const qint64 size = std::exchange(m_waitingBytes, 0);
    if (!m_tcp || m_tcp->state() != QAbstractSocket::ConnectedState)
        return;
    if (size > static_cast<qint64>(limits::ClientBehindBytes)) {
        for (const FramePtr &frame : frames) // shared with other clients, joined they would not be
            m_tcp->write(*frame);
    } else if (!frames.empty() && writeAtOnce(m_writer.joined(frames))) {
        giveBuffersBack();
        Q_EMIT progressed();
        return;
    }
    m_tcp->flush();
    m_hasBuffers = true;
}

void WebSocketLink::giveBuffersBack()
{
    if (auto *socket = m_hasBuffers ? qobject_cast<LeanSocket *>(m_tcp.data()) : nullptr) {
        socket->giveBuffersBack();
        m_hasBuffers = socket->bytesToWrite() > 0;
    }
}

// Whether nothing is left for the socket.
bool WebSocketLink::writeAtOnce(const QByteArray &bytes)
{
    const qint64 sent = sendDirectly(*m_tcp, bytes);
    if (sent == bytes.size())
        return true;
    m_tcp->write(sent == 0 ? bytes : bytes.sliced(sent));
    return false;
}

void WebSocketLink::onBytes()
{
    if (unsentBytes() > static_cast<qint64>(limits::HopelessBytes)) {
        cut(); // pings us and reads no pong
        return;
    }
    const QByteArray bytes = m_tcp->readAll();
    m_hasBuffers = true;
    giveBuffersBack();
    if (m_isClosing) {
        if (m_lingerEnd.hasExpired())
            cut(); // goes on as if nothing had been said
        else
            m_quiet.start(limits::LingerQuiet);
        return;
    }
    const FrameReader::Seen seen =
        m_reader.take({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    Q_EMIT received(bytes.size(), seen.messages);
    for (const FrameReader::Event &event : seen.events) {
        if (m_isClosing || m_isGone)
            return;
        onEvent(event);
    }
}

void WebSocketLink::onEvent(const FrameReader::Event &event)
{
    switch (event.opcode) {
    case Opcode::Text:
        Q_EMIT textReceived(QString::fromStdString(event.payload));
        break;
    case Opcode::Binary:
        Q_EMIT binaryReceived();
        break;
    case Opcode::Ping:
        send(std::make_shared<const QByteArray>(controlFrame(Opcode::Pong, event.payload)));
        break;
    case Opcode::Close:
        sayGoodbye(event.payload, limits::CloseDeadline);
        break;
    case Opcode::Continuation:
    case Opcode::Pong:
        break; // no events
    }
}

void WebSocketLink::onGone()
{
    if (std::exchange(m_isGone, true))
        return;
    m_deadline.stop();
    m_quiet.stop();
    Q_EMIT closed();
}

// The socket closes when the peer has gone quiet: closing on bytes under way would send a reset,
// which can overtake the goodbye.
void WebSocketLink::sayGoodbye(std::string_view payload, std::chrono::milliseconds deadline)
{
    if (std::exchange(m_isClosing, true) || !m_tcp)
        return;
    hurry(); // what was said before
    if (m_isGone)
        return;
    m_tcp->write(controlFrame(Opcode::Close, payload));
    m_tcp->flush(); // the program may be about to end
    m_deadline.start(deadline);
    m_lingerEnd = QDeadlineTimer(limits::LingerDeadline);
    m_quiet.start(limits::LingerQuiet);
}

void WebSocketLink::cut()
{
    if (m_tcp)
        m_tcp->abort();
    onGone();
}

} // namespace lpm::server
