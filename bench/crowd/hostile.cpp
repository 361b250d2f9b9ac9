// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/hostile.h"

#include "crowd/attack.h"
#include "crowd/monitor.h"
#include "load/connecting.h"
#include "load/framereader.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <limits>

namespace lpm::bench::crowd {

using base::Result;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr double MostGrowthMb = 8;
constexpr double MostMs = 1000;
constexpr std::chrono::seconds Watched{15};
constexpr std::chrono::milliseconds Settling{300};
constexpr double Never = std::numeric_limits<double>::infinity();
constexpr unsigned char CloseStart = 0x88;
constexpr int SendsATurn = 4;

struct Outcome
{
    double toldMs = Never;
    double cutMs = Never;
    double sentMb = 0;
};

// Sends the same on and on, in pieces as the kernel takes them.
class Sender
{
public:
    Sender(const load::Socket &socket, const Attack &attack)
        : m_socket(socket), m_attack(attack), m_left(attack.once)
    {
    }

    bool send(); // false: the connection is no more
    bool isDone() const { return sentMb() >= m_attack.mostMb; }
    double sentMb() const { return m_sent / 1e6; }

private:
    const load::Socket &m_socket;
    const Attack &m_attack;
    std::string m_left;
    double m_sent = 0;
};

bool Sender::send()
{
    for (int i = 0; i < SendsATurn && !isDone(); ++i) {
        if (m_left.empty())
            m_left = m_attack.again;
        const auto sent = ::send(m_socket.descriptor(), m_left.data(), m_left.size(),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        m_left.erase(0, static_cast<std::size_t>(sent));
        m_sent += static_cast<double>(sent);
    }
    return true;
}

// Whether a goodbye or a refusal waits to be read.
bool isTold(const load::Socket &socket, bool isStream)
{
    static std::array<char, 1u << 20> room;
    const auto received =
        ::recv(socket.descriptor(), room.data(), room.size(), MSG_PEEK | MSG_DONTWAIT);
    if (received <= 0)
        return false;
    std::string_view bytes(room.data(), static_cast<std::size_t>(received));
    if (!isStream)
        return bytes.find("HTTP/1.1 4") != std::string_view::npos;
    while (const auto frame = load::frontFrame(bytes)) {
        if (frame->start == CloseStart)
            return true;
        bytes.remove_prefix(frame->bytes);
    }
    return false;
}

Outcome watch(const load::Socket &socket, const Attack &attack)
{
    Outcome outcome;
    Sender sender(socket, attack);
    const auto start = SteadyClock::now();
    const auto passed = [start] {
        return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
    };
    while (SteadyClock::now() - start < Watched) {
        if (!sender.send()) {
            outcome.cutMs = passed();
            break;
        }
        if (outcome.toldMs == Never && isTold(socket, attack.isStream))
            outcome.toldMs = passed();
        pollfd one{socket.descriptor(), POLLRDHUP, 0};
        one.events |= sender.isDone() ? short{0} : short{POLLOUT};
        if (::poll(&one, 1, 1) > 0 && (one.revents & ~POLLOUT) != 0) {
            outcome.cutMs = passed();
            break;
        }
    }
    outcome.sentMb = sender.sentMb();
    return outcome;
}

// A stream that has read the state it begins with: what comes then begins with a frame.
Result<load::Socket> connectedStream(int port)
{
    auto connected = load::connectStream(port, StreamPath);
    if (!connected)
        return base::failure(connected.error());
    std::string &state = connected->left;
    std::array<char, 4096> room{};
    while (!load::frontFrame(state)) {
        const auto received = ::recv(connected->socket.descriptor(), room.data(), room.size(), 0);
        if (received <= 0)
            return base::failure(base::ErrorCode::Io, "no state came");
        state.append(room.data(), static_cast<std::size_t>(received));
    }
    return std::move(connected->socket);
}

Result<void> measure(const Monitor &monitor, const Attack &attack, Report &report)
{
    const Memory before = monitor.memory();
    monitor.forgetPeak();
    auto socket =
        attack.isStream ? connectedStream(monitor.port()) : load::connectTo(monitor.port());
    if (!socket)
        return base::failure(socket.error());
    const Outcome outcome = watch(*socket, attack);
    *socket = {};
    std::this_thread::sleep_for(Settling);
    const Memory after = monitor.memory();
    report.add(
        {attack.name + ": growth of memory", after.peak - before.resident, "MB", MostGrowthMb});
    report.add({"  until it was told", outcome.toldMs, "ms"});
    report.add({"  until it was cut", outcome.cutMs, "ms", MostMs});
    report.add({"  it had sent", outcome.sentMb, "MB"});
    return {};
}

} // namespace

Result<void> measureHostile(const QString &program, Report &report)
{
    load::Feed feed;
    if (auto started = feed.start(); !started)
        return started;
    Monitor monitor(program, &feed);
    if (auto started = monitor.start(); !started)
        return started;
    report.title("One hostile client at a time, who reads nothing");
    for (const Attack &attack : attacksOn(monitor.port())) {
        if (auto measured = measure(monitor, attack, report); !measured)
            return base::failure(measured.error().in(attack.name).in(monitor.fate()));
    }
    return {};
}

} // namespace lpm::bench::crowd
