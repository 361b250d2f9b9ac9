// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of the audit trail costs: made, chained and written to a real file.
#include "core/audit/auditlogger.h"
#include "core/base/clock.h"
#include "core/samples.h"
#include "core/tracker/positiontracker.h"
#include "core/tracker/positionviews.h"

#include <benchmark/benchmark.h>

#include <QTemporaryDir>

namespace {

using namespace lpm;

constexpr int Coins = 40;

struct Trail
{
    explicit Trail(audit::SyncMode mode)
    {
        if (auto opened = audit::AuditLogger::open(
                directory.filePath(QStringLiteral("trading")).toStdString(), mode, clock))
            logger = std::move(*opened);
    }

    QTemporaryDir directory{QStringLiteral("bench-audit-XXXXXX")}; // on the disk of the caller
    base::SystemClock clock;
    std::unique_ptr<audit::AuditLogger> logger;
};

std::vector<domain::Change> sampleChanges(int count)
{
    tracker::PositionTracker tracker;
    tracker.setCatalog(bench::sampleCatalog(Coins));
    std::vector<domain::Change> changes;
    for (auto &fill : bench::sampleFills(count, Coins)) {
        auto change = tracker.applyFill(bench::sampleAddress(1), std::move(fill), {}, {});
        if (change)
            changes.push_back(std::move(*change));
    }
    return changes;
}

void fillLine(benchmark::State &state, audit::SyncMode mode)
{
    Trail trail(mode);
    if (!trail.logger) {
        state.SkipWithError("the audit trail cannot be opened here");
        return;
    }
    const auto changes = sampleChanges(bench::FillSource::TurnsOfALife * Coins);
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(trail.logger->change(changes[next]));
        next = next + 1 == changes.size() ? 0 : next + 1;
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(fillLine, syncedInBackground, audit::SyncMode::Interval)
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(fillLine, syncedEach, audit::SyncMode::Each)
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime();

void priceLine(benchmark::State &state)
{
    Trail trail(audit::SyncMode::Interval);
    if (!trail.logger) {
        state.SkipWithError("the audit trail cannot be opened here");
        return;
    }
    tracker::PositionTracker tracker;
    tracker.setCatalog(bench::sampleCatalog(1));
    static_cast<void>(
        tracker.applyFill(bench::sampleAddress(1), bench::sampleFills(1, 1)[0], {}, {}));
    tracker.mark(bench::sampleCoin(0), domain::Decimal::fromUnits(10'091, 2), {});
    const auto view = tracker::viewOf(*tracker.find(bench::sampleAddress(1), bench::sampleCoin(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(trail.logger->priceUpdate(view, trail.clock.now().wall));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(priceLine)->Unit(benchmark::kMicrosecond)->UseRealTime();

} // namespace
