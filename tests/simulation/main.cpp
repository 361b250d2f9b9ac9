// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the heart of the monitor (synchronisation, positions, audit trail, recovery) in a simulated
// world of faults, as often as one likes, each time from one seed.
#include "tests/simulation/crashpoints.h"
#include "tests/simulation/report.h"
#include "tests/simulation/soak.h"

#include <CLI/CLI.hpp>
#include <QLoggingCategory>
#include <malloc.h>

#include <chrono>
#include <cinttypes>
#include <cstdio>

using namespace lpm::simulation;

namespace {

// Within a simulated day of which the first hours fill the windows that are kept.
constexpr int SettledHours = 4;
constexpr double MostGrowth = 1.05;

struct Command
{
    std::uint64_t from = 1;
    std::uint64_t schedules = 0;
    std::optional<std::uint64_t> seed;
    std::vector<std::string> faults;
    std::size_t fills = 200;
    std::uint64_t powerLosses = 0;
    bool crashPoints = false;
    int soakHours = 0;
    std::uint64_t twice = 0;
    std::uint64_t atLeast = 0;
    int jobs = 1;
    bool isVerbose = false;
    bool shrinks = false;
};

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::optional<FaultSet> faultsNamed(const std::vector<std::string> &names)
{
    if (names.empty())
        return std::nullopt;
    FaultSet faults;
    for (const std::string &name : names) {
        const Fault fault = faultOf(name);
        if (fault != Fault::Count)
            faults.set(indexOf(fault));
        else if (name != "none")
            throw CLI::ValidationError("--faults", "there is no fault " + name);
    }
    return faults;
}

ScheduleOptions scheduleOptions(const Command &command)
{
    ScheduleOptions options;
    options.fills = command.fills;
    options.faults = faultsNamed(command.faults);
    options.isVerbose = command.isVerbose;
    return options;
}

std::string replayOptions(const Command &command)
{
    std::string text;
    if (command.fills != 200)
        text += "--fills " + std::to_string(command.fills);
    for (const std::string &fault : command.faults)
        text += (text.empty() ? "--faults " : " --faults ") + fault;
    return text;
}

bool runSchedules(const Command &command)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto options = scheduleOptions(command);
    const auto result = runCampaign(
        command.seed.value_or(command.from), command.seed ? 1 : command.schedules, command.jobs,
        [&](std::uint64_t seed) { return Schedule(seed, options).run(); }, replayOptions(command));
    printFailures(result);
    if (command.shrinks && !result.failures.empty())
        std::printf("smallest: simulation %s\n",
                    shrunk(result.failures.front().seed, options).c_str());
    const bool hasStruck = command.atLeast == 0 || printRows(result.struck, command.atLeast);
    printFigures("schedules", result, secondsSince(begin));
    return result.failures.empty() && hasStruck;
}

bool runPowerLosses(const Command &command)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto result = runCampaign(
        command.seed.value_or(command.from), command.seed ? 1 : command.powerLosses, command.jobs,
        [&](std::uint64_t seed) { return runPowerLoss(seed, command.isVerbose); }, "--power-loss 1");
    printFailures(result);
    printFigures("power loss", result, secondsSince(begin));
    return result.failures.empty();
}

bool runAllCrashPoints(const Command &command)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto points = runCrashPoints(command.from, command.jobs, command.seed);
    printFailures(points.result);
    std::printf("crash points: %" PRIu64 " disk operations, killed and torn in 3 ways at each\n",
                points.operations);
    printFigures("crash points", points.result, secondsSince(begin));
    return points.result.failures.empty() && points.operations > 0;
}

// The same seed gives the same run, to the last bit of its trace.
bool runTwice(const Command &command)
{
    const auto options = scheduleOptions(command);
    for (std::uint64_t seed = command.from; seed < command.from + command.twice; ++seed) {
        const auto first = Schedule(seed, options).run();
        const auto second = Schedule(seed, options).run();
        if (first.traceHash != second.traceHash || first.changes != second.changes) {
            std::printf("FAILED  seed %" PRIu64 " gave two different runs\n", seed);
            return false;
        }
    }
    std::printf("twice: %" PRIu64 " seeds gave the same trace both times\n", command.twice);
    return true;
}

void printHour(const SoakHour &hour)
{
    std::printf("  hour %2d: %9" PRIu64 " fills, %9" PRIu64 " audit lines, %6.1f MiB in use\n",
                hour.hour, hour.fills, hour.auditLines,
                static_cast<double>(hour.bytesInUse) / (1024.0 * 1024.0));
    std::fflush(stdout);
}

bool isFlat(const std::vector<SoakHour> &hours)
{
    if (hours.size() <= SettledHours)
        return true;
    const auto settled = static_cast<double>(hours[SettledHours - 1].bytesInUse);
    return static_cast<double>(hours.back().bytesInUse) <= settled * MostGrowth;
}

bool runLong(const Command &command)
{
    const auto begin = std::chrono::steady_clock::now();
    std::printf("soak: 50 fills a second\n");
    const auto result = runSoak(command.soakHours, printHour);
    if (!result.broken.empty())
        std::printf("FAILED  soak: %s\n", result.broken.c_str());
    const bool flat = isFlat(result.hours);
    if (!flat)
        std::printf("FAILED  soak: the memory in use grows\n");
    std::printf("soak: %d simulated hours in %.1f s\n", command.soakHours, secondsSince(begin));
    return result.broken.empty() && flat;
}

void describe(CLI::App &app, Command &command)
{
    app.add_option("--schedules", command.schedules, "run so many seeds");
    app.add_option("--from", command.from, "beginning with this one")->capture_default_str();
    app.add_option("--seed", command.seed, "run this one alone, or this crash point");
    app.add_option("--faults", command.faults, "these and no others, or none")->delimiter(',');
    app.add_option("--fills", command.fills, "of a schedule")->capture_default_str();
    app.add_option("--power-loss", command.powerLosses, "lose the power in so many seeds");
    app.add_flag("--crash-points", command.crashPoints, "die in every disk operation of a run");
    app.add_option("--soak", command.soakHours, "so many simulated hours at 50 fills a second");
    app.add_option("--trace-hash", command.twice, "run so many seeds twice and compare");
    app.add_option("--at-least", command.atLeast, "each fault must strike so often");
    app.add_option("--jobs", command.jobs, "threads")->capture_default_str();
    app.add_flag("--verbose", command.isVerbose, "tell what happens");
    app.add_flag("--shrink", command.shrinks, "find the smallest run in which a seed fails");
}

} // namespace

int main(int argc, char **argv)
{
    // A schedule's memory is used again by the next, instead of going back and forth.
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    QLoggingCategory::setFilterRules(QStringLiteral("lpm.*=false"));
    CLI::App app("The heart of the monitor in a simulated world of faults.");
    Command command;
    describe(app, command);
    CLI11_PARSE(app, argc, argv);

    bool isGood = true;
    const bool isOther = command.powerLosses > 0 || command.crashPoints; // a seed is one of theirs
    if (command.schedules > 0 || (command.seed && !isOther))
        isGood = runSchedules(command) && isGood;
    if (command.powerLosses > 0)
        isGood = runPowerLosses(command) && isGood;
    if (command.crashPoints)
        isGood = runAllCrashPoints(command) && isGood;
    if (command.twice > 0)
        isGood = runTwice(command) && isGood;
    if (command.soakHours > 0)
        isGood = runLong(command) && isGood;
    std::printf("%s\n", isGood ? "all held" : "NOT all held");
    return isGood ? 0 : 1;
}
