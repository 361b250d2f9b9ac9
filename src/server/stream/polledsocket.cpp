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
    if (m_waiting.empty())
        return takeSent(bytes, giveToKernel(m_descriptor, bytes));
    m_waiting.push_back(bytes);
    m_unsent += bytes.size();
}

int PolledSocket::freeDescriptor() const
{
    return isOpen() && !m_isEnding && m_waiting.empty() ? m_descriptor : -1;
}

void PolledSocket::takeSent(const QByteArray &bytes, std::optional<qint64> taken)
{
    if (!taken)
        return breakOff();
    if (*taken == bytes.size())
        return;
    m_sentOfFirst = *taken;
    m_poll.watchWriting(*this, true);
    m_waiting.push_back(bytes);
    m_unsent += bytes.size() - *taken;
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

void PolledSocket::finish()
{
    if (!isOpen())
        return;
    letKernelTakeAll(m_descriptor);
    sendWaiting();
    readAway(m_descriptor);
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
        const auto taken =
            giveToKernel(m_descriptor, QByteArrayView(first).sliced(m_sentOfFirst));
        if (!taken) {
            breakOff();
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

// Whatever it was: nothing goes on behind a lost piece.
void PolledSocket::breakOff() { ::shutdown(m_descriptor, SHUT_RDWR); }

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
