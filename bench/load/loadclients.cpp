// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadclients.h"

#include "load/clientframe.h"
#include "load/connecting.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace lpm::bench::load {

namespace {

constexpr std::size_t RoomBytes = 1u << 20; // of one read, and what was left of the one before
constexpr std::size_t MostLeft = RoomBytes / 2;
constexpr int EventsATurn = 256;
constexpr std::string_view StateBegin = R"({"type":"initial_state")";
constexpr std::string_view AskedForSign = R"({"type":"ping"})"; // of a client that is silent
constexpr std::string_view SignOfLife = R"({"action":"ping"})";

Nanoseconds stampOf(msghdr &message)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp{};
        std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
        return Nanoseconds{stamp.tv_sec} * 1'000'000'000 + stamp.tv_nsec;
    }
    return wallClock();
}

// Some servers take a client that does not answer for lost.
void answer(int descriptor, unsigned char start, std::string_view payload)
{
    const std::string frame = clientFrame(start, payload);
    [[maybe_unused]] const auto sent =
        ::send(descriptor, frame.data(), frame.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

struct LoadClients::Client
{
    Socket socket;
    bool isFirst = false;
    std::string left; // the beginning of a message
    std::array<std::uint64_t, Accounts> seq{};
    std::size_t fills = 0;
};

LoadClients::LoadClients()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wake(eventfd(0, EFD_CLOEXEC)), m_room(RoomBytes)
{
    epoll_event event{};
    event.events = EPOLLIN;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
    m_thread = std::thread([this] { run(); });
}

LoadClients::~LoadClients()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
    m_thread.join();
    ::close(m_wake);
    ::close(m_epoll);
}

base::Result<void> LoadClients::openUpTo(int count, int port, const std::string &path)
{
    std::size_t have = 0;
    {
        const std::lock_guard lock(m_mutex);
        have = m_clients.size();
    }
    for (; have < static_cast<std::size_t>(count); ++have) {
        auto connected = connectStream(port, path);
        if (!connected)
            return base::failure(connected.error().in("client " + std::to_string(have + 1)));
        auto client = std::make_unique<Client>();
        client->socket = std::move(connected->socket);
        client->left = std::move(connected->left);
        client->isFirst = have == 0;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = client.get();
        const int descriptor = client->socket.descriptor();
        const std::lock_guard lock(m_mutex);
        m_clients.push_back(std::move(client));
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
    return {};
}

Traffic LoadClients::traffic()
{
    const std::lock_guard lock(m_mutex);
    return m_traffic;
}

void LoadClients::expectFills(int count)
{
    const std::lock_guard lock(m_mutex);
    m_fills.assign(static_cast<std::size_t>(count), {});
    m_firstFill.clear();
    for (const auto &client : m_clients)
        client->fills = 0;
}

std::optional<Arrival> LoadClients::waitForFill(int number, Patience patience)
{
    std::unique_lock lock(m_mutex);
    const Arrival &fill = m_fills[static_cast<std::size_t>(number)];
    const auto all = static_cast<int>(m_clients.size());
    m_changed.wait_for(lock, patience, [&] { return fill.clients == all || m_traffic.lost > 0; });
    return fill.clients == all ? std::optional(fill) : std::nullopt;
}

std::string LoadClients::fillSeenByFirst()
{
    const std::lock_guard lock(m_mutex);
    return m_firstFill;
}

bool LoadClients::haveAllHeardTheSame() const
{
    const auto &first = m_clients.front()->seq;
    return std::ranges::all_of(first, [](std::uint64_t seq) { return seq > 0; }) &&
           std::ranges::all_of(m_clients, [&](const auto &client) { return client->seq == first; });
}

bool LoadClients::expectTicks(int count, Patience patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(m_mutex);
    m_ticks.clear();
    while (!haveAllHeardTheSame()) { // it takes time to look: not on every message
        lock.unlock();
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(Patience{20});
        lock.lock();
    }
    m_base = m_clients.front()->seq;
    m_ticks.assign(static_cast<std::size_t>(count), {});
    return true;
}

bool LoadClients::hasEveryTick() const
{
    const auto all = static_cast<int>(m_clients.size()) * Accounts;
    return std::ranges::all_of(m_ticks, [&](const Arrival &tick) { return tick.clients == all; });
}

bool LoadClients::waitForTicks(Patience patience)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return hasEveryTick(); });
}

