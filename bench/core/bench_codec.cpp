// SPDX-License-Identifier: GPL-3.0-or-later
// What reading the exchange costs: a full page of fills, the frames of a busy account, a state.
#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/framecodec.h"
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/samples.h"

#include <benchmark/benchmark.h>

namespace {

using namespace lpm;
namespace hl = exchange::hyperliquid;

constexpr int Coins = 40;

template <class Decode>
void decode(benchmark::State &state, const std::string &message, Decode &&decodeMessage)
{
    if (!decodeMessage(message)) {
        state.SkipWithError("the sample cannot be read");
        return;
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeMessage(message));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(message.size()));
}

void fillsAnswer(benchmark::State &state)
{
    const auto fills = bench::sampleFills(static_cast<int>(state.range(0)), Coins);
    decode(state, bench::fillsAnswer(fills), hl::decodeFills);
}
BENCHMARK(fillsAnswer)->Arg(1)->Arg(100)->Arg(2000)->Unit(benchmark::kMicrosecond);

void fillFrame(benchmark::State &state)
{
    const auto fills = bench::sampleFills(1, Coins);
    decode(state, bench::fillsMessage(bench::sampleAddress(1), fills, false), hl::decodeFrame);
}
BENCHMARK(fillFrame)->Unit(benchmark::kMicrosecond);

void markFrame(benchmark::State &state)
{
    const auto price = domain::Decimal::fromUnits(10'091, 2);
    decode(state, bench::markMessage(bench::sampleCoin(7), price), hl::decodeFrame);
}
BENCHMARK(markFrame)->Unit(benchmark::kMicrosecond);

void stateAnswer(benchmark::State &state)
{
    decode(state, bench::stateAnswer(static_cast<int>(state.range(0))),
           [](const std::string &text) { return hl::decodeClearinghouseState(text, ""); });
}
BENCHMARK(stateAnswer)->Arg(100)->Unit(benchmark::kMicrosecond);

} // namespace
