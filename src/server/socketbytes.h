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

// From now on the kernel takes limits::KernelAheadBytes more than the peer lets it send; the rest
// stays with whoever writes. Where the system can: Linux.
void keepKernelQueueShort(qintptr descriptor);
void letKernelTakeAll(qintptr descriptor); // again, as much as it takes by itself
// To be called before a close that nobody waits for: on a connection with something unread the
// system ends it at once, and what the peer has not got yet is lost.
void readAway(qintptr descriptor);

} // namespace lpm::server
