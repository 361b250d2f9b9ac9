// SPDX-License-Identifier: GPL-3.0-or-later
// A socket of a load client, and its way to an open WebSocket.
#pragma once

#include "core/base/result.h"

#include <string>
#include <utility>

namespace lpm::bench::fanout {

class Socket
{
public:
    Socket() = default;
    explicit Socket(int descriptor) : m_descriptor(descriptor) {}
    ~Socket();
    Socket(Socket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Socket &operator=(Socket &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }

    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

struct Connected
{
    Socket socket;
    std::string left; // what came behind the server's 101
};

// To 127.0.0.1; blocks, at most some seconds.
base::Result<Connected> connectStream(int port, const std::string &path);
// One GET: the status, 0 when nothing answered.
int statusOf(int port, const std::string &path);

} // namespace lpm::bench::fanout
