// SPDX-License-Identifier: GPL-3.0-or-later
// What goes from a socket to the kernel, and what has not gone yet.
#pragma once

#include "server/gate/unreadwatch.h"

#include <QByteArray>
#include <QTcpSocket>

namespace lpm::server {

// Written and not with the kernel yet, encrypted or not.
qint64 unsentBytes(const QTcpSocket &socket);

// What the peer's system has of what was written, and what it has not. nullopt: this system does not
// tell.
std::optional<Unread> unreadOf(const QTcpSocket &socket);

// How many bytes at the front the kernel took now; 0 where the socket must do it: it still holds
// older bytes, encrypts, has failed, or the system is another one. QTcpSocket keeps what it is given
// until its notifier fires: for a thousand clients that costs more than sending.
qint64 sendDirectly(const QTcpSocket &socket, const QByteArray &bytes);

} // namespace lpm::server
