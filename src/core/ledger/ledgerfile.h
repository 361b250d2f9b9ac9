// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the ledger's file whatever state it is in, and puts it away when it is beyond use.
#pragma once

#include "core/ledger/database.h"

namespace lpm::ledger {

struct OpenedLedger
{
    std::unique_ptr<Database> database;
    std::string notice; // "", or what had to be done: a sentence
};

// For writing: made if it is absent, brought up if it is older, moved aside (as
// ledger.sqlite.broken-TIME) and made anew if it is damaged. Errors: Configuration (made by a newer
// program; untouched), Io (full, read-only), Busy.
base::Result<OpenedLedger> openLedgerFile(const std::string &path, base::Timestamp now);

// Whether SQLite finds the file in order. Reads all of it: not on the way of a start.
base::Result<void> checkLedgerFile(Database &database);

// The file and what SQLite keeps beside it get another name. No connection may be open.
// The sentence that tells it.
base::Result<std::string> moveAside(const std::string &path, base::Timestamp now);

// Takes the place of the ledger at `path`, at once or not at all; `from` is gone then. No
// connection may be open to either.
base::Result<void> replaceLedgerFile(const std::string &from, const std::string &path);
// With what SQLite keeps beside it. Absent is fine.
base::Result<void> removeLedgerFile(const std::string &path);

} // namespace lpm::ledger
