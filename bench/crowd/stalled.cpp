// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/stalled.h"

#include "crowd/monitor.h"
#include "load/connecting.h"
#include "load/loadclients.h"
#include "load/quantile.h"

#include <algorithm>
#include <deque>

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
constexpr load::Patience FillPatience{10'000};
constexpr int StalledReceiveBytes = 4096;
constexpr double MostMemoryMb = 128;
constexpr double MostSlower = 1.2; // times
constexpr double NsAMs = 1e6;

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

using Milliseconds = std::vector<double>;

// Of the rounds, the median of this quantile.
double medianOf(const std::vector<Milliseconds> &rounds, double share)
{
    Milliseconds values;
    for (const Milliseconds &round : rounds)
        values.push_back(load::quantile(round, share));
    return load::quantile(values, 0.5);
}

class Trial
{
public:
    Trial(const QString &program, load::Feed &feed) : m_feed(feed), m_monitor(program, &feed) {}

    Result<void> run(Report &report);

private:
    // Beside so many who read nothing.
    Result<void> fills(int count, int stalled, Milliseconds &took);
    Result<void> keepStalled(int count);
    void dropStalled();

    load::Feed &m_feed;
    Monitor m_monitor;
    load::LoadClients m_good;
    std::deque<load::Socket> m_stalled;
    int m_cut = 0; // stalled ones that the program sent away
};

// Those that were sent away come back at once.
Result<void> Trial::keepStalled(int count)
{
    const auto there = clientsOf(m_monitor.port());
    if (!there)
        return base::failure(ErrorCode::Protocol, "the program does not say its clients");
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

Result<void> Trial::fills(int count, int stalled, Milliseconds &took)
{
    m_good.expectFills(WarmFills + count);
    auto due = SteadyClock::now();
    for (int i = 0; i < WarmFills + count; ++i, due += FillEvery) {
        if (i % WarmFills == 0) { // the clock stands still meanwhile
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
        const auto sent = m_feed.fill();
        if (!sent)
            return base::failure(sent.error());
        const auto arrived = m_good.waitForFill(i, FillPatience);
        if (!arrived)
            return base::failure(ErrorCode::Timeout,
                                 "a fill did not reach every good client: " + m_monitor.fate());
        if (i >= WarmFills)
            took.push_back(static_cast<double>(arrived->last - sent->at) / NsAMs);
    }
    return {};
}

Result<void> Trial::run(Report &report)
{
    if (auto started = m_monitor.start(); !started)
        return started;
    if (auto opened = m_good.openUpTo(Good, m_monitor.port(), StreamPath); !opened)
        return opened;
    std::vector<Milliseconds> without(Rounds);
    std::vector<Milliseconds> with(Rounds);
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
    Milliseconds late;
    if (auto ended = fills(FillsToTheEnd, Stalled, late); !ended)
        return ended;
    const Memory after = m_monitor.memory();
    const double p99 = medianOf(without, 0.99);
    const double p99With = medianOf(with, 0.99);
    report.add({"memory before", before.resident, "MB"});
    report.add({"growth of memory, at its peak", after.peak - before.resident, "MB", MostMemoryMb});
    report.add({"growth of memory that stays", after.resident - before.resident, "MB"});
    report.add({"a fill to the last good one without them: p50", medianOf(without, 0.5), "ms"});
    report.add({"a fill to the last good one beside them: p50", medianOf(with, 0.5), "ms"});
    report.add({"a fill to the last good one without them: p99", p99, "ms"});
    report.add({"a fill to the last good one beside them: p99", p99With, "ms", p99 * MostSlower});
    report.add({"  the same while they are sent away and come back: p99",
                load::quantile(late, 0.99), "ms"});
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
