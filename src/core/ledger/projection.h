// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the ledger's rows of the audit trail's lines: the one way into it, for live operation,
// catching up and making it anew. Works inside the caller's transaction; after any error the
// transaction is to be rolled back and this is to be thrown away.
#pragma once

#include "core/audit/head.h"
#include "core/ledger/rowwriter.h"
#include "core/ledger/standings.h"

#include <memory>

namespace lpm::ledger {

// A demo's world begins anew at each start and has a ledger of its own.
enum class Books { Real, Demo };

// Where in the trail the ledger stands.
struct Standpoint
{
    audit::Checkpoint at;    // a head of seq 0: before the very first line
    std::uint64_t lines = 0; // up to there
    std::int64_t book = 0;   // of the lines that follow; 0: they are not kept
};

// nullopt: nothing was written yet. Corrupt: the row is not what was written.
base::Result<std::optional<Standpoint>> readStandpoint(Database &database);

class Projection
{
public:
    // Of a new ledger too. The database must outlive it.
    static base::Result<std::unique_ptr<Projection>> open(Database &database, Books books);

    // The line that `head` is of. Parse: it is not one that can be kept.
    base::Result<void> take(std::string_view line, const audit::Head &head);
    // Left out where no line was about the account yet.
    base::Result<void> take(const Sample &sample, const audit::Network &network);
    // Before the transaction is committed: what stands behind the lines.
    base::Result<void> finish(const audit::Checkpoint &at);

    const audit::Checkpoint &at() const { return m_standpoint.at; } // of the last finish()

private:
    Projection(Books books, Standings standings, RowWriter rows, Statement place);
    base::Result<void> begin(const audit::ParsedLine &line);
    base::Result<void> takeOfAccount(const audit::ParsedLine &line, std::uint64_t seq);

    const Books m_books;
    audit::LineParser m_parser;
    Standings m_standings;
    RowWriter m_rows;
    Statement m_place;
    Standpoint m_standpoint;
    std::optional<BookRow> m_book; // of the run in work; nullopt: not kept
};

} // namespace lpm::ledger
