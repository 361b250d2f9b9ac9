// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/restprobe.h"

#include "load/connecting.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <thread>

namespace lpm::bench::crowd {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds Period{5};
constexpr std::string_view LengthLine = "\r\nContent-Length: ";

class KeptConnection
{
public:
    explicit KeptConnection(int port) : m_port(port) { connect(); }

    bool get(const std::string &path); // false: no 200 with a whole body
    void connect();

private:
    bool read(std::string &answer);

    int m_port;
    load::Socket m_socket;
};

void KeptConnection::connect()
{
    if (auto connected = load::connectTo(m_port))
        m_socket = std::move(*connected);
}

bool KeptConnection::read(std::string &answer)
{
    std::array<char, 64u << 10> room;
    const auto received = ::recv(m_socket.descriptor(), room.data(), room.size(), 0);
    if (received <= 0)
        return false;
    answer.append(room.data(), static_cast<std::size_t>(received));
    return true;
}

bool KeptConnection::get(const std::string &path)
{
    const std::string request = load::getRequest(m_port, path);
    if (::send(m_socket.descriptor(), request.data(), request.size(), MSG_NOSIGNAL) < 0)
        return false;
    std::string answer;
    std::size_t headEnd = std::string::npos;
    while ((headEnd = answer.find("\r\n\r\n")) == std::string::npos) {
        if (!read(answer))
            return false;
    }
    const auto line = answer.find(LengthLine);
    if (!answer.starts_with("HTTP/1.1 200") || line > headEnd)
        return false;
    const auto length = static_cast<std::size_t>(
        std::strtoul(answer.c_str() + line + LengthLine.size(), nullptr, 10));
    while (answer.size() < headEnd + 4 + length) {
        if (!read(answer))
            return false;
    }
    return true;
}

Served ask(int port, const std::vector<std::string> &paths, const std::function<bool()> &isWanted)
{
    Served served;
    KeptConnection connection(port);
    SteadyClock::time_point due = SteadyClock::now();
    for (std::size_t turn = 0; isWanted(); ++turn) {
        std::this_thread::sleep_until(due);
        const std::string &path = paths[turn % paths.size()];
        const SteadyClock::time_point asked = SteadyClock::now();
        double took = std::numeric_limits<double>::infinity();
        if (connection.get(path)) {
            took = std::chrono::duration<double, std::milli>(SteadyClock::now() - asked).count();
        } else {
            ++served.refused;
            connection.connect();
        }
        served.ms[path].push_back(took);
        due = std::max(due + Period, SteadyClock::now());
    }
    return served;
}

} // namespace

Served probe(int port, const std::vector<std::string> &paths, int count)
{
    auto left = static_cast<std::size_t>(count) * paths.size();
    return ask(port, paths, [&left] { return left-- > 0; });
}

std::future<Served> probeWhile(int port, std::vector<std::string> paths,
                               std::function<bool()> isWanted)
{
    return std::async(std::launch::async,
                      [port, paths = std::move(paths), isWanted = std::move(isWanted)] {
                          return ask(port, paths, isWanted);
                      });
}

} // namespace lpm::bench::crowd