std::vector<Arrival> LoadClients::ticks()
{
    const std::lock_guard lock(m_mutex);
    auto seen = m_ticks;
    for (Arrival &tick : seen) // each account of a tick was counted
        tick.clients = tick.clients / Accounts;
    return seen;
}

void LoadClients::run()
{
    std::array<epoll_event, EventsATurn> events{};
    while (true) {
        const int count = epoll_wait(m_epoll, events.data(), EventsATurn, -1);
        for (int i = 0; i < count; ++i) {
            auto *client = static_cast<Client *>(events[static_cast<std::size_t>(i)].data.ptr);
            if (!client)
                return;
            read(*client);
        }
    }
}

void LoadClients::read(Client &client)
{
    const std::size_t left = client.left.size();
    std::copy(client.left.begin(), client.left.end(), m_room.begin());
    iovec room{m_room.data() + left, m_room.size() - left};
    alignas(cmsghdr) std::array<char, 128> control{};
    msghdr message{};
    message.msg_iov = &room;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const auto received = recvmsg(client.socket.descriptor(), &message, MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    const std::lock_guard lock(m_mutex);
    if (received <= 0) {
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, client.socket.descriptor(), nullptr);
        ++m_traffic.lost;
        m_changed.notify_all();
        return;
    }
    const Nanoseconds at = stampOf(message);
    take(client, {m_room.data(), left + static_cast<std::size_t>(received)}, at);
}

void LoadClients::take(Client &client, std::string_view bytes, Nanoseconds at)
{
    while (const auto frame = frontFrame(bytes)) {
        const bool isText = frame->start == TextStart;
        if (const auto update = isText ? readUpdate(frame->payload) : std::nullopt)
            onUpdate(client, *update, at);
        else if (frame->start == PingStart)
            answer(client.socket.descriptor(), PongStart, frame->payload);
        else if (frame->payload == AskedForSign)
            answer(client.socket.descriptor(), TextStart, SignOfLife);
        else if (frame->payload.starts_with(StateBegin))
            ++m_traffic.states;
        else if (frame->payload.starts_with(R"({"type":"position_update")"))
            ++m_traffic.strange;
        bytes.remove_prefix(frame->bytes);
    }
    if (bytes.size() > MostLeft) {
        ++m_traffic.strange;
        bytes = {};
    }
    client.left.assign(bytes);
}

void LoadClients::onUpdate(Client &client, const Update &update, Nanoseconds at)
{
    ++m_traffic.updates;
    m_traffic.bytes += update.text.size();
    const auto account = static_cast<std::size_t>(update.account);
    const std::uint64_t before = std::exchange(client.seq[account], update.seq);
    const auto all = static_cast<int>(m_clients.size());
    if (update.isFill && client.fills < m_fills.size()) {
        Arrival &fill = m_fills[client.fills++];
        fill.last = std::max(fill.last, at);
        if (client.isFirst)
            m_firstFill = update.text;
        if (++fill.clients == all)
            m_changed.notify_all();
    }
    if (m_ticks.empty() || update.seq <= m_base[account])
        return;
    const auto ticksAt = [&](std::uint64_t seq) {
        const std::uint64_t base = m_base[account];
        const std::uint64_t passed = seq > base ? (seq - base) / CoinsAnAccount : 0;
        return std::min<std::size_t>(static_cast<std::size_t>(passed), m_ticks.size());
    };
    for (std::size_t i = ticksAt(before); i < ticksAt(update.seq); ++i) {
        m_ticks[i].last = std::max(m_ticks[i].last, at);
        if (++m_ticks[i].clients == all * Accounts)
            m_changed.notify_all();
    }
}

} // namespace lpm::bench::load
