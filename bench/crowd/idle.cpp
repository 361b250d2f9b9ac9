// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/idle.h"

#include "crowd/monitor.h"
#include "crowd/restprobe.h"
#include "load/loadclients.h"
#include "load/quantile.h"

namespace lpm::bench::crowd {

using base::ErrorCode;
using base::Result;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int Requests = 2000; // of each path
constexpr double MostMemoryMb = 350;
constexpr double MostAnswerMs = 20;
constexpr std::chrono::seconds StatePatience{60};
constexpr std::chrono::seconds Settling{1};

// Until each has read the state it begins with.
bool waitForStates(load::LoadClients &clients, int count)
{
    const auto deadline = SteadyClock::now() + StatePatience;
    while (clients.traffic().states < static_cast<std::uint64_t>(count)) {
        if (SteadyClock::now() > deadline)
            return false;
        std::this_thread::sleep_for(load::Patience{20});
    }
    std::this_thread::sleep_for(Settling);
    return true;
}

void addAnswers(const Served &served, Report &report)
{
    for (const auto &[path, ms] : served.ms) {
        report.add({path + ": p50", load::quantile(ms, 0.5), "ms"});
        report.add({path + ": p99", load::quantile(ms, 0.99), "ms", MostAnswerMs});
        report.add({path + ": the longest", load::quantile(ms, 1), "ms"});
    }
    report.add({"requests that were refused", double(served.refused), "", 0});
}

Result<void> measure(Monitor &monitor, int count, Report &report)
{
    if (auto started = monitor.start(); !started)
        return started;
    const Memory before = monitor.memory();
    monitor.forgetPeak();
    load::LoadClients clients;
    const auto start = SteadyClock::now();
    if (auto opened = clients.openUpTo(count, monitor.port(), FirstAccountPath); !opened)
        return base::failure(opened.error().in(monitor.fate()));
    const std::chrono::duration<double> opening = SteadyClock::now() - start;
    if (!waitForStates(clients, count))
        return base::failure(ErrorCode::Timeout, "not every client was told the state");

    const Memory idle = monitor.memory();
    const load::Traffic traffic = clients.traffic();
    const double cpu = monitor.cpuMs();
    const auto asking = SteadyClock::now();
    const Served served = probe(monitor.port(), {SummaryPath, HealthPath}, Requests);
    const std::chrono::duration<double> asked = SteadyClock::now() - asking;
    const Memory after = monitor.memory();
    const load::Traffic told = clients.traffic();

    report.add({"until all were there", opening.count(), "s"});
    report.add({"memory before", before.resident, "MB"});
    report.add({"memory with all of them", idle.resident, "MB", MostMemoryMb});
    report.add({"  its peak from the first on", after.peak, "MB", MostMemoryMb});
    report.add({"  of one", (idle.resident - before.resident) * 1024 / count, "KB"});
    report.add(
        {"updates to all of them in a second",
         static_cast<double>(told.updates + told.strange - traffic.updates - traffic.strange) /
             asked.count(),
         ""});
    report.add({"one processor's share", (monitor.cpuMs() - cpu) / asked.count() / 10, "%"});
    addAnswers(served, report);
    report.add({"clients that were lost", double(told.lost), "", 0});
    return {};
}

} // namespace

Result<void> measureIdle(const QString &program, int clients, Report &report)
{
    load::Feed feed;
    if (auto started = feed.start(); !started)
        return started;
    report.title(std::to_string(clients) + " idle clients, a market that stands still");
    Monitor still(program, &feed);
    if (auto measured = measure(still, clients, report); !measured)
        return measured;
    report.title(std::to_string(clients) + " idle clients, the demo");
    Monitor demo(program, nullptr);
    return measure(demo, clients, report);
}

} // namespace lpm::bench::crowd
