// SPDX-License-Identifier: GPL-3.0-or-later
// Many clients of one server's stream on one thread and one epoll. They stamp arrivals with the
// kernel's receive time, so that how late they themselves read does not count.
#pragma once

#include "load/feed.h"
#include "load/framereader.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace lpm::bench::load {

using Patience = std::chrono::milliseconds;

struct Arrival // of one thing at all clients
{
    int clients = 0;
    Nanoseconds last = 0;
};

struct Traffic
{
    std::uint64_t states = 0; // that connections began with
    std::uint64_t updates = 0;
    std::uint64_t bytes = 0;   // of those updates' messages
    std::uint64_t strange = 0; // messages that look like updates and are none of the feed
    int lost = 0;              // connections that ended
};

class LoadClients
{
public:
    LoadClients();
    ~LoadClients();
    LoadClients(const LoadClients &) = delete;
    LoadClients &operator=(const LoadClients &) = delete;

    // Opens more until there are so many, each up to its first message.
    base::Result<void> openUpTo(int count, int port, const std::string &path);
    Traffic traffic();

    void expectFills(int count); // from now on, in order
    std::optional<Arrival> waitForFill(int number, Patience patience);
    std::string fillSeenByFirst(); // the text of the last one

    // Waits until every client has heard of the same seq, then watches so many ticks from there.
    bool expectTicks(int count, Patience patience);
    bool waitForTicks(Patience patience); // false: not all came
    std::vector<Arrival> ticks();

private:
    struct Client;

    void run();
    void read(Client &client);
    void take(Client &client, std::string_view bytes, Nanoseconds at);
    void onUpdate(Client &client, const Update &update, Nanoseconds at);
    bool haveAllHeardTheSame() const;
    bool hasEveryTick() const;

    int m_epoll = -1;
    int m_wake = -1; // an eventfd that ends the thread
    std::vector<char> m_room;
    std::mutex m_mutex; // everything below
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<Client>> m_clients;
    Traffic m_traffic;
    std::vector<Arrival> m_fills;
    std::string m_firstFill;
    std::vector<Arrival> m_ticks;
    std::array<std::uint64_t, Accounts> m_base{}; // seq before the first of m_ticks
    std::thread m_thread;
};

} // namespace lpm::bench::load
