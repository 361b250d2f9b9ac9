// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/parts.h"
#include "window/stage.h"
#include "window/watchedapplication.h"

#include <algorithm>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;

constexpr double MostOfACore = 15; // %
constexpr double LeastChanges = 690; // of 700 in 100 ms: else the load is not what it says
constexpr auto Warm = 3s;

struct Costs
{
    SteadyClock::time_point at = SteadyClock::now();
    double gui = threadCpuMs();
    double process = processCpuMs();
    Player::Told told;
};

void measureOnce(WatchedApplication &application, Stage &stage, const std::string &how,
                 std::chrono::seconds time, Report &report)
{
    runFor(Warm);
    Costs before;
    before.told = stage.told();
    application.watchWork();
    runFor(time);
    Costs after;
    after.told = stage.told();

    const double wall = std::chrono::duration<double, std::milli>(after.at - before.at).count();
    const double changes = static_cast<double>(after.told.changes - before.told.changes);
    const double player = after.told.cpuMs - before.told.cpuMs;
    const double others = after.process - before.process - player - (after.gui - before.gui);
    report.title(std::to_string(Positions) + " positions, sorted and filtered, " + how);
    report.add({"the GUI thread", (after.gui - before.gui) / wall * 100, "% core", MostOfACore});
    report.add({"other threads of the window", others / wall * 100, "% core"});
    report.add({"the load itself, on its own thread", player / wall * 100, "% core"});
    report.add({"changes short of 700 in each 100 ms", std::max(0.0, 700 - changes / wall * 100),
                "", 700 - LeastChanges});
    print(application.stopWatchingWork());
}

} // namespace

base::Result<void> measureLoad(WatchedApplication &application, const Plan &plan, Report &report)
{
    Stage stage;
    if (!stage.play())
        return base::failure(base::ErrorCode::Timeout, "no positions were shown");
    stage.window().positions().setFlashing(true);
    measureOnce(application, stage, "numbers flash", plan.load, report);
    stage.window().positions().setFlashing(false);
    measureOnce(application, stage, "no flashes", plan.load, report);
    return {};
}

} // namespace lpm::bench::window
