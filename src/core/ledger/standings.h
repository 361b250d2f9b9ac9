// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's small rows that lines change again and again: books, accounts, positions. Kept in
// memory while a group of lines is worked through, and written once when it ends.
#pragma once

#include "core/audit/lineparser.h"
#include "core/base/timestamp.h"
#include "core/ledger/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lpm::ledger {

struct BookRow
{
    std::int64_t id = 0;
    std::string mode; // "" before any start line
    std::string exchange;
};

struct AccountRow
{
    std::int64_t id = 0;
    std::int64_t book = 0;
    std::string address;
    std::optional<base::Timestamp> provenUntil;
    std::optional<base::Timestamp> newestFill;
    bool isFirstSyncFinished = false;
    bool isChanged = false; // since it was read or written
};

struct PositionRow
{
    std::string symbol;
    std::string state; // JSON, as the audit writes it
    std::optional<int> sizeDecimals;
    std::optional<int> priceDecimals;
    base::Timestamp lastUpdated{};
    std::uint64_t auditSeq = 0;
    std::string lateSize; // what late fills leave open, decimals; both "": nothing
    std::string lateCash;
    bool tellsOpenLate = false; // else the row that was written stands
};

// What a row's digest is made of, said once for writing and reading.
std::string digestOf(const BookRow &book, const AccountRow &account);
std::string digestOf(std::int64_t account, const std::string &coin, const PositionRow &position);

class Standings
{
public:
    // Reads books and accounts. Corrupt: a row is not what was written.
    static base::Result<Standings> open(Database &database); // which must outlive it

    base::Result<BookRow> book(std::string_view mode, std::string_view exchange); // made if absent
    const BookRow *findBook(std::string_view mode, std::string_view exchange) const;
    const BookRow *findBook(std::int64_t id) const;

    // The account's row, made if absent; stays where it is until clear(). Parse: no address.
    base::Result<AccountRow *> account(const BookRow &book, std::string_view address);
    const AccountRow *findAccount(const BookRow &book, const std::string &address) const;
    const std::map<std::pair<std::int64_t, std::string>, AccountRow> &accounts() const
    {
        return m_accounts; // by book and address
    }
    // Takes over the line's `after`.
    void takeState(const AccountRow &account, const audit::ParsedLine &line, std::uint64_t seq);

    base::Result<void> flush(); // writes what changed
    base::Result<void> clear(); // a world that begins anew: the rows of every book go

private:
    using Key = std::pair<std::int64_t, std::string>;

    explicit Standings(Database &database) : m_database(&database) {}
    base::Result<void> readBooks();
    base::Result<void> readAccounts();
    base::Result<void> writeAccounts();
    base::Result<void> writePositions();

    Database *m_database;
    std::map<std::int64_t, BookRow> m_books;
    std::map<Key, AccountRow> m_accounts;
    std::map<Key, PositionRow> m_positions; // changed ones, by account and coin
};

} // namespace lpm::ledger
