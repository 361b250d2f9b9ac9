// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/schema.h"

#include <array>
#include <string>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// Each list brings a file from one version to the next. What was released stays as it is: a change
// is a new list.

constexpr const char *ToVersion1[] = {
    "CREATE TABLE meta (schema_version INTEGER NOT NULL) STRICT",
    "INSERT INTO meta VALUES (0)",
    // Whose fills: those of the testnet mean nothing on mainnet. '' before any start line.
    "CREATE TABLE book (id INTEGER PRIMARY KEY, mode TEXT NOT NULL, exchange TEXT NOT NULL, "
    "UNIQUE (mode, exchange)) STRICT",
    // Where the ledger stands in the audit trail: right behind the line of seq and hash. `book` is
    // that of the lines that follow.
    "CREATE TABLE sync_state (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, "
    "hash TEXT NOT NULL, file TEXT NOT NULL, byte_offset INTEGER NOT NULL, "
    "lines INTEGER NOT NULL, book INTEGER NOT NULL, digest TEXT NOT NULL) STRICT",
    "CREATE TABLE accounts (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, "
    "address TEXT NOT NULL, proven_until INTEGER, newest_fill INTEGER, "
    "first_sync_finished INTEGER NOT NULL, digest TEXT NOT NULL, UNIQUE (book, address)) STRICT",
    // Where each coin stands: `state` as the audit writes it.
    "CREATE TABLE positions (account INTEGER NOT NULL, coin TEXT NOT NULL, symbol TEXT NOT NULL, "
    "state TEXT NOT NULL, size_decimals INTEGER, price_decimals INTEGER, "
    "last_updated INTEGER NOT NULL, audit_seq INTEGER NOT NULL, digest TEXT NOT NULL, "
    "PRIMARY KEY (account, coin)) STRICT, WITHOUT ROWID",
    // The unique index is a fill's identity, the way to the newest, and all that a start reads.
    "CREATE TABLE fills (audit_seq INTEGER PRIMARY KEY, account INTEGER NOT NULL, "
    "time INTEGER NOT NULL, coin TEXT NOT NULL, tid INTEGER NOT NULL, oid INTEGER NOT NULL, "
    "side TEXT NOT NULL, symbol TEXT NOT NULL, price TEXT NOT NULL, size TEXT NOT NULL, "
    "start_position TEXT NOT NULL, closed_pnl TEXT NOT NULL, fee TEXT NOT NULL, "
    "fee_token TEXT NOT NULL, builder_fee TEXT, dir TEXT NOT NULL, source TEXT NOT NULL, "
    "late INTEGER NOT NULL, history INTEGER NOT NULL, taker INTEGER NOT NULL, cloid TEXT, "
    "twap_id INTEGER, liquidation TEXT, tx TEXT, written_at INTEGER NOT NULL, "
    "UNIQUE (account, time, coin, tid, oid, side)) STRICT",
    "CREATE TABLE funding (audit_seq INTEGER PRIMARY KEY, account INTEGER NOT NULL, "
    "time INTEGER NOT NULL, coin TEXT NOT NULL, symbol TEXT NOT NULL, amount TEXT NOT NULL, "
    "position_size TEXT NOT NULL, rate TEXT NOT NULL, samples INTEGER, "
    "history INTEGER NOT NULL, written_at INTEGER NOT NULL) STRICT",
    "CREATE INDEX funding_by_time ON funding (account, time)",
    // What is no fill and no payment: anchor, adjust, gap, discrepancy, error. No account: of
    // the trail itself.
    "CREATE TABLE adjustments (audit_seq INTEGER PRIMARY KEY, account INTEGER, "
    "time INTEGER NOT NULL, kind TEXT NOT NULL, event TEXT, coin TEXT, symbol TEXT, field TEXT, "
    "ours TEXT, theirs TEXT, delta TEXT, from_time INTEGER, to_time INTEGER, reason TEXT, "
    "state_before TEXT, state_after TEXT, written_at INTEGER NOT NULL) STRICT",
    "CREATE INDEX adjustments_by_time ON adjustments (account, time)",
    // What is in no audit line, and the only thing that is lost with the file.
    "CREATE TABLE equity_samples (account INTEGER NOT NULL, time INTEGER NOT NULL, equity TEXT, "
    "unrealized_pnl TEXT, realized_pnl TEXT NOT NULL, fees TEXT, funding TEXT NOT NULL, "
    "PRIMARY KEY (account, time)) STRICT, WITHOUT ROWID",
};

