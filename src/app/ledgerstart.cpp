// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ledgerstart.h"

#include "core/ledger/ledgerfile.h"

namespace lpm::app {

using base::ErrorCode;

namespace {

tl::expected<LedgerStart, Refusal> readLedger(const std::string &path,
                                              const audit::Network &network, base::Timestamp now)
{
    LedgerStart start;
    auto opened = ledger::openLedgerFile(path, now);
    if (!opened && opened.error().code == ErrorCode::Configuration)
        return tl::unexpected(Refusal{ExitConfiguration, path + ": " + opened.error().message});
    if (!opened)
        return start; // its writer will say so, and go on trying
    if (!opened->notice.empty())
        start.notices.push_back(opened->notice);
    auto point = ledger::readStartingPoint(*opened->database, network);
    if (point) {
        start.point = *std::move(point);
        return start;
    }
    opened->database.reset();
    if (point.error().code == ErrorCode::Corrupt) {
        const auto moved = ledger::moveAside(path, now);
        start.notices.push_back(moved ? *moved : moved.error().message);
    }
    return start;
}

} // namespace

std::string ledgerFile(const config::Settings &settings)
{
    return settings.dataDir + "/ledger.sqlite";
}

tl::expected<LedgerStart, Refusal> takeUpLedger(const config::Settings &settings,
                                                const audit::Network &network, base::Timestamp now)
{
    const std::string path = ledgerFile(settings);
    if (settings.mode != domain::RunMode::Demo)
        return readLedger(path, network, now);
    if (const auto removed = ledger::removeLedgerFile(path); !removed)
        return tl::unexpected(Refusal{ExitCannotCreate, removed.error().message});
    return LedgerStart{};
}

base::Result<audit::RecoveredTrail> recover(std::optional<ledger::StartingPoint> point,
                                            const std::string &trailDirectory,
                                            const audit::Network &network)
{
    if (!point)
        return audit::readBack(trailDirectory, network);
    return ledger::goOn(*std::move(point), audit::systemDisk(), trailDirectory, network);
}

} // namespace lpm::app
