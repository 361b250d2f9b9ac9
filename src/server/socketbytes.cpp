// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketbytes.h"

#include "server/limits.h"

#include <QSslSocket>

#ifdef Q_OS_LINUX
#include <array>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace lpm::server {

qint64 unsentBytes(const QTcpSocket &socket)
{
    const auto *encrypting = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (encrypting ? encrypting->encryptedBytesToWrite() : 0);
}

std::optional<Unread> unreadOf(const QTcpSocket &socket)
{
#ifdef Q_OS_LINUX
    const int descriptor = static_cast<int>(socket.socketDescriptor());
    int queued = 0;
    tcp_info info{};
    socklen_t size = sizeof info;
    if (ioctl(descriptor, SIOCOUTQ, &queued) != 0 ||
        getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return std::nullopt;
    return Unread{unsentBytes(socket) + queued, info.tcpi_bytes_acked};
#else
    Q_UNUSED(socket);
    return std::nullopt;
#endif
}

namespace {

void boundKernelQueue(qintptr descriptor, int bytes)
{
#ifdef Q_OS_LINUX
    setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
#else
    Q_UNUSED(descriptor);
    Q_UNUSED(bytes);
#endif
}

} // namespace

void keepKernelQueueShort(qintptr descriptor)
{
    boundKernelQueue(descriptor, limits::KernelAheadBytes);
}

void letKernelTakeAll(qintptr descriptor)
{
    constexpr int unbound = -1;
    boundKernelQueue(descriptor, unbound);
}

void readAway(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    constexpr int most = 256; // one that sends on and on does not hold up the end
    std::array<char, 4096> away;
    for (int i = 0; i < most; ++i) {
        if (recv(static_cast<int>(descriptor), away.data(), away.size(), MSG_DONTWAIT) <= 0)
            return;
    }
#else
    Q_UNUSED(descriptor);
#endif
}

} // namespace lpm::server