constexpr const char *ToVersion2[] = {
    // The last mark of each UTC day (days since 1970), for the P&L of a day.
    "CREATE TABLE day_marks (account INTEGER NOT NULL, coin TEXT NOT NULL, day INTEGER NOT NULL, "
    "mark TEXT NOT NULL, time INTEGER NOT NULL, size TEXT NOT NULL, unrealized_pnl TEXT, "
    "PRIMARY KEY (account, coin, day)) STRICT, WITHOUT ROWID",
};

constexpr const char *ToVersion3[] = {
    // What late fills of the coin leave open (domain::OpenLate); NULL: nothing.
    "ALTER TABLE positions ADD COLUMN late_size TEXT",
    "ALTER TABLE positions ADD COLUMN late_cash TEXT",
};

constexpr const char *ToVersion4[] = {
    // 0: the exchange did not tell who took, and `taker`, which cannot be NULL, says nothing.
    "ALTER TABLE fills ADD COLUMN taker_told INTEGER NOT NULL DEFAULT 1",
};

template <std::size_t N>
Result<void> executeAll(Database &database, const char *const (&statements)[N])
{
    for (const char *statement : statements) {
        if (auto done = database.execute(statement); !done)
            return done;
    }
    return {};
}

Result<void> step(Database &database, int from)
{
    switch (from) {
    case 0:
        return executeAll(database, ToVersion1);
    case 1:
        return executeAll(database, ToVersion2);
    case 2:
        return executeAll(database, ToVersion3);
    default:
        return executeAll(database, ToVersion4);
    }
}

Result<void> climb(Database &database, int from)
{
    for (int version = from; version < SchemaVersion; ++version) {
        if (auto done = step(database, version); !done)
            return done;
    }
    auto stamp = database.prepare("UPDATE meta SET schema_version = ?");
    if (!stamp)
        return failure(stamp.error());
    return stamp->run(SchemaVersion);
}

} // namespace

Result<int> schemaVersion(Database &database)
{
    const auto tables = database.integer("SELECT count(*) FROM sqlite_master");
    if (!tables)
        return failure(tables.error());
    if (*tables == 0)
        return 0;
    const auto known = database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'meta'");
    if (!known)
        return failure(known.error());
    const auto version =
        *known == 0 ? Result<std::int64_t>(0) : database.integer("SELECT schema_version FROM meta");
    if (!version && version.error().code != ErrorCode::NotFound)
        return failure(version.error());
    if (!version || *version < 1)
        return failure(ErrorCode::Corrupt, "it is no ledger");
    return static_cast<int>(*version);
}

Result<void> bringUpSchema(Database &database)
{
    const auto version = schemaVersion(database);
    if (!version)
        return failure(version.error());
    if (*version > SchemaVersion)
        return failure(ErrorCode::Configuration,
                       "the ledger was made by a newer version of the program (its schema is " +
                           std::to_string(*version) + ", this program knows " +
                           std::to_string(SchemaVersion) +
                           "): start the newer version, or move the ledger away to have a new "
                           "one made from the audit trail");
    if (*version == SchemaVersion)
        return {};
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    if (auto climbed = climb(database, *version); !climbed) {
        static_cast<void>(database.execute("ROLLBACK")); // the first error is the one to tell
        return climbed;
    }
    return database.execute("COMMIT");
}

} // namespace lpm::ledger
