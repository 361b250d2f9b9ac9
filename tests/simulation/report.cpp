// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/report.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace lpm::simulation {

void printFailures(const CampaignResult &result)
{
    const auto shown = std::min(result.failures.size(), CampaignResult::MostFailures);
    for (std::size_t i = 0; i < shown; ++i) {
        const Failure &failure = result.failures[i];
        std::printf("FAILED  simulation --seed %" PRIu64 "%s%s (build %s): %s\n", failure.seed,
                    failure.options.empty() ? "" : " ", failure.options.c_str(), LPM_BUILD_NAME,
                    failure.what.c_str());
    }
    if (result.failures.size() > shown)
        std::printf("… and %zu more\n", result.failures.size() - shown);
}

void printFigures(const char *title, const CampaignResult &result, double seconds)
{
    std::printf("%s: %" PRIu64 " schedules, %" PRIu64 " fills, %" PRIu64 " changes, %" PRIu64
                " late fills, %" PRIu64 " adjustments, %" PRIu64 " deaths: %zu failed\n",
                title, result.schedules, result.fills, result.changes, result.lateFills,
                result.adjustments, result.deaths, result.failures.size());
    std::printf("  live and equal at most %.1f s after the faults; silence acted upon after %.1f s; "
                "at most %d weight and %zu connects a minute\n",
                static_cast<double>(result.longestHealing.count()) / 1000.0,
                static_cast<double>(result.longestSilence.count()) / 1000.0, result.mostWeight,
                result.mostConnects);
    std::printf("  set right at most: a true discrepancy after %.1f s; a dead channel's fill after "
                "%.1f s with, %.1f s without pushed states\n",
                static_cast<double>(result.discrepancyAfter.count()) / 1000.0,
                static_cast<double>(result.witnessedAfter.count()) / 1000.0,
                static_cast<double>(result.unwitnessedAfter.count()) / 1000.0);
    std::printf("  entries taken from the exchange though every fill is known: %" PRIu64 "\n",
                result.entryDiscrepancies);
    const auto shown = std::min(result.entrySeeds.size(), CampaignResult::MostFailures);
    for (std::size_t i = 0; i < shown; ++i)
        std::printf("    --seed %" PRIu64 "\n", result.entrySeeds[i]);
    std::printf("  besides: questions waited for the budget in %" PRIu64 " of them, %.1f s at most\n",
                result.waits, static_cast<double>(result.longestWait.count()) / 1000.0);
    std::printf("  trace %016" PRIx64 ", %.1f s, %.0f schedules a second\n", result.traceHash,
                seconds, static_cast<double>(result.schedules) / std::max(seconds, 1e-9));
}

bool printRows(const Strikes &struck, std::uint64_t atLeast)
{
    bool isEnough = true;
    std::printf("%-18s %-44s %s\n", "table", "row", "struck");
    for (const FaultRow &row : faultRows()) {
        if (row.proof == Proof::Rig) {
            std::printf("%-18s %-44s %s\n", row.section, row.name, row.test);
            continue;
        }
        for (const Fault fault : row.faults) {
            const std::uint64_t count = struck.of(fault);
            const bool isShort = count < atLeast;
            isEnough = isEnough && !isShort;
            std::printf("%-18s %-44s %-22s %9" PRIu64 "%s\n", row.section, row.name, nameOf(fault),
                        count, isShort ? "  TOO FEW" : "");
        }
    }
    return isEnough;
}

} // namespace lpm::simulation
