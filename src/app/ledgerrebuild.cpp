// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ledgerrebuild.h"

#include "app/composition.h"
#include "app/instancelock.h"
#include "app/ledgerstart.h"
#include "app/runtime.h"
#include "app/trailexport.h"
#include "core/ledger/rebuild.h"

#include <QCoreApplication>

namespace lpm::app {

namespace {

int refuse(const Refusal &refusal)
{
    complain(refusal.sentence);
    return refusal.exitCode;
}

std::string sentenceOf(const ledger::RebuildReport &report, const std::string &path)
{
    return path + " was made anew from " + std::to_string(report.lines) +
           " audit lines: " + std::to_string(report.fills) + " fills, " +
           std::to_string(report.payments) + " funding payments; " +
           std::to_string(report.samples) + " samples were taken over from the old one";
}

// From the new ledger, so that what is printed is what a start would find.
base::Result<audit::RecoveredTrail> readPositions(const std::string &path)
{
    // Not ReadOnly: that would leave SQLite's companions of the file behind.
    const auto database = ledger::Database::open(path, ledger::Database::Access::ReadWrite);
    if (!database)
        return base::failure(database.error());
    const auto network = ledger::newestNetwork(**database);
    if (!network)
        return base::failure(network.error());
    if (!*network)
        return audit::RecoveredTrail{};
    auto point = ledger::readStartingPoint(**database, **network);
    if (!point)
        return base::failure(point.error());
    return *point ? std::move((*point)->trail) : audit::RecoveredTrail{};
}

} // namespace

int rebuildLedger(int argc, char **argv, const config::Settings &settings, std::ostream &out)
{
    QCoreApplication application(argc, argv); // Qt finds its SQLite driver by it
    const auto lock = lockDataDirectory(settings.dataDir);
    if (!lock)
        return refuse(lock.error());
    const std::string path = ledgerFile(settings);
    const bool isDemo = settings.mode == domain::RunMode::Demo;
    const auto report =
        ledger::rebuildLedger({path, auditDirectory(settings), audit::systemDisk(),
                               isDemo ? ledger::Books::Demo : ledger::Books::Real, std::nullopt},
                              base::SystemClock().now().wall);
    if (!report)
        return refuse(refusalOf(report.error()));
    for (const std::string &notice : report->notices)
        complain(notice);
    complain(sentenceOf(*report, path));
    const auto positions = readPositions(path);
    if (!positions)
        return refuse(refusalOf(positions.error()));
    exportPositions(*positions, "json", out);
    return ExitOk;
}

} // namespace lpm::app
