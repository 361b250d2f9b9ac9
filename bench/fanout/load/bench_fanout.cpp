// SPDX-License-Identifier: GPL-3.0-or-later
// Several servers that do the same work, from a frame of the exchange to an update at the last of
// many clients, measured in turns by one program that is both the exchange and the clients. Linux.
//
//   bench_fanout [--rounds N] [--clients N,N] [--fills N] [--ticks N] NAME=COMMAND...
//
// COMMAND is cut at commas. The one called ours is the position-monitor; the others are told the
// feed's port, a file for their audit lines and the accounts, and print their address when ready.
#include "fanout/load/table.h"
#include "load/connecting.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace {

using namespace lpm::bench::fanout;

constexpr int SpareDescriptors = 200;

std::vector<Contestant> contestantsOf(const QStringList &arguments)
{
    std::vector<Contestant> contestants;
    for (const QString &argument : arguments) {
        Contestant one;
        one.name = argument.section(QLatin1Char('='), 0, 0);
        one.command = argument.section(QLatin1Char('='), 1).split(QLatin1Char(','));
        one.isOurs = one.name.startsWith(QLatin1String("ours"));
        contestants.push_back(std::move(one));
    }
    return contestants;
}

int measure(const std::vector<Contestant> &contestants, const Plan &plan)
{
    Results results;
    for (const Contestant &contestant : contestants)
        results.names.push_back(contestant.name.toStdString());
    for (int round = 1; round <= plan.rounds; ++round) {
        for (const Contestant &contestant : contestants) {
            const std::string name = contestant.name.toStdString();
            const auto figures = tryOnce(contestant, plan);
            if (!figures) {
                std::fprintf(stderr, "bench_fanout: %s: %s\n", name.c_str(),
                             figures.error().message.c_str());
                return 1;
            }
            printRound(round, name, *figures);
            results.rounds[name].push_back(*figures);
        }
    }
    printTable(results, plan);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("lpm.*=false"));
    std::signal(SIGPIPE, SIG_IGN);
    QCommandLineParser parser;
    const auto option = [&parser](const char *name, const char *standard) {
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("N"),
                          QString::fromLatin1(standard)});
    };
    option("rounds", "5");
    option("clients", "100,1000");
    option("fills", "200");
    option("ticks", "50");
    parser.addHelpOption();
    parser.process(application);
    const auto number = [&parser](const char *name) {
        return std::max(1, parser.value(QString::fromLatin1(name)).toInt());
    };
    Plan plan;
    plan.rounds = number("rounds");
    plan.fills = number("fills");
    plan.ticks = number("ticks");
    plan.clients.clear();
    for (const QString &count : parser.value(QStringLiteral("clients")).split(QLatin1Char(',')))
        plan.clients.push_back(std::max(1, count.toInt()));
    std::sort(plan.clients.begin(), plan.clients.end());
    if (parser.positionalArguments().isEmpty())
        parser.showHelp(2);
    if (!lpm::bench::load::allowDescriptors(plan.clients.back() + SpareDescriptors)) {
        std::fprintf(stderr, "bench_fanout: this system does not allow so many open files\n");
        return 2;
    }
    return measure(contestantsOf(parser.positionalArguments()), plan);
}
