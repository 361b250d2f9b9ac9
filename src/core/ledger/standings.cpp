// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/standings.h"

#include "core/domain/address.h"
#include "core/ledger/rowdigest.h"

#include <algorithm>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::Timestamp;

namespace {

std::string textOf(const std::optional<Timestamp> &time)
{
    return time ? std::to_string(base::toUnixMilliseconds(*time)) : "-";
}

std::string textOf(const std::optional<int> &number)
{
    return number ? std::to_string(*number) : "-";
}

// What the line does not tell stays as it was.
void completeBy(PositionRow &position, const Statement &row)
{
    if (!position.sizeDecimals)
        position.sizeDecimals = row.optionalInt(0);
    if (!position.priceDecimals)
        position.priceDecimals = row.optionalInt(1);
    if (!position.tellsOpenLate) {
        position.lateSize = row.text(2);
        position.lateCash = row.text(3);
    }
}

} // namespace

std::string digestOf(const BookRow &book, const AccountRow &account)
{
    return rowDigest({std::to_string(account.id), book.mode, book.exchange, account.address,
                      textOf(account.provenUntil), textOf(account.newestFill),
                      account.isFirstSyncFinished ? "1" : "0"});
}

std::string digestOf(std::int64_t account, const std::string &coin, const PositionRow &position)
{
    std::vector<std::string> fields{std::to_string(account),
                                    coin,
                                    position.symbol,
                                    position.state,
                                    textOf(position.sizeDecimals),
                                    textOf(position.priceDecimals),
                                    textOf(position.lastUpdated),
                                    std::to_string(position.auditSeq)};
    if (!position.lateSize.empty() || !position.lateCash.empty()) // rows of schema 2 keep theirs
        fields.insert(fields.end(), {position.lateSize, position.lateCash});
    return rowDigest(fields);
}

// --- reading -------------------------------------------------------------------------------

Result<Standings> Standings::open(Database &database)
{
    Standings standings(database);
    if (auto done = standings.readBooks(); !done)
        return failure(done.error());
    if (auto done = standings.readAccounts(); !done)
        return failure(done.error());
    return standings;
}

Result<void> Standings::readBooks()
{
    auto rows = m_database->prepare("SELECT id, mode, exchange FROM book");
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(); !started)
        return started;
    while (rows->next())
        m_books[rows->integer(0)] = {rows->integer(0), rows->text(1), rows->text(2)};
    return rows->ended();
}

Result<void> Standings::readAccounts()
{
    auto rows = m_database->prepare("SELECT id, book, address, proven_until, newest_fill, "
                                    "first_sync_finished, digest FROM accounts");
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(); !started)
        return started;
    while (rows->next()) {
        const AccountRow account{rows->integer(0),      rows->integer(1),
                                 rows->text(2),         rows->optionalTime(3),
                                 rows->optionalTime(4), rows->integer(5) != 0};
        const BookRow *book = findBook(account.book);
        if (book == nullptr || rows->text(6) != digestOf(*book, account))
            return failure(ErrorCode::Corrupt, "the row of an account was damaged");
        m_accounts[{account.book, account.address}] = account;
    }
    return rows->ended();
}

// --- books and accounts --------------------------------------------------------------------

const BookRow *Standings::findBook(std::string_view mode, std::string_view exchange) const
{
    const auto found = std::find_if(m_books.begin(), m_books.end(), [&](const auto &one) {
        return one.second.mode == mode && one.second.exchange == exchange;
    });
    return found == m_books.end() ? nullptr : &found->second;
}

const BookRow *Standings::findBook(std::int64_t id) const
{
    const auto found = m_books.find(id);
    return found == m_books.end() ? nullptr : &found->second;
}

Result<BookRow> Standings::book(std::string_view mode, std::string_view exchange)
{
    if (const BookRow *known = findBook(mode, exchange))
        return *known;
    auto insert = m_database->prepare("INSERT INTO book (mode, exchange) VALUES (?, ?)");
    if (!insert)
        return failure(insert.error());
    const auto id = insert->insert(mode, exchange);
    if (!id)
        return failure(id.error());
    const BookRow made{*id, std::string(mode), std::string(exchange)};
    m_books[made.id] = made;
    return made;
}

