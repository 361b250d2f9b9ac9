// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/stalled.h"

#include "crowd/monitor.h"
#include "load/connecting.h"
#include "load/loadclients.h"
#include "load/quantile.h"

#include <unistd.h>

#include <algorithm>
#include <deque>
#include <fstream>

namespace lpm::bench::crowd {

using base::ErrorCode;
using base::Result;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int Good = 100;
constexpr int Stalled = 100;
constexpr int Rounds = 3; // of without and with; a burst of noise spoils one of them
constexpr int FillsARound = 400;
constexpr int FillsToTheEnd = 1600; // in which those who read nothing are sent away
constexpr std::chrono::milliseconds FillEvery{25};
constexpr std::chrono::milliseconds MarksBefore{12}; // every fourth fill
constexpr int FillsAMarks = 4;
constexpr int WarmFills = 40;
constexpr int LookEvery = 40; // fills: whether all of those who read nothing are there
constexpr load::Patience FillPatience{10'000};
constexpr int StalledReceiveBytes = 4096;
constexpr double MostMemoryMb = 128;
constexpr double MostSlower = 1.2; // times
constexpr double NsAMs = 1e6;
constexpr double BytesAMb = 1 << 20;

// How many clients the program says it has.
std::optional<int> clientsOf(int port)
{
    constexpr std::string_view key = "\nhlpm_api_clients ";
    const std::string text = load::bodyOf(port, "/metrics");
    const auto at = text.find(key);
    if (at == std::string::npos)
        return std::nullopt;
    return std::atoi(text.c_str() + at + key.size());
}

// What the kernel holds for the connections of this machine: no process's memory.
double kernelMb()
{
    constexpr std::string_view key = " mem ";
    std::ifstream file("/proc/net/sockstat");
    std::string line;
    while (std::getline(file, line)) {
        if (const auto at = line.find(key); line.starts_with("TCP:") && at != std::string::npos)
            return std::atof(line.c_str() + at + key.size()) * double(sysconf(_SC_PAGESIZE)) /
                   BytesAMb;
    }
    return 0;
}

using Milliseconds = std::vector<double>;

// What fills took to the last good client.
struct Times
{
    Milliseconds all;
    // Less the time in which the program was ready and had no processor: it shares them with the
    // clients and the exchange, which run here, and with whatever else runs.
    Milliseconds own;
};

// Of the rounds, the median of this quantile.
double medianOf(const std::vector<Times> &rounds, Milliseconds Times::*which, double share)
{
    Milliseconds values;
    for (const Times &round : rounds)
        values.push_back(load::quantile(round.*which, share));
    return load::quantile(values, 0.5);
}

void addTimes(const std::vector<Times> &without, const std::vector<Times> &with, const Times &late,
              Report &report)
{
    const std::string fill = "a fill to the last good one ";
    report.add({fill + "without them: p50", medianOf(without, &Times::all, 0.5), "ms"});
    report.add({fill + "beside them: p50", medianOf(with, &Times::all, 0.5), "ms"});
    const double whole = medianOf(without, &Times::all, 0.99);
    report.add({fill + "without them: p99", whole, "ms"});
    report.add({fill + "beside them: p99", medianOf(with, &Times::all, 0.99), "ms",
                whole * MostSlower});
    const std::string own = "  less what the program waited for a processor, ";
    const double p99 = medianOf(without, &Times::own, 0.99);
    report.add({own + "without: p99", p99, "ms"});
    report.add({own + "beside: p99", medianOf(with, &Times::own, 0.99), "ms", p99 * MostSlower});
    report.add({"  the same while they are sent away and come back: p99",
                load::quantile(late.own, 0.99), "ms"});
}

class Trial
{
public:
    Trial(const QString &program, load::Feed &feed) : m_feed(feed), m_monitor(program, &feed) {}

    Result<void> run(Report &report);

private:
    // Beside so many who read nothing.
    Result<void> fills(int count, int stalled, Times &took);
    Result<void> keepStalled(int count);
    void dropStalled();

    load::Feed &m_feed;
    Monitor m_monitor;
    load::LoadClients m_good;
    std::deque<load::Socket> m_stalled;
    double m_kernelPeakMb = 0;
    int m_cut = 0; // stalled ones that the program sent away
};

// Those that were sent away come back at once.
Result<void> Trial::keepStalled(int count)
{
    const auto there = clientsOf(m_monitor.port());
    if (!there)
        return base::failure(ErrorCode::Protocol, "the program does not say its clients");
    m_kernelPeakMb = std::max(m_kernelPeakMb, kernelMb());
    const int missing = std::max(0, Good + count - *there);
    m_cut += m_stalled.empty() ? 0 : missing;
    for (int i = 0; i < missing; ++i) {
        auto connected = load::connectStream(m_monitor.port(), StreamPath, StalledReceiveBytes);
        if (!connected)
            return base::failure(connected.error().in("a stalled client"));
        m_stalled.push_back(std::move(connected->socket));
        if (m_stalled.size() > Stalled)
            m_stalled.pop_front();
    }
    return {};
}

void Trial::dropStalled()
{
    m_stalled.clear();
    const auto deadline = SteadyClock::now() + FillPatience;
    while (clientsOf(m_monitor.port()).value_or(0) > Good && SteadyClock::now() < deadline)
        std::this_thread::sleep_for(FillEvery);
}

Result<void> Trial::fills(int count, int stalled, Times &took)
{
    const int warm = stalled > 0 ? 0 : WarmFills; // with them, how they fall behind counts too
    m_good.expectFills(warm + count);
    auto due = SteadyClock::now();
    for (int i = 0; i < warm + count; ++i, due += FillEvery) {
        if (i % LookEvery == 0) { // the clock stands still meanwhile
            if (auto kept = keepStalled(stalled); !kept)
                return kept;
            due = SteadyClock::now();
        }
        if (i % FillsAMarks == 0) {
            std::this_thread::sleep_until(due + FillEvery - MarksBefore);
            if (const auto moved = m_feed.moveMarks(); !moved)
                return base::failure(moved.error());
        }
        std::this_thread::sleep_until(due + FillEvery);
        const double waited = m_monitor.waitedMs();
        const auto sent = m_feed.fill();
        if (!sent)
            return base::failure(sent.error());
        const auto arrived = m_good.waitForFill(i, FillPatience);
        if (!arrived)
            return base::failure(ErrorCode::Timeout,
                                 "a fill did not reach every good client: " + m_monitor.fate());
        if (i < warm)
            continue;
        const double ms = static_cast<double>(arrived->last - sent->at) / NsAMs;
        took.all.push_back(ms);
        took.own.push_back(std::max(0.0, ms - (m_monitor.waitedMs() - waited)));
    }
    return {};
}

Result<void> Trial::run(Report &report)
{
    if (auto started = m_monitor.start(); !started)
        return started;
    if (auto opened = m_good.openUpTo(Good, m_monitor.port(), StreamPath); !opened)
        return opened;
    std::vector<Times> without(Rounds);
    std::vector<Times> with(Rounds);
    Memory before;
    for (std::size_t round = 0; round < Rounds; ++round) {
        if (auto measured = fills(FillsARound, 0, without[round]); !measured)
            return measured;
        if (round == 0) {
            before = m_monitor.memory();
            m_monitor.forgetPeak();
        }
        if (auto measured = fills(FillsARound, Stalled, with[round]); !measured)
            return measured;
        dropStalled();
    }
    Times late;
    if (auto ended = fills(FillsToTheEnd, Stalled, late); !ended)
        return ended;
    const Memory after = m_monitor.memory();
    report.add({"memory before", before.resident, "MB"});
    report.add({"growth of memory, at its peak", after.peak - before.resident, "MB", MostMemoryMb});
    report.add({"growth of memory that stays", after.resident - before.resident, "MB"});
    report.add({"memory of the kernel for all connections, at its peak", m_kernelPeakMb, "MB"});
    addTimes(without, with, late, report);
    report.add({"stalled clients that were sent away and came back", double(m_cut), ""});
    report.add({"good clients that were lost", double(m_good.traffic().lost), "", 0});
    return {};
}

} // namespace

Result<void> measureStalled(const QString &program, Report &report)
{
    load::Feed feed;
    if (auto started = feed.start(); !started)
        return started;
    report.title(std::to_string(Stalled) + " clients that read nothing beside " +
                 std::to_string(Good) + " good ones, 1,000 prices and 40 fills a second");
    return Trial(program, feed).run(report);
}

} // namespace lpm::bench::crowd
