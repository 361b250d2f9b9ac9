// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to one SQLite file, with errors as values. Made, used and destroyed on one thread.
// Needs a QCoreApplication (Qt finds its driver by it). Private to the ledger.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lpm::ledger {

// What an audit line does not tell is NULL in a row.
inline std::optional<std::string_view> unlessEmpty(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

// A prepared statement: run() for one that changes, start() and next() for one that reads. Its
// values are integers, text and times, each perhaps absent (NULL). Nothing else is in the ledger.
class Statement
{
public:
    explicit Statement(QSqlQuery query) : m_query(std::move(query)) {}

    template <class... Values>
    base::Result<void> run(const Values &...values)
    {
        auto done = start(values...);
        m_query.finish();
        return done;
    }
    // Of an INSERT: the new row's id.
    template <class... Values>
    base::Result<std::int64_t> insert(const Values &...values)
    {
        if (auto done = start(values...); !done)
            return base::failure(done.error());
        const auto id = m_query.lastInsertId().toLongLong(); // known until it is finished
        m_query.finish();
        return id;
    }
    template <class... Values>
    base::Result<void> start(const Values &...values)
    {
        int place = 0;
        (bind(place++, values), ...);
        return execute();
    }
    bool next() { return m_query.next(); } // false at the end, and when reading failed: see ended()
    base::Result<void> ended(); // whether it was the end; gives the statement's lock back

    std::int64_t integer(int column) const { return m_query.value(column).toLongLong(); }
    std::string text(int column) const { return m_query.value(column).toString().toStdString(); }
    bool isNull(int column) const { return m_query.isNull(column); }
    int columns() const { return m_query.record().count(); }
    base::Timestamp time(int column) const { return base::fromUnixMilliseconds(integer(column)); }
    std::optional<base::Timestamp> optionalTime(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(time(column));
    }
    std::optional<int> optionalInt(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(static_cast<int>(integer(column)));
    }
    std::optional<std::string> optionalText(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    std::int64_t changes() const { return m_query.numRowsAffected(); }

private:
    void bind(int place, std::int64_t value);
    void bind(int place, std::string_view text);
    void bind(int place, base::Timestamp time);
    void bind(int place, int value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, bool value) { bind(place, static_cast<std::int64_t>(value)); }
    // Sequence numbers and offsets: far below 2^63.
    void bind(int place, std::uint64_t value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, const std::string &text) { bind(place, std::string_view(text)); }
    template <class T>
    void bind(int place, const std::optional<T> &value)
    {
        value ? bind(place, *value) : bindNull(place);
    }
    void bindNull(int place);
    base::Result<void> execute();

    QSqlQuery m_query;
};

class Database
{
public:
    enum class Access { ReadOnly, ReadWrite }; // ReadWrite makes the file if it is absent

    // Errors: Corrupt (not a database, or damaged), Busy, Io (full, read-only, no such file).
    static base::Result<std::unique_ptr<Database>> open(const std::string &path, Access access);
    ~Database(); // statements of it must be gone
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    base::Result<void> execute(const char *sql); // one statement without values
    base::Result<Statement> prepare(const char *sql);
    base::Result<std::int64_t> integer(const char *sql); // of the first row; NotFound without one
    base::Result<std::string> text(const char *sql);

private:
    Database() = default;
    base::Result<Statement> firstRow(const char *sql);

    QSqlDatabase m_connection;
};

} // namespace lpm::ledger
