// SPDX-License-Identifier: GPL-3.0-or-later
// Many schedules, one after the other or on several threads, each from its own seed: the sum of
// what struck and of what came out does not depend on how they were shared out.
#pragma once

#include "tests/simulation/schedule.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lpm::simulation {

struct Failure
{
    std::uint64_t seed = 0;
    std::string options; // besides the seed, to replay it
    std::string what;
};

struct CampaignResult
{
    std::uint64_t schedules = 0;
    std::uint64_t fills = 0;
    std::uint64_t changes = 0;
    std::uint64_t lateFills = 0;
    std::uint64_t adjustments = 0;
    std::uint64_t entryDiscrepancies = 0;
    std::uint64_t deaths = 0;
    std::uint64_t traceHash = 0; // of all schedules
    Milliseconds longestWait{0}; // for the budget, while something was to be set right
    std::uint64_t waits = 0;     // schedules with one
    Milliseconds longestHealing{0};
    Milliseconds longestSilence{0};
    Milliseconds discrepancyAfter{0};
    Milliseconds witnessedAfter{0};
    Milliseconds unwitnessedAfter{0};
    int mostWeight = 0;
    std::size_t mostConnects = 0;
    Strikes struck;
    std::vector<Failure> failures; // by seed
    std::vector<std::uint64_t> entrySeeds; // those with entryDiscrepancies

    static constexpr std::size_t MostFailures = 20;

    void add(std::uint64_t seed, const ScheduleResult &result, const std::string &options);
    void add(const CampaignResult &other);
};

// Makes the schedule of a seed and runs it.
using RunSeed = std::function<ScheduleResult(std::uint64_t seed)>;

CampaignResult runCampaign(std::uint64_t from, std::uint64_t schedules, int jobs,
                           const RunSeed &run, const std::string &options);

// The fewest faults and fills with which the seed still fails, as options; "" if it does not fail.
std::string shrunk(std::uint64_t seed, const ScheduleOptions &options);

} // namespace lpm::simulation
