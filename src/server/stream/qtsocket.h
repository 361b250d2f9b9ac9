// SPDX-License-Identifier: GPL-3.0-or-later
// A stream client's bytes through Qt's own socket: encrypted ones, and systems without a
// SocketPoll.
#pragma once

#include "server/stream/streamsocket.h"

#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>

#include <memory>

namespace lpm::server {

class QtSocket final : public StreamSocket
{
    Q_OBJECT
public:
    // The handshake is done: the QWebSocket is only kept because the TCP socket is its.
    QtSocket(std::unique_ptr<QWebSocket> webSocket, QTcpSocket &tcp);
    ~QtSocket() override;

    bool isOpen() const override;
    void write(const QByteArray &bytes) override;
    qint64 unsentBytes() const override;
    void end() override;
    void cut() override;
    void finish() override;

private:
    void onReadyRead();
    void onDisconnected();
    void giveBuffersBack();

    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_tcp; // the QWebSocket's
    bool m_hasBuffers = true;   // the handshake filled them
    bool m_isGone = false;
};

} // namespace lpm::server
