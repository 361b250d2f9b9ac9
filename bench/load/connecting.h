// SPDX-License-Identifier: GPL-3.0-or-later
// A socket of a load client, and its way to an open WebSocket.
#pragma once

#include "core/base/result.h"

#include <string>
#include <utility>

namespace lpm::bench::load {

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

// To 127.0.0.1; these block, at most some seconds. receiveBytes: of the kernel's buffer for what is
// unread; 0 leaves it to the system.
base::Result<Socket> connectTo(int port, int receiveBytes = 0);
base::Result<Connected> connectStream(int port, const std::string &path, int receiveBytes = 0);
// One GET: the status, 0 when nothing answered; the body of a 200, "" when there is none.
int statusOf(int port, const std::string &path);
std::string bodyOf(int port, const std::string &path);

// A request for it; `lines` are header lines besides Host's.
std::string getRequest(int port, const std::string &path, const std::string &lines = {});

// Raises the limit of open files as far as it goes; processes inherit it. false: too few.
bool allowDescriptors(int count);

} // namespace lpm::bench::load