Result<AccountRow *> Standings::account(const BookRow &book, std::string_view address)
{
    Key key(book.id, address);
    const auto found = m_accounts.find(key);
    if (found != m_accounts.end())
        return &found->second;
    if (!domain::Address::parse(address))
        return failure(ErrorCode::Parse, "not an account's address");
    AccountRow made;
    made.book = book.id;
    made.address = address;
    made.isChanged = true;
    auto insert = m_database->prepare("INSERT INTO accounts (book, address, first_sync_finished, "
                                      "digest) VALUES (?, ?, 0, '')");
    if (!insert)
        return failure(insert.error());
    const auto id = insert->insert(book.id, address);
    if (!id)
        return failure(id.error());
    made.id = *id;
    return &m_accounts.emplace(std::move(key), std::move(made)).first->second;
}

const AccountRow *Standings::findAccount(const BookRow &book, const std::string &address) const
{
    const auto found = m_accounts.find(Key(book.id, address));
    return found == m_accounts.end() ? nullptr : &found->second;
}

void Standings::takeState(const AccountRow &account, const audit::ParsedLine &line,
                          std::uint64_t seq)
{
    PositionRow &position = m_positions[Key(account.id, line.coin)];
    position.symbol = line.symbol;
    position.state = line.after;
    if (line.sizeDecimals)
        position.sizeDecimals = line.sizeDecimals;
    if (line.priceDecimals)
        position.priceDecimals = line.priceDecimals;
    position.lastUpdated = line.writtenAt.value_or(position.lastUpdated);
    position.auditSeq = seq;
    if (line.tellsOpenLate()) {
        position.lateSize = line.lateSize;
        position.lateCash = line.lateCash;
        position.tellsOpenLate = true;
    }
}

// --- writing -------------------------------------------------------------------------------

Result<void> Standings::flush()
{
    if (auto done = writeAccounts(); !done)
        return done;
    return writePositions();
}

Result<void> Standings::writeAccounts()
{
    std::optional<Statement> update;
    for (auto &[key, account] : m_accounts) {
        if (!account.isChanged)
            continue;
        if (!update) {
            auto prepared = m_database->prepare(
                "UPDATE accounts SET proven_until = ?, newest_fill = ?, first_sync_finished = ?, "
                "digest = ? WHERE id = ?");
            if (!prepared)
                return failure(prepared.error());
            update = *std::move(prepared);
        }
        const std::string digest = digestOf(m_books.at(account.book), account);
        if (auto done = update->run(account.provenUntil, account.newestFill,
                                    account.isFirstSyncFinished, digest, account.id);
            !done)
            return done;
        account.isChanged = false;
    }
    return {};
}

Result<void> Standings::writePositions()
{
    if (m_positions.empty())
        return {};
    auto before = m_database->prepare("SELECT size_decimals, price_decimals, late_size, late_cash "
                                      "FROM positions WHERE account = ? AND coin = ?");
    if (!before)
        return failure(before.error());
    auto replace = m_database->prepare("INSERT OR REPLACE INTO positions (account, coin, symbol, "
                                       "state, size_decimals, price_decimals, last_updated, "
                                       "audit_seq, late_size, late_cash, digest) "
                                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!replace)
        return failure(replace.error());
    for (auto &[key, position] : m_positions) {
        const auto &[account, coin] = key;
        if (auto started = before->start(account, coin); !started)
            return started;
        if (before->next())
            completeBy(position, *before);
        if (auto ended = before->ended(); !ended)
            return ended;
        if (auto done =
                replace->run(account, coin, position.symbol, position.state, position.sizeDecimals,
                             position.priceDecimals, position.lastUpdated, position.auditSeq,
                             unlessEmpty(position.lateSize), unlessEmpty(position.lateCash),
                             digestOf(account, coin, position));
            !done)
            return done;
    }
    m_positions.clear();
    return {};
}

Result<void> Standings::clear()
{
    for (const char *table :
         {"DELETE FROM positions", "DELETE FROM fills", "DELETE FROM funding",
          "DELETE FROM adjustments", "DELETE FROM day_marks", "DELETE FROM equity_samples",
          "DELETE FROM accounts", "DELETE FROM book"}) {
        if (auto done = m_database->execute(table); !done)
            return done;
    }
    m_books.clear();
    m_accounts.clear();
    m_positions.clear();
    return {};
}

} // namespace lpm::ledger
