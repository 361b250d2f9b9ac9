// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the bench of the window, each with its figures beside its goals.
#pragma once

#include "crowd/report.h"

#include "core/base/result.h"

#include <chrono>

namespace lpm::bench::window {

class WatchedApplication;

struct Plan
{
    std::chrono::seconds load{30};
    int inputs = 3000;
    int fills = 10'000;
    int hours = 24;
};

using crowd::Report;

// 700 price changes in each 100 ms: what the GUI thread costs.
base::Result<void> measureLoad(WatchedApplication &application, const Plan &plan, Report &report);
// During them: how soon keys, wheel and mouse are handled.
base::Result<void> measureInput(WatchedApplication &application, const Plan &plan, Report &report);
// The same by keys and mouse of the X server itself, where there is one.
base::Result<void> measureXInput(WatchedApplication &application, Report &report);
// The fills panel full: scrolled from end to end.
base::Result<void> measureFills(WatchedApplication &application, const Plan &plan, Report &report);
// The program's own core beside a window that is blocked for ten seconds.
base::Result<void> measureBlocked(Report &report);
// A day of the demo's size, as fast as it goes.
base::Result<void> measureDay(const Plan &plan, Report &report);

} // namespace lpm::bench::window
