// SPDX-License-Identifier: GPL-3.0-or-later
// What the ledger costs: lines a second while it catches up, and how long a start from it takes
// beside one from the whole trail, on the clock and of the processor. Sizes are its arguments
// (default 10000 100000): so many fills, one a minute.
#include "core/audit/auditlogger.h"
#include "core/audit/recovery.h"
#include "core/ledger/ledgerfile.h"
#include "core/ledger/ledgerkeeper.h"
#include "core/ledger/restart.h"
#include "core/samples.h"
#include "core/tracker/positiontracker.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <vector>

namespace {

using namespace lpm;

constexpr int Coins = 40;
constexpr int Starts = 9;
const audit::Network Network{domain::RunMode::Live, "api.hyperliquid.xyz"};

bool writeTrail(const std::string &directory, long fills)
{
    base::ManualClock clock(base::parseRfc3339("2024-01-01T00:00:00Z").value());
    const auto logger = audit::AuditLogger::open(directory, audit::SyncMode::Interval, clock);
    if (!logger)
        return false;
    (*logger)->started("bench", Network.mode, Network.exchange);
    tracker::PositionTracker tracker;
    tracker.setCatalog(bench::sampleCatalog(Coins));
    bench::FillSource source(Coins);
    for (long i = 0; i < fills; ++i) {
        domain::Fill fill = source.next();
        fill.time = clock.now().wall;
        auto change =
            tracker.applyFill(bench::sampleAddress(1), std::move(fill), {}, clock.now().wall);
        if (!change || !(*logger)->change(*change))
            return false;
        clock.advance(std::chrono::minutes(1));
    }
    return (*logger)->sync().has_value();
}

double processorMs() { return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC; }

// Milliseconds, or less than 0 where it failed.
double startFromLedger(const ledger::LedgerPlace &place, base::Timestamp now)
{
    QElapsedTimer timer;
    timer.start();
    const auto opened = ledger::openLedgerFile(place.file, now);
    if (!opened)
        return -1;
    auto point = ledger::readStartingPoint(*opened->database, Network);
    if (!point || !*point)
        return -1;
    const auto trail = ledger::goOn(**std::move(point), place.disk, place.trailDirectory, Network);
    return trail ? static_cast<double>(timer.nsecsElapsed()) / 1e6 : -1;
}

bool measure(long fills)
{
    const QTemporaryDir directory(QStringLiteral("bench-ledger-XXXXXX"));
    ledger::LedgerPlace place;
    place.file = directory.filePath(QStringLiteral("ledger.sqlite")).toStdString();
    place.trailDirectory = directory.filePath(QStringLiteral("trading")).toStdString();
    place.disk = audit::systemDisk();
    const auto now = base::SystemClock().now().wall;
    if (!writeTrail(place.trailDirectory, fills))
        return false;
    QElapsedTimer timer;
    timer.start();
    {
        ledger::LedgerKeeper keeper(place);
        for (;;) {
            const auto more = keeper.work(std::numeric_limits<std::uint64_t>::max(), nullptr, now);
            if (!more)
                return false;
            if (!*more)
                break;
        }
    }
    const double caughtUp = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    std::vector<double> starts;
    const double processorBefore = processorMs();
    for (int i = 0; i < Starts; ++i)
        starts.push_back(startFromLedger(place, now));
    const double ofProcessor = (processorMs() - processorBefore) / Starts;
    std::sort(starts.begin(), starts.end());
    timer.restart();
    const bool isRead = audit::readBack(place.trailDirectory, Network).has_value();
    const double whole = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    std::printf("%8ld fills: caught up at %.0f lines/s (%.1f s); start from the ledger %.1f ms "
                "(median of %d, worst %.1f, processor %.1f), from the whole trail %.0f ms\n",
                fills, static_cast<double>(fills) / caughtUp, caughtUp, starts[starts.size() / 2],
                Starts, starts.back(), ofProcessor, whole);
    return isRead && starts.front() >= 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::vector<long> sizes;
    for (int i = 1; i < argc; ++i)
        sizes.push_back(std::max(std::atol(argv[i]), 1L));
    if (sizes.empty())
        sizes = {10'000, 100'000};
    for (const long size : sizes) {
        if (!measure(size)) {
            std::fprintf(stderr, "bench_ledger: cannot measure with %ld fills\n", size);
            return 1;
        }
    }
    return 0;
}
