// SPDX-License-Identifier: GPL-3.0-or-later
// What one core makes of fills and marks: opens, additions, reductions and flips larger than the
// position over the coins of several accounts, and marks of coins that are held.
#include "core/samples.h"
#include "core/tracker/positiontracker.h"
#include "core/tracker/positionviews.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <iterator>

namespace {

using namespace lpm;
using domain::Decimal;
using tracker::PositionTracker;

constexpr auto Now = base::Timestamp{base::Milliseconds{1'790'000'000'000}};

struct Book
{
    explicit Book(int coins) : source(coins) { tracker.setCatalog(bench::sampleCatalog(coins)); }

    // Every coin is held and has a mark, as in a running program.
    void hold(int coins)
    {
        for (int i = 0; i < coins; ++i) {
            static_cast<void>(tracker.applyFill(account, source.next(), {}, Now));
            tracker.mark(bench::sampleCoin(i), Decimal::fromUnits(10'091, 2), Now);
        }
    }

    domain::Address account = bench::sampleAddress(1);
    PositionTracker tracker;
    bench::FillSource source;
};

// The same life of every coin again and again.
void fills(benchmark::State &state)
{
    const auto coins = static_cast<int>(state.range(0));
    Book book(coins);
    book.hold(coins);
    std::vector<domain::Fill> turns;
    std::generate_n(std::back_inserter(turns), coins * bench::FillSource::TurnsOfALife,
                    [&] { return book.source.next(); });
    std::size_t next = 0;
    std::int64_t refused = 0;
    for (auto _ : state) {
        const auto change = book.tracker.applyFill(book.account, turns[next], {}, Now);
        refused += change ? 0 : 1;
        next = next + 1 == turns.size() ? 0 : next + 1;
    }
    if (refused > 0)
        state.SkipWithError("the tracker refused a fill");
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(fills)->Arg(1)->Arg(20)->Arg(100);

void marks(benchmark::State &state)
{
    const auto coins = static_cast<int>(state.range(0));
    Book book(coins);
    book.hold(coins);
    std::vector<std::string> names;
    for (int i = 0; i < coins; ++i)
        names.push_back(bench::sampleCoin(i));
    std::vector<Decimal> prices;
    for (int i = 0; i < 64; ++i)
        prices.push_back(Decimal::fromUnits(10'000 + i, 2));
    std::size_t number = 0;
    std::size_t coin = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            book.tracker.mark(names[coin], prices[number++ % prices.size()], Now));
        coin = coin + 1 == names.size() ? 0 : coin + 1;
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(marks)->Arg(1)->Arg(100)->Arg(500);

void summary(benchmark::State &state)
{
    const auto coins = static_cast<int>(state.range(0));
    Book book(coins);
    book.hold(coins);
    for (auto _ : state)
        benchmark::DoNotOptimize(tracker::summaryOf(book.tracker, book.account));
}
BENCHMARK(summary)->Arg(100)->Unit(benchmark::kMicrosecond);

} // namespace
