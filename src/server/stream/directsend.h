// SPDX-License-Identifier: GPL-3.0-or-later
// The short way to the kernel. QTcpSocket keeps what it is given until its notifier fires: for a
// thousand clients that costs more than sending.
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace lpm::server {

// How many bytes at the front the kernel took now; 0 where the socket must do it: it still holds
// older bytes, encrypts, has failed, or the system is another one.
qint64 sendDirectly(const QTcpSocket &socket, const QByteArray &bytes);

} // namespace lpm::server
