// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a ledger in step with the audit trail, one group of lines a call. Knows no thread and no
// clock; used on one thread. Whatever fails, the next call begins where the last commit ended.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/trailfollower.h"
#include "core/ledger/projection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::ledger {

struct LedgerPlace
{
    std::string file;                  // DATA_DIR/ledger.sqlite
    std::string trailDirectory;        // LOG_DIR/trading
    std::shared_ptr<audit::Disk> disk; // of the trail
    Books books = Books::Real;
    // Where in the trail a new ledger begins; nullopt: at its first line.
    std::optional<audit::Checkpoint> begin;
};

class LedgerKeeper
{
public:
    explicit LedgerKeeper(LedgerPlace place) : m_place(std::move(place)) {}

    // Writes what the trail has behind the last commit, up to the line `upTo`, as one transaction
    // of at most limits::GroupLines lines, with what waits in `samples` (may be null). Whether
    // there may be more. Errors: Io (the disk refuses), Corrupt (the trail is broken, or the
    // ledger was damaged: it is moved aside), Parse (a line says what cannot be).
    base::Result<bool> work(std::uint64_t upTo, LedgerSamples *samples, base::Timestamp now);

    std::uint64_t seq() const { return m_seq; } // of the last line committed
    std::vector<std::string> takeNotices();     // sentences, since the last call
    void close();                               // the next call of work() opens again

private:
    base::Result<void> open(base::Timestamp now);
    base::Result<bool> writeGroup(std::size_t most, LedgerSamples *samples);
    base::Result<std::size_t> follow(std::size_t most);
    base::Result<void> writeSamples(const std::vector<Sample> &samples,
                                    const audit::Network &network);
    void onFailure(const base::Error &error, base::Timestamp now);

    const LedgerPlace m_place;
    // In the order of their dependencies; all or none.
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Projection> m_projection;
    std::optional<audit::TrailFollower> m_follower;

    bool m_isTrailToBlame = false; // a damaged trail is no reason to move the ledger aside
    bool m_isChecked = false;      // the whole file, once a run
    std::uint64_t m_seq = 0;
    std::vector<std::string> m_notices;
};

} // namespace lpm::ledger
