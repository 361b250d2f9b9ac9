// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop window costs and how soon it answers, on the platform that QT_QPA_PLATFORM
// names. Ends with 1 where a goal is missed. Linux.
//
//   bench_window [--only load,input,fills,blocked,day] [--seconds S] [--inputs N] [--hours H]
#include "window/parts.h"
#include "window/watchedapplication.h"

#include "app/heap.h"

#include <QCommandLineParser>
#include <QLoggingCategory>

#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <functional>

namespace {

using namespace lpm::bench::window;

struct Part
{
    QString name;
    std::function<lpm::base::Result<void>(Report &)> measure;
};

std::vector<Part> partsOf(WatchedApplication &application, const Plan &plan)
{
    return {
        {QStringLiteral("load"), [&](Report &to) { return measureLoad(application, plan, to); }},
        {QStringLiteral("input"), [&](Report &to) { return measureInput(application, plan, to); }},
        {QStringLiteral("input"), [&](Report &to) { return measureXInput(application, to); }},
        {QStringLiteral("fills"), [&](Report &to) { return measureFills(application, plan, to); }},
        {QStringLiteral("blocked"), [](Report &to) { return measureBlocked(to); }},
        {QStringLiteral("day"), [&](Report &to) { return measureDay(plan, to); }},
    };
}

int measure(const std::vector<Part> &parts, const QStringList &wanted)
{
    const auto isKnown = [&parts](const QString &name) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const Part &part) { return part.name == name; });
    };
    if (!std::all_of(wanted.begin(), wanted.end(), isKnown)) {
        std::fprintf(stderr, "bench_window: there is no such part\n");
        return 2;
    }
    Report report;
    for (const Part &part : parts) {
        if (!wanted.contains(part.name))
            continue;
        if (const auto measured = part.measure(report); !measured) {
            std::fprintf(stderr, "bench_window: %s: %s\n", qPrintable(part.name),
                         measured.error().message.c_str());
            return 2;
        }
    }
    std::printf("\n%d goals were missed\n", report.missed());
    return report.missed() == 0 ? 0 : 1;
}

int numberOf(const QCommandLineParser &parser, const QString &option, int most)
{
    return std::clamp(parser.value(option).toInt(), 1, most);
}

} // namespace

int main(int argc, char **argv)
{
    lpm::app::giveLargeBlocksBackWhenFreed(); // as the program does
    umask(S_IRWXG | S_IRWXO);
    std::signal(SIGPIPE, SIG_IGN);
    WatchedApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    QLoggingCategory::setFilterRules(QStringLiteral("lpm.*=false"));
    QCommandLineParser parser;
    const QString only = QStringLiteral("only");
    const QString seconds = QStringLiteral("seconds");
    const QString inputs = QStringLiteral("inputs");
    const QString hours = QStringLiteral("hours");
    parser.addOption({only, QString(), QStringLiteral("PARTS"),
                      QStringLiteral("load,input,fills,blocked,day")});
    parser.addOption({seconds, QString(), QStringLiteral("S"), QStringLiteral("30")});
    parser.addOption({inputs, QString(), QStringLiteral("N"), QStringLiteral("3000")});
    parser.addOption({hours, QString(), QStringLiteral("H"), QStringLiteral("24")});
    parser.addHelpOption();
    parser.process(application);
    Plan plan;
    plan.load = std::chrono::seconds{numberOf(parser, seconds, 3600)};
    plan.inputs = numberOf(parser, inputs, 100'000);
    plan.hours = numberOf(parser, hours, 240);
    std::printf("on the platform %s\n", qPrintable(QGuiApplication::platformName()));
    return measure(partsOf(application, plan), parser.value(only).split(QLatin1Char(',')));
}
