// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/campaign.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace lpm::simulation {

namespace {

constexpr std::uint64_t SeedsAtOnce = 64;

} // namespace

void CampaignResult::add(std::uint64_t seed, const ScheduleResult &result,
                         const std::string &options)
{
    ++schedules;
    fills += result.fills;
    changes += result.changes;
    lateFills += result.lateFills;
    adjustments += result.adjustments;
    entryDiscrepancies += result.entryDiscrepancies;
    deaths += result.deaths;
    traceHash ^= result.traceHash * (2 * seed + 1); // in any order the same
    longestHealing = std::max(longestHealing, result.healedAfter);
    longestWait = std::max(longestWait, result.waitedForBudget);
    waits += result.waitedForBudget > Milliseconds{0} ? 1 : 0;
    longestSilence = std::max(longestSilence, result.longestSilence);
    discrepancyAfter = std::max(discrepancyAfter, result.discrepancyAfter);
    witnessedAfter = std::max(witnessedAfter, result.witnessedAfter);
    unwitnessedAfter = std::max(unwitnessedAfter, result.unwitnessedAfter);
    mostWeight = std::max(mostWeight, result.mostWeight);
    mostConnects = std::max(mostConnects, result.mostConnects);
    struck.add(result.struck);
    if (result.entryDiscrepancies > 0)
        entrySeeds.push_back(seed);
    if (!result.broken.empty())
        failures.push_back({seed, options, result.broken});
}

void CampaignResult::add(const CampaignResult &other)
{
    schedules += other.schedules;
    fills += other.fills;
    changes += other.changes;
    lateFills += other.lateFills;
    adjustments += other.adjustments;
    entryDiscrepancies += other.entryDiscrepancies;
    deaths += other.deaths;
    traceHash ^= other.traceHash;
    longestHealing = std::max(longestHealing, other.longestHealing);
    longestWait = std::max(longestWait, other.longestWait);
    waits += other.waits;
    longestSilence = std::max(longestSilence, other.longestSilence);
    discrepancyAfter = std::max(discrepancyAfter, other.discrepancyAfter);
    witnessedAfter = std::max(witnessedAfter, other.witnessedAfter);
    unwitnessedAfter = std::max(unwitnessedAfter, other.unwitnessedAfter);
    mostWeight = std::max(mostWeight, other.mostWeight);
    mostConnects = std::max(mostConnects, other.mostConnects);
    struck.add(other.struck);
    failures.insert(failures.end(), other.failures.begin(), other.failures.end());
    entrySeeds.insert(entrySeeds.end(), other.entrySeeds.begin(), other.entrySeeds.end());
}

CampaignResult runCampaign(std::uint64_t from, std::uint64_t schedules, int jobs,
                           const RunSeed &run, const std::string &options)
{
    CampaignResult total;
    std::atomic<std::uint64_t> next = 0;
    std::mutex adding;
    const auto work = [&] {
        CampaignResult mine;
        while (true) {
            const std::uint64_t first = next.fetch_add(SeedsAtOnce);
            if (first >= schedules)
                break;
            const auto end = std::min(first + SeedsAtOnce, schedules);
            for (std::uint64_t i = first; i < end; ++i)
                mine.add(from + i, run(from + i), options);
        }
        const std::lock_guard guard(adding);
        total.add(mine);
    };
    std::vector<std::thread> threads;
    for (int i = 1; i < jobs; ++i)
        threads.emplace_back(work);
    work();
    for (auto &thread : threads)
        thread.join();
    std::sort(total.failures.begin(), total.failures.end(),
              [](const Failure &a, const Failure &b) { return a.seed < b.seed; });
    std::sort(total.entrySeeds.begin(), total.entrySeeds.end());
    return total;
}

std::string shrunk(std::uint64_t seed, const ScheduleOptions &options)
{
    ScheduleOptions smallest = options;
    smallest.faults = Schedule::faultsOf(seed, options);
    const auto fails = [seed](const ScheduleOptions &tried) {
        return !Schedule(seed, tried).run().broken.empty();
    };
    if (!fails(smallest))
        return {};
    for (std::size_t i = 0; i < FaultCount; ++i) {
        ScheduleOptions tried = smallest;
        tried.faults->reset(i);
        if ((*smallest.faults)[i] && fails(tried))
            smallest = tried;
    }
    for (std::size_t fills = smallest.fills / 2; fills > 0; fills /= 2) {
        ScheduleOptions tried = smallest;
        tried.fills = smallest.fills - std::min(fills, smallest.fills - 1);
        if (fails(tried))
            smallest = tried;
    }
    std::string list;
    for (std::size_t i = 0; i < FaultCount; ++i) {
        if ((*smallest.faults)[i])
            list += (list.empty() ? "" : ",") + std::string(nameOf(static_cast<Fault>(i)));
    }
    return "--seed " + std::to_string(seed) + " --fills " + std::to_string(smallest.fills)
           + " --faults " + (list.empty() ? "none" : list);
}

} // namespace lpm::simulation
