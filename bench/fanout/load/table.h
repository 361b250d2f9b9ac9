// SPDX-License-Identifier: GPL-3.0-or-later
// What was measured in all rounds, as one table: medians of the rounds, and how many times better
// ours is than each other.
#pragma once

#include "fanout/load/trial.h"

#include <map>
#include <string>
#include <vector>

namespace lpm::bench::fanout {

struct Results
{
    std::vector<std::string> names; // in the order of the columns; the first is ours
    std::map<std::string, std::vector<Figures>> rounds;
};

void printTable(const Results &results, const Plan &plan);
void printRound(int round, const std::string &name, const Figures &figures);

} // namespace lpm::bench::fanout
