// SPDX-License-Identifier: GPL-3.0-or-later
// A run of 200 fills that ends at each of its disk operations in turn: killed there, and with the
// power lost there in each of three ways of tearing. Each time it has to come back whole.
#pragma once

#include "tests/simulation/campaign.h"

#include <optional>

namespace lpm::simulation {

struct CrashPoints
{
    std::uint64_t operations = 0; // of the run that nothing happens to
    CampaignResult result;
};

// All of them, or one alone.
CrashPoints runCrashPoints(std::uint64_t seed, int jobs,
                           std::optional<std::uint64_t> point = std::nullopt);

// Any schedule, with the power lost inside a disk operation that the seed draws, besides whatever
// else befalls process and disk.
ScheduleResult runPowerLoss(std::uint64_t seed, bool isVerbose = false);

} // namespace lpm::simulation
