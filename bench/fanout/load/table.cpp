// SPDX-License-Identifier: GPL-3.0-or-later
#include "fanout/load/table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace lpm::bench::fanout {

namespace {

using Value = std::function<double(const Figures &)>;
enum class Better { Less, More, Neither };

constexpr int ColumnWidth = 12;

struct Row
{
    std::string name;
    Value value;
    Better better = Better::Less;
    int digits = 2;
};

std::vector<Row> rowsOf(const Plan &plan)
{
    std::vector<Row> rows;
    for (const int clients : plan.clients) {
        const std::string of = "a fill to the last of " + std::to_string(clients);
        const auto fill = [clients](double FillFigures::*member) {
            return [clients, member](const Figures &figures) {
                return figures.fills.at(clients).*member;
            };
        };
        rows.push_back({of + ": p50, ms", fill(&FillFigures::medianMs)});
        rows.push_back({of + ": p99, ms", fill(&FillFigures::p99Ms)});
        rows.push_back({"  CPU of the server, µs a client", fill(&FillFigures::cpuUs)});
        rows.push_back({"  bytes of a message", fill(&FillFigures::bytes), Better::Neither, 0});
    }
    const auto mark = [](double MarkFigures::*member) {
        return [member](const Figures &figures) { return figures.marks.*member; };
    };
    const std::string many = std::to_string(plan.clients.back());
    rows.push_back({"marks to " + many + ": delivered a second",
                    mark(&MarkFigures::deliveredASecond), Better::More, 0});
    rows.push_back(
        {"  share of what was offered", mark(&MarkFigures::deliveredShare), Better::More, 3});
    rows.push_back({"  a tick to the last: p50, ms", mark(&MarkFigures::medianMs)});
    rows.push_back({"  a tick to the last: p99, ms", mark(&MarkFigures::p99Ms)});
    rows.push_back({"  CPU of the server, µs an update", mark(&MarkFigures::cpuUs)});
    rows.push_back({"  bytes of a message", mark(&MarkFigures::bytes), Better::Neither, 0});
    rows.push_back(
        {"memory with " + many + " clients, MB", mark(&MarkFigures::residentMb), Better::Less, 1});
    return rows;
}

double medianOf(const std::vector<Figures> &rounds, const Value &value)
{
    std::vector<double> values;
    for (const Figures &figures : rounds)
        values.push_back(value(figures));
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void printNumber(double value, int digits)
{
    if (std::isinf(value))
        std::printf("%*s", ColumnWidth, "never");
    else
        std::printf("%*.*f", ColumnWidth, digits, value);
}

void printRatio(double ours, double other, Better better)
{
    const double ratio = better == Better::Less ? other / ours : ours / other;
    if (better == Better::Neither || std::isnan(ratio))
        std::printf("%*s", ColumnWidth, "");
    else if (std::isinf(ratio))
        std::printf("%*s", ColumnWidth, "inf");
    else
        std::printf("%*.2fx", ColumnWidth - 1, ratio);
}

} // namespace

void printTable(const Results &results, const Plan &plan)
{
    std::printf("\n%-42s", "");
    for (const std::string &name : results.names)
        std::printf("%*s", ColumnWidth, name.c_str());
    for (std::size_t i = 1; i < results.names.size(); ++i)
        std::printf("%*s", ColumnWidth, ("/" + results.names[i]).c_str());
    std::printf("\n");
    for (const Row &row : rowsOf(plan)) {
        std::vector<double> values;
        // µ is two bytes of one column.
        const int width = row.name.find("µ") == std::string::npos ? 42 : 43;
        std::printf("%-*s", width, row.name.c_str());
        for (const std::string &name : results.names) {
            values.push_back(medianOf(results.rounds.at(name), row.value));
            printNumber(values.back(), row.digits);
        }
        for (std::size_t i = 1; i < values.size(); ++i)
            printRatio(values.front(), values[i], row.better);
        std::printf("\n");
    }
    std::printf(
        "\nMedians of %d rounds, each of %d fills and of %d ticks of %d marks, one each %d ms. "
        "The columns\nwith / say how many times better %s is; below 1 it is worse.\n",
        plan.rounds, plan.fills, plan.ticks, load::UpdatesATick,
        static_cast<int>(plan.tickEvery.count()), results.names.front().c_str());
}

void printRound(int round, const std::string &name, const Figures &figures)
{
    std::printf("round %d  %-10s", round, name.c_str());
    for (const auto &[clients, fill] : figures.fills)
        std::printf("  %d: %.2f / %.2f ms", clients, fill.medianMs, fill.p99Ms);
    std::printf("  marks: %.0f/s, %.1f / %.1f ms\n", figures.marks.deliveredASecond,
                figures.marks.medianMs, figures.marks.p99Ms);
    std::fflush(stdout);
}

} // namespace lpm::bench::fanout
