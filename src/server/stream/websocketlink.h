// SPDX-License-Identifier: GPL-3.0-or-later
// A stream client over TCP. QWebSocketServer shakes hands; then the frames are ours in both
// directions: out as shared bytes, in through FrameReader.
#pragma once

#include "server/stream/framereader.h"
#include "server/stream/socketpoll.h"
#include "server/stream/streamlink.h"
#include "server/stream/turnwriter.h"

#include <QDeadlineTimer>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <memory>
#include <vector>

namespace lpm::server {

class WebSocketLink : public StreamLink
{
    Q_OBJECT
public:
    // Takes the socket. To be made before the socket is given to QWebSocketServer. The writer
    // outlives the link.
    WebSocketLink(QTcpSocket &socket, TurnWriter &writer, QObject *parent = nullptr);
    ~WebSocketLink() override;

    const QTcpSocket *tcpSocket() const { return m_tcp; } // nullptr once attached
    // The handshake is done. The poll outlives the link.
    void attach(std::unique_ptr<QWebSocket> webSocket, SocketPoll &poll);

    void send(const FramePtr &frame) override;
    qint64 unsentBytes() const override;
    void hurry() override;
    std::optional<Sending> beginHurry() override;
    void takeSent(const Sending &sending) override;
    void endHurry() override;
    void close(CloseCode code, const QString &reason) override;

private:
    void tellProgress();
    std::vector<FramePtr> takeWaiting();
    void giveBack(std::vector<FramePtr> room);
    void onBytes(QByteArrayView bytes);
    void onEvent(const FrameReader::Event &event);
    void onGone();
    void sayGoodbye(std::string_view payload, std::chrono::milliseconds deadline);
    void cut();

    TurnWriter &m_writer;
    std::vector<FramePtr> m_waiting; // for the writer, or to be hurried
    qint64 m_waitingBytes = 0;
    std::uint64_t m_place = 0;              // of the writer
    QPointer<QTcpSocket> m_tcp;             // while it shakes hands
    std::unique_ptr<StreamSocket> m_socket; // once attached
    FrameReader m_reader;
    QTimer m_deadline; // of either handshake
    QTimer m_quiet;    // after our close: the peer says nothing for so long
    QDeadlineTimer m_lingerEnd;
    bool m_isClosing = false;
    bool m_isGone = false;
};

} // namespace lpm::server
