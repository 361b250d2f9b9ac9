// SPDX-License-Identifier: GPL-3.0-or-later
// What a start costs: a trail of fills and price lines, checked and read back; and what a line
// costs in memory, without a disk.
#include "core/audit/chain.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/records.h"
#include "core/audit/verify.h"
#include "core/base/clock.h"
#include "core/samples.h"
#include "core/tracker/positiontracker.h"

#include <benchmark/benchmark.h>

#include <QTemporaryDir>

#include <utility>

namespace {

using namespace lpm;

constexpr int Coins = 40;

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

const base::Timestamp Now = base::fromUnixMilliseconds(1'790'000'000'000);

// A trail of so many fills in a directory of its own.
class Trail
{
public:
    explicit Trail(int lines)
    {
        auto journal = audit::openJournal(audit::systemDisk(), path(), Now);
        if (!journal)
            return;
        journal->append(audit::startRecord("1", domain::RunMode::Live, "api", Now));
        const auto changes = sampleChanges(bench::FillSource::TurnsOfALife * Coins);
        for (int i = 1; i < lines; ++i) {
            domain::Change change = changes[static_cast<std::size_t>(i) % changes.size()];
            change.fill->tradeId = i;
            change.fill->time = Now + std::chrono::seconds{i};
            journal->append(audit::changeRecords(change, Now));
            if (i % 10'000 == 0)
                static_cast<void>(journal->sync());
        }
        m_isWritten = journal->sync().has_value();
    }
    bool isWritten() const { return m_isWritten; }
    std::string path() const
    {
        return m_directory.filePath(QStringLiteral("trading")).toStdString();
    }

private:
    QTemporaryDir m_directory{QStringLiteral("bench-recovery-XXXXXX")};
    bool m_isWritten = false;
};

void readBack(benchmark::State &state)
{
    const Trail trail(static_cast<int>(state.range(0)));
    if (!trail.isWritten()) {
        state.SkipWithError("the audit trail cannot be written here");
        return;
    }
    for (auto _ : state) {
        const auto recovered = audit::readBackNewest(trail.path());
        if (!recovered || recovered->lines != static_cast<std::uint64_t>(state.range(0)))
            state.SkipWithError("the trail is not read back");
        benchmark::DoNotOptimize(recovered);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(readBack)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void verify(benchmark::State &state)
{
    const Trail trail(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(audit::verifyTrail(trail.path()));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(verify)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

void lineInMemory(benchmark::State &state)
{
    const auto changes = sampleChanges(bench::FillSource::TurnsOfALife * Coins);
    audit::Head head = audit::emptyHead();
    std::size_t next = 0, bytes = 0;
    for (auto _ : state) {
        for (auto &record : audit::changeRecords(changes[next], Now))
            bytes += audit::seal(std::move(record.object), head).size();
        next = next + 1 == changes.size() ? 0 : next + 1;
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(lineInMemory)->Unit(benchmark::kMicrosecond);

} // namespace
