// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/crashpoints.h"

namespace lpm::simulation {

namespace {

// Each operation is ended in as many ways.
constexpr std::uint64_t Ends = 1 + Tears;
constexpr std::int64_t UsualOperations = 330; // of a schedule

constexpr Fault DiskFaults[] = {Fault::KilledInDisk, Fault::SyncError, Fault::DiskFull,
                                Fault::ReadOnlyDisk, Fault::Midnight,  Fault::CrashInRecovery,
                                Fault::TornTail,     Fault::PowerLoss, Fault::Disconnected,
                                Fault::WallClockJump};

PlannedDeath deathOf(std::uint64_t number)
{
    PlannedDeath death;
    death.operation = number / Ends;
    const auto end = number % Ends;
    if (end > 0)
        death.tear = static_cast<Tear>(end - 1);
    return death;
}

} // namespace

CrashPoints runCrashPoints(std::uint64_t seed, int jobs, std::optional<std::uint64_t> point)
{
    ScheduleOptions calm;
    calm.faults = FaultSet{};
    CrashPoints points;
    const ScheduleResult whole = Schedule(seed, calm).run();
    points.operations = whole.diskOperations;
    if (!whole.broken.empty()) {
        points.result.add(seed, whole, "--faults none");
        return points;
    }
    points.result = runCampaign(
        point.value_or(0), point ? 1 : points.operations * Ends, jobs,
        [&](std::uint64_t number) {
            ScheduleOptions options = calm;
            options.death = deathOf(number);
            auto result = Schedule(seed, options).run();
            if (!result.broken.empty())
                result.broken = "seed " + std::to_string(seed) + ", dying in operation "
                                + std::to_string(options.death->operation) + ": " + result.broken;
            return result;
        },
        "--crash-points --from " + std::to_string(seed));
    return points;
}

ScheduleResult runPowerLoss(std::uint64_t seed, bool isVerbose)
{
    simulator::Random random(seed ^ 0x9077'E210'55ULL);
    ScheduleOptions options;
    options.isVerbose = isVerbose;
    options.faults = FaultSet{};
    for (const Fault fault : DiskFaults) {
        if (random.chance(250))
            options.faults->set(indexOf(fault));
    }
    options.death = PlannedDeath{static_cast<std::uint64_t>(random.below(UsualOperations)),
                                 static_cast<Tear>(random.below(Tears))};
    return Schedule(seed, options).run();
}

} // namespace lpm::simulation
