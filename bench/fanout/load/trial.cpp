// SPDX-License-Identifier: GPL-3.0-or-later
#include "fanout/load/trial.h"

#include "load/quantile.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace lpm::bench::fanout {

using base::ErrorCode;
using base::Result;
using load::Arrival;
using load::Cost;
using load::Feed;
using load::LoadClients;
using load::Nanoseconds;
using load::Patience;
using load::quantile;
using load::SentFill;
using load::Traffic;
using load::UpdatesATick;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr Patience FillPatience{10'000};
constexpr Patience Gap{10}; // between the last client of a fill and the next fill
constexpr Patience QuietPatience{60'000};
constexpr Patience LatePatience{2'000}; // for what comes after the last tick
constexpr int WarmFills = 20;
constexpr int WarmTicks = 5;
constexpr Patience WarmGap{300};
constexpr int SpareClients = 16;
constexpr double NsAMs = 1e6;

// What the first client was told is the fill that happened and the position after it.
bool isRight(const std::string &update, const SentFill &fill)
{
    if (update.find("\"fill_id\":\"" + fill.tradeId + '"') == std::string::npos)
        return false;
    constexpr std::string_view key = "\"quantity\":\"";
    const auto at = update.find(key); // the position's comes first
    if (at == std::string::npos)
        return false;
    const double told = std::atof(update.c_str() + at + key.size());
    const double size = std::atof(fill.size.c_str());
    return std::abs(told - size) <= 1e-9 * std::max(1.0, size);
}

class Trial
{
public:
    Trial(const Contestant &contestant, const Plan &plan, Feed &feed)
        : m_plan(plan), m_feed(feed), m_server(contestant, feed, plan.clients.back() + SpareClients)
    {
    }

    Result<Figures> run();

private:
    Result<double> oneFill(int number); // ms to the last client
    Result<FillFigures> fills();
    Result<void> warmMarks();
    Result<MarkFigures> marks();
    base::Error broken(const std::string &what);

    const Plan &m_plan;
    Feed &m_feed;
    RunningContestant m_server;
    LoadClients m_clients;
};

base::Error Trial::broken(const std::string &what)
{
    if (const int lost = m_clients.traffic().lost; lost > 0)
        return {ErrorCode::Protocol,
                what + ": " + std::to_string(lost) + " connections ended; " + m_server.fate()};
    return {ErrorCode::Protocol, what + ": " + m_server.fate()};
}

Result<double> Trial::oneFill(int number)
{
    const auto sent = m_feed.fill();
    if (!sent)
        return base::failure(sent.error());
    const auto arrived = m_clients.waitForFill(number, FillPatience);
    if (!arrived)
        return base::failure(broken("fill " + std::to_string(number) + " did not reach everybody"));
    if (!isRight(m_clients.fillSeenByFirst(), *sent))
        return base::failure(broken("a wrong fill or position instead of " + sent->size + ": " +
                                    m_clients.fillSeenByFirst()));
    std::this_thread::sleep_for(Gap);
    return static_cast<double>(arrived->last - sent->at) / NsAMs;
}

Result<FillFigures> Trial::fills()
{
    m_clients.expectFills(WarmFills + m_plan.fills);
    std::vector<double> took;
    Cost before;
    Traffic trafficBefore;
    for (int i = 0; i < WarmFills + m_plan.fills; ++i) {
        if (i == WarmFills) {
            before = m_server.cost();
            trafficBefore = m_clients.traffic();
        }
        const auto one = oneFill(i);
        if (!one)
            return base::failure(one.error());
        if (i >= WarmFills)
            took.push_back(*one);
    }
    const Traffic traffic = m_clients.traffic();
    const auto updates = static_cast<double>(traffic.updates - trafficBefore.updates);
    FillFigures figures;
    figures.medianMs = quantile(took, 0.5);
    figures.p99Ms = quantile(took, 0.99);
    figures.cpuUs = (m_server.cost().cpuMs - before.cpuMs) * 1000 / updates;
    figures.bytes = static_cast<double>(traffic.bytes - trafficBefore.bytes) / updates;
    return figures;
}

Result<void> Trial::warmMarks()
{
    for (int i = 0; i < WarmTicks; ++i) {
        if (const auto moved = m_feed.moveMarks(); !moved)
            return base::failure(moved.error());
        std::this_thread::sleep_for(WarmGap);
    }
    if (!m_clients.expectTicks(m_plan.ticks, QuietPatience))
        return base::failure(broken("the clients did not hear the same before the marks"));
    return {};
}

Result<MarkFigures> Trial::marks()
{
    if (auto warm = warmMarks(); !warm)
        return base::failure(warm.error());
    const Cost costBefore = m_server.cost();
    const Traffic before = m_clients.traffic();
    const auto start = SteadyClock::now();
    std::vector<Nanoseconds> sent;
    for (int i = 0; i < m_plan.ticks; ++i) {
        std::this_thread::sleep_until(start + i * m_plan.tickEvery);
        const auto at = m_feed.moveMarks();
        if (!at)
            return base::failure(at.error());
        sent.push_back(*at);
    }
    std::this_thread::sleep_until(start + m_plan.ticks * m_plan.tickEvery);
    const Traffic after = m_clients.traffic();
    const Cost costAfter = m_server.cost();
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    m_clients.waitForTicks(LatePatience);

    const auto updates = static_cast<double>(after.updates - before.updates);
    const double offered = double(UpdatesATick) * m_plan.ticks * m_plan.clients.back();
    MarkFigures figures;
    figures.deliveredASecond = updates / seconds;
    figures.deliveredShare = updates / offered;
    figures.cpuUs = (costAfter.cpuMs - costBefore.cpuMs) * 1000 / updates;
    figures.bytes = static_cast<double>(after.bytes - before.bytes) / updates;
    figures.residentMb = costAfter.residentKb / 1024;
    std::vector<double> took;
    const std::vector<Arrival> ticks = m_clients.ticks();
    for (std::size_t i = 0; i < ticks.size(); ++i)
        took.push_back(ticks[i].clients == m_plan.clients.back()
                           ? static_cast<double>(ticks[i].last - sent[i]) / NsAMs
                           : std::numeric_limits<double>::infinity());
    figures.medianMs = quantile(took, 0.5);
    figures.p99Ms = quantile(took, 0.99);
    return figures;
}

Result<Figures> Trial::run()
{
    if (auto started = m_server.start(); !started)
        return base::failure(started.error());
    Figures figures;
    for (const int clients : m_plan.clients) {
        const auto opened = m_clients.openUpTo(clients, m_server.port(), m_server.streamPath());
        if (!opened)
            return base::failure(broken(opened.error().message));
        std::this_thread::sleep_for(WarmGap); // what each begins with is on its way
        const auto measured = fills();
        if (!measured)
            return base::failure(measured.error());
        figures.fills[clients] = *measured;
    }
    const auto measured = marks();
    if (!measured)
        return base::failure(measured.error());
    figures.marks = *measured;
    const Traffic traffic = m_clients.traffic();
    if (traffic.lost > 0 || traffic.strange > 0)
        return base::failure(broken(std::to_string(traffic.strange) + " strange messages"));
    return figures;
}

} // namespace

Result<Figures> tryOnce(const Contestant &contestant, const Plan &plan)
{
    Feed feed;
    if (auto started = feed.start(); !started)
        return base::failure(started.error());
    return Trial(contestant, plan, feed).run();
}

} // namespace lpm::bench::fanout
