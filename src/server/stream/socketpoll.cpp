// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/socketpoll.h"

#include "server/stream/polledsocket.h"

#include "core/base/logging.h"
#include "server/limits.h"
#include "server/socketbytes.h"

#include <QSocketNotifier>
#include <QSslSocket>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace lpm::server {

#ifdef Q_OS_LINUX

namespace {

constexpr int MostEvents = 256; // of one turn; what is left is told in the next

} // namespace

SocketPoll::SocketPoll(QObject *parent)
    : QObject(parent), m_queue(epoll_create1(EPOLL_CLOEXEC)), m_room(limits::ClientMessageBytes)
{
    if (m_queue < 0) {
        qCWarning(base::logServer)
            << "stream clients are watched one by one:" << std::strerror(errno);
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_queue, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SocketPoll::onReady);
}

SocketPoll::~SocketPoll()
{
    m_notifier.reset();
    if (m_queue >= 0)
        ::close(m_queue);
}

std::unique_ptr<StreamSocket> SocketPoll::take(QTcpSocket &socket)
{
    if (m_queue < 0 || qobject_cast<const QSslSocket *>(&socket) != nullptr)
        return nullptr;
    socket.flush();
    if (unsentBytes(socket) > 0 || socket.state() != QAbstractSocket::ConnectedState)
        return nullptr;
    const int descriptor = ::fcntl(static_cast<int>(socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0)
        return nullptr;
    auto taken = std::make_unique<PolledSocket>(*this, descriptor);
    if (!add(*taken))
        return nullptr;
    taken->bring(socket.readAll());
    socket.abort(); // closes its descriptor; the connection lives on in ours
    return taken;
}

bool SocketPoll::add(PolledSocket &socket)
{
    socket.m_number = ++m_lastNumber;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = socket.number();
    if (::epoll_ctl(m_queue, EPOLL_CTL_ADD, socket.descriptor(), &event) != 0)
        return false;
    m_sockets.emplace(socket.number(), &socket);
    return true;
}

void SocketPoll::remove(const PolledSocket &socket)
{
    if (m_sockets.erase(socket.number()) > 0)
        ::epoll_ctl(m_queue, EPOLL_CTL_DEL, socket.descriptor(), nullptr);
}

void SocketPoll::watchWriting(const PolledSocket &socket, bool isWanted)
{
    epoll_event event{};
    event.events = EPOLLIN | (isWanted ? EPOLLOUT : 0U);
    event.data.u64 = socket.number();
    ::epoll_ctl(m_queue, EPOLL_CTL_MOD, socket.descriptor(), &event);
}

void SocketPoll::onReady()
{
    std::array<epoll_event, MostEvents> events;
    const int count = ::epoll_wait(m_queue, events.data(), MostEvents, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events.at(static_cast<std::size_t>(i));
        const std::uint64_t number = event.data.u64; // a copy: the event is packed
        const auto find = [&]() -> PolledSocket * {
            const auto found = m_sockets.find(number);
            return found == m_sockets.end() ? nullptr : found->second;
        };
        if ((event.events & EPOLLOUT) != 0) {
            if (auto *socket = find())
                socket->onWritable();
        }
        if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
            if (auto *socket = find()) // it may have gone by what it was told
                socket->onReadable(m_room);
        }
    }
}

#else

SocketPoll::SocketPoll(QObject *parent) : QObject(parent) {}
SocketPoll::~SocketPoll() = default;
std::unique_ptr<StreamSocket> SocketPoll::take(QTcpSocket &) { return nullptr; }

#endif

} // namespace lpm::server
