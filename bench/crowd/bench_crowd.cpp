// SPDX-License-Identifier: GPL-3.0-or-later
// How the built program serves a crowd, from outside: who is idle, who reads nothing, who is
// hostile and who is slow. Ends with 1 where a goal is missed. Linux.
//
//   bench_crowd [--clients N] [--only idle,stalled,hostile,slow] POSITION_MONITOR
#include "crowd/hostile.h"
#include "crowd/idle.h"
#include "crowd/monitor.h"
#include "crowd/slow.h"
#include "crowd/stalled.h"
#include "load/connecting.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace {

using namespace lpm::bench::crowd;

constexpr int SpareDescriptors = 1000;

struct Part
{
    QString name;
    std::function<lpm::base::Result<void>(Report &)> measure;
};

std::vector<Part> partsOf(const QString &program, int clients)
{
    return {
        {QStringLiteral("idle"), [=](Report &to) { return measureIdle(program, clients, to); }},
        {QStringLiteral("stalled"), [=](Report &to) { return measureStalled(program, to); }},
        {QStringLiteral("hostile"), [=](Report &to) { return measureHostile(program, to); }},
        {QStringLiteral("slow"), [=](Report &to) { return measureSlow(program, to); }},
    };
}

int measure(const std::vector<Part> &parts, const QStringList &wanted)
{
    Report report;
    for (const Part &part : parts) {
        if (!wanted.contains(part.name))
            continue;
        if (const auto measured = part.measure(report); !measured) {
            std::fprintf(stderr, "bench_crowd: %s: %s\n", qPrintable(part.name),
                         measured.error().message.c_str());
            return 2;
        }
    }
    std::printf("\n%d goals were missed\n", report.missed());
    return report.missed() == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("lpm.*=false"));
    std::signal(SIGPIPE, SIG_IGN);
    QCommandLineParser parser;
    const QString clientsOption = QStringLiteral("clients");
    const QString onlyOption = QStringLiteral("only");
    parser.addOption({clientsOption, QString(), QStringLiteral("N"), QString::number(MostClients)});
    parser.addOption({onlyOption, QString(), QStringLiteral("PARTS"),
                      QStringLiteral("idle,stalled,hostile,slow")});
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const int clients = std::clamp(parser.value(clientsOption).toInt(), 1, MostClients);
    if (!lpm::bench::load::allowDescriptors(clients + SpareDescriptors)) {
        std::fprintf(stderr, "bench_crowd: this system does not allow so many open files\n");
        return 2;
    }
    return measure(partsOf(parser.positionalArguments().front(), clients),
                   parser.value(onlyOption).split(QLatin1Char(',')));
}
