// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/parallelsend.h"

#include "core/base/logging.h"
#include "server/limits.h"

#include <cerrno>
#include <system_error>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

namespace lpm::server {

#ifdef Q_OS_LINUX

std::optional<qint64> giveToKernel(int descriptor, QByteArrayView bytes)
{
    const auto sent = ::send(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()),
                             MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    const bool isForLater = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return isForLater ? std::optional<qint64>(0) : std::nullopt;
}

#else

std::optional<qint64> giveToKernel(int, QByteArrayView) { return std::nullopt; } // nobody asks

#endif

ParallelSend::~ParallelSend()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_helper.joinable())
        m_helper.join();
}

void ParallelSend::send(std::span<Sending> sendings)
{
    if (sendings.size() >= limits::SendingsInParallel)
        callHelper();
    m_next = 0; // nobody else is at it
    if (sendings.size() < limits::SendingsInParallel || m_isAlone)
        return sendSome(sendings);
    {
        const std::lock_guard lock(m_mutex);
        m_sendings = sendings;
    }
    m_changed.notify_all();
    sendSome(sendings);
    std::unique_lock lock(m_mutex);
    m_sendings = {}; // a helper that wakes up late finds nothing
    m_changed.wait(lock, [this] { return !m_isHelping; });
}

void ParallelSend::callHelper()
{
    if (m_isAlone || m_helper.joinable())
        return;
    try {
        m_helper = std::thread([this] { help(); });
    } catch (const std::system_error &error) { // it goes without
        m_isAlone = true;
        qCWarning(base::logServer) << "sends by one thread:" << error.what();
    }
}

void ParallelSend::help()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_sendings.empty(); });
        if (m_isEnding)
            return;
        const std::span<Sending> sendings = m_sendings;
        m_sendings = {}; // once for each call
        m_isHelping = true;
        lock.unlock();
        sendSome(sendings);
        lock.lock();
        m_isHelping = false;
        m_changed.notify_all();
    }
}

void ParallelSend::sendSome(std::span<Sending> sendings)
{
    for (std::size_t i = m_next++; i < sendings.size(); i = m_next++)
        sendings[i].taken = giveToKernel(sendings[i].descriptor, sendings[i].bytes);
}

} // namespace lpm::server
