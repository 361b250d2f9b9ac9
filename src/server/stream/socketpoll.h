// SPDX-License-Identifier: GPL-3.0-or-later
// The sockets of all plain stream clients behind one descriptor of Qt's event loop: the loop asks
// each descriptor that it knows whether something came, each turn, and a thousand clients are
// silent nearly always. epoll, so Linux only; elsewhere nothing is taken. Core thread.
#pragma once

#include "server/stream/streamsocket.h"

#include <QPointer>
#include <QTcpSocket>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace lpm::server {

class PolledSocket;

class SocketPoll : public QObject
{
    Q_OBJECT
public:
    explicit SocketPoll(QObject *parent = nullptr);
    ~SocketPoll() override;

    // The connection of a socket that has shaken hands. The socket is closed, the connection lives
    // on. nullptr: it stays with the socket (encrypted, not all of the handshake sent, another
    // system, no descriptor left). The poll outlives what it gives.
    std::unique_ptr<StreamSocket> take(QTcpSocket &socket);

private:
    friend class PolledSocket;

    bool add(PolledSocket &socket);
    void remove(const PolledSocket &socket);
    void watchWriting(const PolledSocket &socket, bool isWanted);
    void onReady();

    int m_queue = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    // By a number that is never used again: an event may be of a socket that went in the same turn.
    std::unordered_map<std::uint64_t, PolledSocket *> m_sockets;
    std::uint64_t m_lastNumber = 0;
    std::vector<char> m_room; // what one socket brought
};

} // namespace lpm::server
