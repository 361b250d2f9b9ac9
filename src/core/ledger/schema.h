// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's tables, and how an older file comes up to them. Decimals are TEXT, times INTEGER
// (ms UTC), addresses TEXT. What each table holds is said where it is made.
#pragma once

#include "core/ledger/database.h"

namespace lpm::ledger {

inline constexpr int SchemaVersion = 4;

// 0: an empty file. Corrupt: tables, but none of a ledger.
base::Result<int> schemaVersion(Database &database);

// Makes the tables of an empty file, or brings those of an older version up, step by step in one
// transaction. Configuration: made by a newer version of the program; the file is untouched.
base::Result<void> bringUpSchema(Database &database);

} // namespace lpm::ledger
