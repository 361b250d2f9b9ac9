// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/websocketlink.h"

#include "server/limits.h"
#include "server/stream/qtsocket.h"

#include <utility>

namespace lpm::server {

namespace {

constexpr std::size_t KeptRoom = 8; // places for frames of a turn; more is given back

} // namespace

WebSocketLink::WebSocketLink(QTcpSocket &socket, TurnWriter &writer, QObject *parent)
    : StreamLink(parent), m_writer(writer), m_tcp(&socket)
{
    m_deadline.setSingleShot(true);
    m_quiet.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &WebSocketLink::cut);
    connect(m_tcp, &QTcpSocket::disconnected, this, &WebSocketLink::onGone);
    m_deadline.start(limits::UpgradeDeadline);
}

WebSocketLink::~WebSocketLink()
{
    if (m_tcp) {
        disconnect(m_tcp, nullptr, this, nullptr);
        m_tcp->deleteLater();
    }
    if (m_socket && m_isClosing) { // the goodbye has been said; no other one
        m_socket->disconnect(this);
        m_socket->finish();
    }
}

void WebSocketLink::attach(std::unique_ptr<QWebSocket> webSocket, SocketPoll &poll)
{
    m_deadline.stop();
    disconnect(m_tcp, nullptr, this, nullptr);
    QTcpSocket &tcp = *std::exchange(m_tcp, nullptr);
    m_socket = poll.take(tcp);
    if (m_socket) { // what shook hands has no connection any more
        tcp.setParent(webSocket.get());
        webSocket.release()->deleteLater();
    } else {
        m_socket = std::make_unique<QtSocket>(std::move(webSocket), tcp);
    }
    connect(&m_quiet, &QTimer::timeout, m_socket.get(), &StreamSocket::end);
    connect(m_socket.get(), &StreamSocket::arrived, this, &WebSocketLink::onBytes);
    connect(m_socket.get(), &StreamSocket::progressed, this, &StreamLink::progressed);
    connect(m_socket.get(), &StreamSocket::gone, this, &WebSocketLink::onGone);
    // The answer to the handshake found nobody any more. Later: whoever listens comes after this.
    if (!m_socket->isOpen())
        QMetaObject::invokeMethod(
            this, [this] { cut(); }, Qt::QueuedConnection);
}

void WebSocketLink::send(const FramePtr &frame)
{
    if (!m_socket || m_isClosing || !m_socket->isOpen())
        return;
    if (m_writer.isServed(m_place))
        m_place = m_writer.await(*this);
    m_waiting.push_back(frame);
    m_waitingBytes += frame->size();
    // Joined still, and whoever makes frames faster than they are written waits for it here.
    if (m_waitingBytes > static_cast<qint64>(limits::ClientBehindBytes) / 2)
        hurry();
}

qint64 WebSocketLink::unsentBytes() const
{
    return m_waitingBytes + (m_socket ? m_socket->unsentBytes() : 0);
}

void WebSocketLink::hurry()
{
    if (m_waiting.empty())
        return;
    const bool isMuch = m_waitingBytes > static_cast<qint64>(limits::ClientBehindBytes);
    auto frames = takeWaiting();
    if (isMuch) {
        for (const FramePtr &frame : frames) // shared with others, joined they would not be
            m_socket->write(*frame);
    } else {
        m_socket->write(m_writer.joined(frames));
    }
    giveBack(std::move(frames));
    tellProgress();
}

std::optional<Sending> WebSocketLink::beginHurry()
{
    const int descriptor = m_waiting.empty() ? -1 : m_socket->freeDescriptor();
    if (descriptor < 0 || m_waitingBytes > static_cast<qint64>(limits::ClientBehindBytes))
        return std::nullopt;
    auto frames = takeWaiting();
    Sending sending{descriptor, m_writer.joined(frames)};
    giveBack(std::move(frames));
    return sending;
}

void WebSocketLink::takeSent(const Sending &sending)
{
    m_socket->takeSent(sending.bytes, sending.taken);
}

void WebSocketLink::endHurry()
{
    if (!m_waiting.empty())
        return hurry(); // it was not begun, or it was given more meanwhile
    tellProgress();
}

void WebSocketLink::tellProgress()
{
    if (m_socket->isOpen() && m_socket->unsentBytes() == 0)
        Q_EMIT progressed();
}

std::vector<FramePtr> WebSocketLink::takeWaiting() // writing may bring more of them
{
    m_waitingBytes = 0;
    return std::exchange(m_waiting, {});
}

void WebSocketLink::giveBack(std::vector<FramePtr> room)
{
    room.clear();
    if (m_waiting.empty() && room.capacity() <= KeptRoom)
        m_waiting = std::move(room); // so that a frame now and then allocates nothing
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

void WebSocketLink::onBytes(QByteArrayView bytes)
{
    if (unsentBytes() > static_cast<qint64>(limits::HopelessBytes)) {
        cut(); // pings us and reads no pong
        return;
    }
    if (m_isClosing) {
        if (m_lingerEnd.hasExpired())
            cut(); // goes on as if nothing had been said
        else
            m_quiet.start(limits::LingerQuiet);
        return;
    }
    const FrameReader::Seen seen =
        m_reader.take({bytes.data(), static_cast<std::size_t>(bytes.size())});
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
    if (std::exchange(m_isClosing, true) || !m_socket)
        return;
    hurry(); // what was said before
    if (m_isGone)
        return;
    m_socket->write(controlFrame(Opcode::Close, payload)); // at once: the program may be ending
    m_deadline.start(deadline);
    m_lingerEnd = QDeadlineTimer(limits::LingerDeadline);
    m_quiet.start(limits::LingerQuiet);
}

void WebSocketLink::cut()
{
    if (m_socket)
        m_socket->cut();
    else if (m_tcp)
        m_tcp->abort();
    onGone();
}

} // namespace lpm::server
