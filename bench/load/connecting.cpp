// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/connecting.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace lpm::bench::load {

namespace {

using base::ErrorCode;

constexpr timeval Deadline{10, 0}; // of each step of a handshake
constexpr std::size_t MostHead = 16u << 10;

// Everything up to the end of the head and a little more.
std::string ask(const Socket &socket, const std::string &request)
{
    if (::send(socket.descriptor(), request.data(), request.size(), MSG_NOSIGNAL) < 0)
        return {};
    std::string answer;
    std::array<char, 4096> room{};
    while (answer.find("\r\n\r\n") == std::string::npos && answer.size() < MostHead) {
        const auto received = ::recv(socket.descriptor(), room.data(), room.size(), 0);
        if (received <= 0)
            break;
        answer.append(room.data(), static_cast<std::size_t>(received));
    }
    return answer;
}

} // namespace

Socket::~Socket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

base::Result<Socket> connectTo(int port, int receiveBytes)
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.descriptor() < 0)
        return base::failure(ErrorCode::Io, "no more sockets: raise the limit of open files");
    const int on = 1;
    setsockopt(socket.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &Deadline, sizeof Deadline);
    setsockopt(socket.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &Deadline, sizeof Deadline);
    setsockopt(socket.descriptor(), SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (receiveBytes > 0)
        setsockopt(socket.descriptor(), SOL_SOCKET, SO_RCVBUF, &receiveBytes, sizeof receiveBytes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.descriptor(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return base::failure(ErrorCode::Io, "the server cannot be reached");
    return socket;
}

std::string getRequest(int port, const std::string &path, const std::string &lines)
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + lines +
           "\r\n";
}

base::Result<Connected> connectStream(int port, const std::string &path, int receiveBytes)
{
    auto socket = connectTo(port, receiveBytes);
    if (!socket)
        return base::failure(socket.error());
    const std::string answer =
        ask(*socket, getRequest(port, path,
                                "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    const auto end = answer.find("\r\n\r\n");
    if (end == std::string::npos || !answer.starts_with("HTTP/1.1 101"))
        return base::failure(ErrorCode::Io, "the server opened no WebSocket: " +
                                                answer.substr(0, answer.find('\r')));
    return Connected{std::move(*socket), answer.substr(end + 4)};
}

int statusOf(int port, const std::string &path)
{
    const auto socket = connectTo(port);
    if (!socket)
        return 0;
    const std::string answer = ask(*socket, getRequest(port, path, "Connection: close\r\n"));
    return answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + 9) : 0;
}

std::string bodyOf(int port, const std::string &path)
{
    const auto socket = connectTo(port);
    if (!socket)
        return {};
    std::string answer = ask(*socket, getRequest(port, path, "Connection: close\r\n"));
    std::array<char, 4096> room{};
    ssize_t received = 0;
    while ((received = ::recv(socket->descriptor(), room.data(), room.size(), 0)) > 0)
        answer.append(room.data(), static_cast<std::size_t>(received));
    const auto end = answer.find("\r\n\r\n");
    const bool isRight = answer.starts_with("HTTP/1.1 200") && end != std::string::npos;
    return isRight ? answer.substr(end + 4) : std::string();
}

bool allowDescriptors(int count)
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur >= static_cast<rlim_t>(count);
}

} // namespace lpm::bench::load
