// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/polledsocket.h"

#include "server/socketbytes.h"

#ifdef Q_OS_LINUX

#include <QMetaObject>

#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace lpm::server {

namespace {

bool isForLater(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

} // namespace

PolledSocket::PolledSocket(SocketPoll &poll, int descriptor)
    : m_poll(poll), m_descriptor(descriptor)
{
    keepKernelQueueShort(m_descriptor);
}

PolledSocket::~PolledSocket()
{
    if (!isOpen())
        return;
    if (m_isEnding && !m_waiting.empty()) { // nobody is there to write it later: the kernel is
        letKernelTakeAll(m_descriptor);
        sendWaiting();
    }
    m_poll.remove(*this);
    ::close(m_descriptor);
}

void PolledSocket::bring(const QByteArray &early)
{
    if (early.isEmpty())
        return;
    m_early = early;
    QMetaObject::invokeMethod(
        this, [this] { deliverEarly(); }, Qt::QueuedConnection);
}

void PolledSocket::deliverEarly()
{
    if (!m_early.isEmpty() && isOpen())
        Q_EMIT arrived(std::exchange(m_early, {}));
}

void PolledSocket::write(const QByteArray &bytes)
{
    if (!isOpen() || m_isEnding || bytes.isEmpty())
        return;
    qint64 sent = 0;
    if (m_waiting.empty()) {
        const auto taken = send(bytes.constData(), bytes.size());
        if (!taken || *taken == bytes.size())
            return;
        sent = *taken;
        m_sentOfFirst = sent;
        m_poll.watchWriting(*this, true);
    }
    m_waiting.push_back(bytes);
    m_unsent += bytes.size() - sent;
}

void PolledSocket::end()
{
    m_isEnding = true;
    if (isOpen() && m_waiting.empty())
        leave();
}

void PolledSocket::cut()
{
    if (isOpen())
        leave();
}

void PolledSocket::onReadable(std::vector<char> &room)
{
    deliverEarly();
    if (!isOpen())
        return;
    const auto size = ::recv(m_descriptor, room.data(), room.size(), MSG_DONTWAIT);
    if (size > 0)
        Q_EMIT arrived(QByteArrayView(room.data(), size));
    else if (size == 0 || !isForLater(errno))
        leave();
}

void PolledSocket::onWritable()
{
    const qint64 before = m_unsent;
    sendWaiting();
    if (m_waiting.empty())
        m_poll.watchWriting(*this, false);
    if (m_unsent < before)
        Q_EMIT progressed();
    if (m_isEnding && isOpen() && m_waiting.empty())
        leave();
}

void PolledSocket::sendWaiting()
{
    while (!m_waiting.empty()) {
        const QByteArray &first = m_waiting.front();
        const qint64 left = first.size() - m_sentOfFirst;
        const auto taken = send(first.constData() + m_sentOfFirst, left);
        if (!taken) {
            dropWaiting();
            return;
        }
        m_unsent -= *taken;
        m_sentOfFirst += *taken;
        if (*taken < left)
            return;
        m_waiting.pop_front();
        m_sentOfFirst = 0;
    }
}

std::optional<qint64> PolledSocket::send(const char *bytes, qint64 size)
{
    const auto sent =
        ::send(m_descriptor, bytes, static_cast<std::size_t>(size), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    if (isForLater(errno))
        return 0;
    ::shutdown(m_descriptor, SHUT_RDWR); // whatever it was: nothing goes on behind a lost piece
    return std::nullopt;
}

void PolledSocket::dropWaiting()
{
    m_waiting.clear();
    m_sentOfFirst = m_unsent = 0;
}

void PolledSocket::leave()
{
    m_poll.remove(*this);
    ::close(std::exchange(m_descriptor, -1));
    dropWaiting();
    Q_EMIT gone();
}

} // namespace lpm::server

#endif
