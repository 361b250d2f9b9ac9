// SPDX-License-Identifier: GPL-3.0-or-later
// One schedule: 200 fills of two accounts under the faults that its seed draws, then a healing phase
// in which everything has to come right, and the sweep that finds what left no trace.
#pragma once

#include "tests/simulation/oracle.h"
#include "tests/simulation/program.h"
#include "tests/simulation/trader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::simulation {

// The process dies inside a certain disk operation.
struct PlannedDeath
{
    std::uint64_t operation = 0; // counted from the first start
    std::optional<Tear> tear;    // the power goes too; nullopt: killed only
};

struct ScheduleOptions
{
    std::size_t fills = 200;
    std::optional<FaultSet> faults; // these and no others; else drawn
    std::optional<PlannedDeath> death;
    bool isVerbose = false;
};

struct ScheduleResult
{
    std::string broken; // "" or what does not hold
    std::uint64_t traceHash = 0;
    Strikes struck;
    std::uint64_t fills = 0;
    std::uint64_t changes = 0;
    std::uint64_t lateFills = 0;
    std::uint64_t adjustments = 0;
    std::uint64_t entryDiscrepancies = 0;
    std::uint64_t deaths = 0;
    std::uint64_t diskOperations = 0;
    Milliseconds healedAfter{0};
    Milliseconds waitedForBudget{0}; // at most, while something was to be set right
    Milliseconds longestSilence{0};
    // From the fault until it was set right, where that was tried.
    Milliseconds discrepancyAfter{0};
    Milliseconds witnessedAfter{0};
    Milliseconds unwitnessedAfter{0};
    int mostWeight = 0;
    std::size_t mostConnects = 0;
};

class Schedule
{
public:
    Schedule(std::uint64_t seed, const ScheduleOptions &options);

    ScheduleResult run();
    // What may strike in the schedule of a seed.
    static FaultSet faultsOf(std::uint64_t seed, const ScheduleOptions &options);

private:
    void play();
    void block();
    void disturb();
    void trade(std::size_t account, std::size_t fills);
    void missMany();
    void suspend();
    void fundHour();
    void heal();
    void calm();
    void probe(); // scheduleprobes.cpp
    void probeDiscrepancy();
    void probeMutedChannel(bool isStatePushed);
    void sweep();
    void excuseUnreadable();
    // --- deaths (schedulelife.cpp) ---
    enum class Death { Kill, PowerLoss };
    void startProgram();
    void disturbProcess();
    void disturbDisk();
    void dieSoon();
    void die(Death death);
    void checkTrail(std::uint64_t mustHold);
    void rotBits();
    void spendMidnight();
    void checkReplay();
    void runUntil(Milliseconds end);
    void collect(ScheduleResult &result) const;

    ScheduleOptions m_options;
    World m_world;
    std::vector<Market> m_markets;
    std::vector<ExchangeAccount> m_accounts;
    Trader m_trader;
    std::optional<Oracle> m_oracle;
    std::optional<TrailOracle> m_trailOracle;
    std::shared_ptr<SimulatedDisk> m_disk = std::make_shared<SimulatedDisk>();
    std::unique_ptr<Program> m_program; // null while it is down
    ProgramOptions m_programOptions;
    Death m_nextDeath = Death::Kill; // what a death inside a disk operation is
    std::optional<Tear> m_nextTear;  // of that death; else any
    std::uint64_t m_deaths = 0;
    std::uint64_t m_seed = 0;
    ScheduleResult m_result;
    std::size_t m_fills = 0;
    bool m_isTrading = true;
    bool m_isCalming = false; // what outlasts its strike strikes no more
    bool m_isFunding = true;
    // Since when the program is equal to the exchange, and where that is asked for live.
    bool m_isWatched = false;
    bool m_watchesLife = false;
    struct Watch
    {
        Milliseconds began{0};
        Milliseconds waitedBefore{0}; // for the budget
    };
    Watch m_watch;
    std::optional<Milliseconds> m_settledAfter;
    Milliseconds watchUntilSettled(Milliseconds atMost, const char *what);
    Milliseconds watchedTime();
    Milliseconds m_waitedForBudget{0};
    Milliseconds m_healedAfter{0};
    Milliseconds m_lastStep{-1};
    int m_stepsHere = 0;
};

} // namespace lpm::simulation
