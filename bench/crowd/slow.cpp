// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/slow.h"

#include "crowd/monitor.h"
#include "crowd/restprobe.h"
#include "load/connecting.h"
#include "load/quantile.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <limits>
#include <thread>

namespace lpm::bench::crowd {

using base::Result;

namespace {

using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr int Slow = 500;
constexpr double MostAnswerMs = 50;
constexpr double MostSeconds = 10;
constexpr Milliseconds Slice{10}; // of a turn: they do not all come at once
constexpr Milliseconds Watched{15'000};
constexpr Milliseconds WatchedReading{35'000};

struct Slowness
{
    std::string name;
    std::string once;  // sent at the beginning
    std::string again; // and each turn
    Milliseconds every{100};
    Milliseconds watched = Watched;
    int receiveBytes = 0;
    bool reads = false; // a byte each turn; else nothing
};

std::vector<Slowness> slownessesOn(int port)
{
    const std::string host = "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
    Slowness headers{"headers, a byte each 100 ms", "GET / HTTP/1.1\r\n" + host + "X-Slow: ", "a"};
    Slowness bodies{"bodies, a byte each 100 ms",
                    "POST /api/v1/positions/reconcile HTTP/1.1\r\n" + host +
                        "Content-Length: 10000\r\n\r\n",
                    "a"};
    Slowness readers;
    readers.name = "readers of a byte a second, who ask each second";
    readers.again = load::getRequest(port, SummaryPath);
    readers.every = Milliseconds{1000};
    readers.watched = WatchedReading;
    readers.receiveBytes = 1024;
    readers.reads = true;
    return {headers, bodies, readers};
}

class SlowCrowd
{
public:
    SlowCrowd(const Slowness &slowness, int port) : m_slowness(slowness), m_port(port) {}

    Result<void> open();
    void run(); // until all are cut or it was watched long enough
    int cut() const;
    double untilAllCut() const; // s; infinite: some are open

private:
    struct One
    {
        load::Socket socket;
        SteadyClock::time_point start;
        double cutAfter = Never;
    };

    void send(One &one, const std::string &text) const;
    void turn(One &one) const;
    void seeCuts(SteadyClock::time_point until);
    static void onCut(One &one);

    static constexpr double Never = std::numeric_limits<double>::infinity();

    const Slowness &m_slowness;
    int m_port;
    std::vector<One> m_all;
};

Result<void> SlowCrowd::open()
{
    for (int i = 0; i < Slow; ++i) {
        auto connected = load::connectTo(m_port, m_slowness.receiveBytes);
        if (!connected)
            return base::failure(connected.error());
        m_all.push_back({std::move(*connected), SteadyClock::now()});
        send(m_all.back(), m_slowness.once);
    }
    return {};
}

void SlowCrowd::onCut(One &one)
{
    one.cutAfter = std::chrono::duration<double>(SteadyClock::now() - one.start).count();
    one.socket = {};
}

void SlowCrowd::send(One &one, const std::string &text) const
{
    const auto sent =
        ::send(one.socket.descriptor(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        onCut(one);
}

void SlowCrowd::turn(One &one) const
{
    if (one.cutAfter != Never)
        return;
    char byte = 0;
    if (m_slowness.reads && ::recv(one.socket.descriptor(), &byte, 1, MSG_DONTWAIT) == 0) {
        onCut(one);
        return;
    }
    send(one, m_slowness.again);
}

void SlowCrowd::seeCuts(SteadyClock::time_point until)
{
    std::vector<pollfd> waiting;
    for (const One &one : m_all) // poll() passes over those that are cut: their descriptor is -1
        waiting.push_back({one.socket.descriptor(), POLLRDHUP, 0});
    SteadyClock::time_point now;
    while ((now = SteadyClock::now()) < until && cut() < Slow) {
        const auto left = std::chrono::ceil<Milliseconds>(until - now);
        ::poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            if (std::exchange(waiting[i].revents, short{0}) == 0)
                continue;
            waiting[i].fd = -1;
            onCut(m_all[i]);
        }
    }
}

void SlowCrowd::run()
{
    const auto end = SteadyClock::now() + m_slowness.watched;
    const auto slices = static_cast<std::size_t>(m_slowness.every / Slice);
    auto due = SteadyClock::now();
    for (std::size_t slice = 0; due < end && cut() < Slow; slice = (slice + 1) % slices) {
        for (std::size_t i = slice; i < m_all.size(); i += slices)
            turn(m_all[i]);
        due += Slice;
        seeCuts(due);
    }
}

int SlowCrowd::cut() const
{
    return static_cast<int>(
        std::ranges::count_if(m_all, [](const One &one) { return one.cutAfter != Never; }));
}

double SlowCrowd::untilAllCut() const
{
    return std::ranges::max_element(m_all, {}, &One::cutAfter)->cutAfter;
}

Result<void> measure(const Monitor &monitor, const Slowness &slowness, Report &report)
{
    const Memory before = monitor.memory();
    monitor.forgetPeak();
    SlowCrowd crowd(slowness, monitor.port());
    if (auto opened = crowd.open(); !opened)
        return opened;
    std::atomic<bool> isOver = false;
    auto served = probeWhile(monitor.port(), {SummaryPath}, [&isOver] { return !isOver; });
    crowd.run();
    isOver = true;
    const Served answers = served.get();
    const Memory after = monitor.memory();

    const std::vector<double> &ms = answers.ms.at(SummaryPath);
    report.title(std::to_string(Slow) + " slow clients: " + slowness.name);
    report.add({SummaryPath + ": p50", load::quantile(ms, 0.5), "ms"});
    report.add({SummaryPath + ": p99", load::quantile(ms, 0.99), "ms", MostAnswerMs});
    report.add({SummaryPath + ": the longest", load::quantile(ms, 1), "ms"});
    report.add({"requests that were refused", double(answers.refused), "", 0});
    report.add({"cut, of 500", double(crowd.cut()), ""});
    report.add({"until all were cut", crowd.untilAllCut(), "s", MostSeconds});
    report.add({"growth of memory", after.peak - before.resident, "MB"});
    return {};
}

} // namespace

Result<void> measureSlow(const QString &program, Report &report)
{
    load::Feed feed;
    if (auto started = feed.start(); !started)
        return started;
    Monitor monitor(program, &feed);
    if (auto started = monitor.start(); !started)
        return started;
    for (const Slowness &slowness : slownessesOn(monitor.port())) {
        if (auto measured = measure(monitor, slowness, report); !measured)
            return base::failure(measured.error().in(slowness.name).in(monitor.fate()));
    }
    return {};
}

} // namespace lpm::bench::crowd
