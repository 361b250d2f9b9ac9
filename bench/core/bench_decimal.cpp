// SPDX-License-Identifier: GPL-3.0-or-later
// What exact numbers cost: reading, writing, and the sums and quotients of the tracker.
#include "core/domain/decimal.h"

#include <benchmark/benchmark.h>

namespace {

using lpm::domain::Decimal;
using lpm::domain::Rounding;

Decimal decimalOf(std::string_view text) { return *Decimal::parse(text); }

void parse(benchmark::State &state)
{
    const std::string text = "87250.125";
    for (auto _ : state)
        benchmark::DoNotOptimize(Decimal::parse(text));
}
BENCHMARK(parse);

void text(benchmark::State &state)
{
    const Decimal value = decimalOf("87250.125");
    std::string out;
    for (auto _ : state) {
        out.clear();
        value.appendTo(out);
        benchmark::DoNotOptimize(out);
    }
}
BENCHMARK(text);

void add(benchmark::State &state)
{
    const Decimal a = decimalOf("51234.567891");
    const Decimal b = decimalOf("-12.34");
    for (auto _ : state)
        benchmark::DoNotOptimize(a + b);
}
BENCHMARK(add);

void multiply(benchmark::State &state)
{
    const Decimal price = decimalOf("87250.5");
    const Decimal size = decimalOf("1.23456");
    for (auto _ : state)
        benchmark::DoNotOptimize(price * size);
}
BENCHMARK(multiply);

void compare(benchmark::State &state)
{
    const Decimal a = decimalOf("87250.5");
    const Decimal b = decimalOf("87250.51");
    for (auto _ : state)
        benchmark::DoNotOptimize(a < b);
}
BENCHMARK(compare);

void divideToEntryPrice(benchmark::State &state)
{
    const Decimal notional = decimalOf("107714.577421");
    const Decimal size = decimalOf("1.23456");
    for (auto _ : state)
        benchmark::DoNotOptimize(Decimal::divide(notional, size, 1, Rounding::Floor));
}
BENCHMARK(divideToEntryPrice);

} // namespace
