// SPDX-License-Identifier: GPL-3.0-or-later
// What a campaign prints: what failed and how to see it again, how often each row of the fault
// tables struck, and the figures.
#pragma once

#include "tests/simulation/campaign.h"

namespace lpm::simulation {

void printFailures(const CampaignResult &result);
void printFigures(const char *title, const CampaignResult &result, double seconds);
// Whether every simulated row struck at least so often; those that did not are named.
bool printRows(const Strikes &struck, std::uint64_t atLeast);

} // namespace lpm::simulation
