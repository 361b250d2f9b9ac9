// SPDX-License-Identifier: GPL-3.0-or-later
// One server, once: fills to so many clients and to many, then marks to many.
#pragma once

#include "fanout/load/contestant.h"
#include "load/loadclients.h"

#include <map>
#include <vector>

namespace lpm::bench::fanout {

struct Plan
{
    int rounds = 5;
    std::vector<int> clients{100, 1000}; // rising; marks go to the last
    int fills = 200;
    int ticks = 50;
    load::Patience tickEvery{100};
};

struct FillFigures
{
    double medianMs = 0;
    double p99Ms = 0;
    double cpuUs = 0; // of the server, a fill and client
    double bytes = 0; // of a message
};

struct MarkFigures
{
    double deliveredASecond = 0;
    double deliveredShare = 0; // of what was offered, while it was offered
    double medianMs = 0;       // of a tick to the last client; infinite where it never came
    double p99Ms = 0;
    double cpuUs = 0; // of the server, a delivered update
    double bytes = 0;
    double residentMb = 0;
};

struct Figures
{
    std::map<int, FillFigures> fills; // by clients
    MarkFigures marks;
};

base::Result<Figures> tryOnce(const Contestant &contestant, const Plan &plan);

} // namespace lpm::bench::fanout
