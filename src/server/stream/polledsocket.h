// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of a SocketPoll. Linux.
#pragma once

#include "server/stream/socketpoll.h"

#include <deque>
#include <optional>

namespace lpm::server {

class PolledSocket final : public StreamSocket // no signals of its own
{
public:
    PolledSocket(SocketPoll &poll, int descriptor); // owns it; it does not block
    ~PolledSocket() override;

    // Bytes that were read before; they arrive in a later turn, before all others.
    void bring(const QByteArray &early);

    bool isOpen() const override { return m_descriptor >= 0; }
    void write(const QByteArray &bytes) override;
    int freeDescriptor() const override;
    void takeSent(const QByteArray &bytes, std::optional<qint64> taken) override;
    qint64 unsentBytes() const override { return m_unsent; }
    void end() override;
    void cut() override;
    void finish() override;

    int descriptor() const { return m_descriptor; }
    std::uint64_t number() const { return m_number; }

private:
    friend class SocketPoll;

    void onReadable(std::vector<char> &room);
    void onWritable();
    void deliverEarly();
    void sendWaiting();
    void breakOff(); // the connection is broken, which the poll tells soon
    void dropWaiting();
    void leave();

    SocketPoll &m_poll;
    int m_descriptor;
    std::uint64_t m_number = 0; // the poll's
    QByteArray m_early;
    std::deque<QByteArray> m_waiting;
    qint64 m_sentOfFirst = 0;
    qint64 m_unsent = 0;
    bool m_isEnding = false;
};

} // namespace lpm::server
