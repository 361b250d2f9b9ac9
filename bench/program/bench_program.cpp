// SPDX-License-Identifier: GPL-3.0-or-later
// The built program against a warm simulated exchange, from outside: how soon it serves a live
// summary, and how much memory it holds with more and more positions. Linux only (/proc).
//
//   bench_program POSITION_MONITOR [RUNS [SECONDS]]
#include "program/runningmonitor.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>

namespace {

using namespace lpm;
using bench::Memory;

constexpr int DefaultRuns = 7;
constexpr unsigned long DefaultSeconds = 10; // that the program runs before its memory is read
constexpr std::array<int, 3> Positions{10, 100, 500};
constexpr int LongHistory = 9'500; // fills; the exchange shows 10,000

struct Plan
{
    QString program;
    int runs = DefaultRuns;
    unsigned long seconds = DefaultSeconds;
};

std::unique_ptr<bench::FilledExchange> opened(int positions, int history)
{
    auto exchange = std::make_unique<bench::FilledExchange>(positions, history);
    if (const auto started = exchange->start(); !started) {
        std::fprintf(stderr, "bench_program: %s\n", started.error().message.c_str());
        return nullptr;
    }
    return exchange;
}

void printStarts(const Plan &plan, int positions)
{
    const auto exchange = opened(positions, 0);
    if (!exchange)
        return;
    std::vector<double> took;
    for (int i = 0; i <= plan.runs; ++i) {
        bench::RunningMonitor monitor(plan.program, *exchange);
        const auto start = monitor.untilLiveSummary();
        if (!start) {
            std::fprintf(stderr, "bench_program: no live summary came\n");
            return;
        }
        if (i > 0) // the first one warms the exchange and the page cache
            took.push_back(static_cast<double>(start->count()) / 1000);
    }
    std::sort(took.begin(), took.end());
    std::printf("start to first live summary, %3d positions   min %6.0f   median %6.0f   max %6.0f"
                " ms   (%d runs)\n",
                positions, took.front(), took[took.size() / 2], took.back(), plan.runs);
    std::fflush(stdout);
}

// Memory of the median of three programs.
Memory printMemory(const Plan &plan, int positions, int history)
{
    const auto exchange = opened(positions, history);
    if (!exchange)
        return {};
    std::array<Memory, 3> seen;
    for (Memory &memory : seen) {
        bench::RunningMonitor monitor(plan.program, *exchange);
        if (!monitor.untilLiveSummary() || !monitor.showsPositions(positions)) {
            std::fprintf(stderr, "bench_program: not every position is shown\n");
            return {};
        }
        QThread::sleep(plan.seconds);
        memory = monitor.memory();
    }
    std::sort(seen.begin(), seen.end(),
              [](const Memory &a, const Memory &b) { return a.resident < b.resident; });
    const Memory &memory = seen[1];
    std::printf("%3d positions, %2d accounts, %5d fills before   RSS %6ld KB   (anonymous %6ld, of "
                "files %6ld; peak %6ld; %ld threads)\n",
                positions, exchange->accounts(), history, memory.resident, memory.anonymous,
                memory.ofFiles, memory.peak, memory.threads);
    std::fflush(stdout);
    return memory;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("lpm.*.info=false"));
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "bench_program POSITION_MONITOR [RUNS [SECONDS]]\n");
        return 2;
    }
    Plan plan{arguments[1]};
    if (arguments.size() > 2)
        plan.runs = std::max(1, arguments[2].toInt());
    if (arguments.size() > 3)
        plan.seconds = arguments[3].toULong();
    for (const int positions : {10, 50, 100})
        printStarts(plan, positions);
    std::array<Memory, Positions.size()> memory;
    for (std::size_t i = 0; i < Positions.size(); ++i)
        memory[i] = printMemory(plan, Positions[i], 0);
    printMemory(plan, 100, LongHistory);
    const long more = memory.back().resident - memory.front().resident;
    std::printf("a position more: %.1f KB (accounts included)\n",
                static_cast<double>(more) / (Positions.back() - Positions.front()));
    return 0;
}
