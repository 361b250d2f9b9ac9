// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledgerfile.h"

#include "core/ledger/limits.h"
#include "core/ledger/schema.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// What SQLite keeps beside a file: the lines not yet in it, and the table of who reads them.
constexpr const char *Companions[] = {"-wal", "-shm"};

std::string compact(base::Timestamp time) // 20261124T061834.120Z: every file system takes it
{
    std::string text = base::toRfc3339(time);
    text.erase(
        std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
        text.end());
    return text;
}

Result<void> removeFile(const std::string &path)
{
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error)
        return failure(ErrorCode::Io, "cannot remove " + path + ": " + error.message());
    return {};
}

Result<void> renameFile(const std::string &from, const std::string &to)
{
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error)
        return failure(ErrorCode::Io, "cannot rename " + from + ": " + error.message());
    return {};
}

// Readable by its owner alone, like the audit trail. SQLite gives its companions the same mode.
// What lies beside a file that is not there belonged to another one.
Result<void> makeFile(const std::string &path)
{
    if (auto removed = removeLedgerFile(path); !removed)
        return removed;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        return failure(ErrorCode::Io,
                       "cannot make " + path + ": " + file.errorString().toStdString());
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorCode::Io, "cannot protect " + path);
    return {};
}

Result<void> prepare(Database &database)
{
    // The trail is ahead of the ledger and on disk: what a power loss takes from here is read from
    // there again, so that no commit needs to wait for the disk.
    for (const char *pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 16777216"}) {
        if (auto done = database.execute(pragma); !done)
            return done;
    }
    return bringUpSchema(database);
}

Result<std::unique_ptr<Database>> openAndPrepare(const std::string &path)
{
    if (QFileInfo(QString::fromStdString(path)).size() ==
        0) { // absent, or a start that was cut off
        if (auto made = makeFile(path); !made)
            return failure(made.error());
    }
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return database;
    const auto version = schemaVersion(**database);
    if (!version)
        return failure(version.error());
    if (*version > SchemaVersion) { // not even its journal is touched
        const auto refused = bringUpSchema(**database);
        return failure(refused.error());
    }
    if (auto prepared = prepare(**database); !prepared)
        return failure(prepared.error());
    return database;
}

} // namespace

Result<OpenedLedger> openLedgerFile(const std::string &path, base::Timestamp now)
{
    auto database = openAndPrepare(path);
    if (database)
        return OpenedLedger{*std::move(database), {}};
    if (database.error().code != ErrorCode::Corrupt)
        return failure(database.error().code == ErrorCode::Configuration
                           ? database.error()
                           : database.error().in(path));
    auto moved = moveAside(path, now);
    if (!moved)
        return failure(moved.error());
    database = openAndPrepare(path);
    if (!database)
        return failure(database.error().in(path));
    return OpenedLedger{*std::move(database), *std::move(moved)};
}

Result<void> checkLedgerFile(Database &database)
{
    const auto pages = database.integer("SELECT page_count * page_size FROM "
                                        "pragma_page_count(), pragma_page_size()");
    if (!pages)
        return failure(pages.error());
    if (static_cast<std::uint64_t>(*pages) > limits::CheckedBytes)
        return {};
    const auto verdict = database.text("PRAGMA quick_check(1)");
    if (!verdict)
        return failure(verdict.error());
    if (*verdict != "ok")
        return failure(ErrorCode::Corrupt, *verdict);
    return {};
}

Result<std::string> moveAside(const std::string &path, base::Timestamp now)
{
    const std::string aside = path + ".broken-" + compact(now);
    if (auto moved = renameFile(path, aside); !moved)
        return failure(moved.error());
    for (const char *companion : Companions) {
        // Absent, as a rule. One that stays is removed before a new file is made.
        static_cast<void>(renameFile(path + companion, aside + companion));
    }
    return "the ledger was damaged and is made anew from the audit trail; the damaged one is now " +
           aside;
}

Result<void> removeLedgerFile(const std::string &path)
{
    if (auto removed = removeFile(path); !removed)
        return removed;
    for (const char *companion : Companions) {
        if (auto removed = removeFile(path + companion); !removed)
            return removed;
    }
    return {};
}

Result<void> replaceLedgerFile(const std::string &from, const std::string &path)
{
    // SQLite would take what lies beside a file for that file's own.
    for (const char *companion : Companions) {
        if (auto removed = removeFile(path + companion); !removed)
            return removed;
    }
    return renameFile(from, path);
}

} // namespace lpm::ledger
