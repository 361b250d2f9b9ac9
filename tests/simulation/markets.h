// SPDX-License-Identifier: GPL-3.0-or-later
// What is traded in a schedule: perpetuals of two dexes, a spot pair, and where the faults say so a
// coin that meta does not know yet and one whose name is an attack.
#pragma once

#include "tests/simulation/exchangeaccount.h"
#include "tests/simulation/world.h"

namespace lpm::simulation {

std::vector<Market> marketsOf(World &world);
// What the exchange's meta tells of them; all of them once it has caught up.
domain::InstrumentCatalog catalogOf(const std::vector<Market> &markets, bool hasCaughtUp);

} // namespace lpm::simulation
