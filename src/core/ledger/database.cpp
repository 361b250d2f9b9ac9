// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/database.h"

#include <QSqlError>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr const char *BusyTimeout = "QSQLITE_BUSY_TIMEOUT=2000"; // ms; a reader of another program

// SQLite's result codes (sqlite.org/rescode.html); the low byte is the primary one.
enum ResultCode { ResultBusy = 5, ResultLocked = 6, ResultCorrupt = 11, ResultNotADatabase = 26 };

base::Error errorOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff;
    const std::string message = error.databaseText().toStdString();
    switch (isNumber ? code : 0) {
    case ResultCorrupt:
    case ResultNotADatabase:
        return {ErrorCode::Corrupt, message};
    case ResultBusy:
    case ResultLocked:
        return {ErrorCode::Busy, message};
    default:
        break;
    }
    return {ErrorCode::Io, message.empty() ? error.driverText().toStdString() : message};
}

} // namespace

// --- statements ----------------------------------------------------------------------------

void Statement::bind(int place, std::int64_t value)
{
    m_query.bindValue(place, static_cast<qlonglong>(value));
}

void Statement::bind(int place, std::string_view text)
{
    // Of nothing fromUtf8() makes a null string, which Qt's driver takes for NULL.
    m_query.bindValue(
        place, text.empty() ? QStringLiteral("")
                            : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

void Statement::bind(int place, base::Timestamp time)
{
    bind(place, static_cast<std::int64_t>(base::toUnixMilliseconds(time)));
}

void Statement::bindNull(int place) { m_query.bindValue(place, {}); }

Result<void> Statement::execute()
{
    if (!m_query.exec())
        return failure(errorOf(m_query.lastError()));
    return {};
}

Result<void> Statement::ended()
{
    const QSqlError error = m_query.lastError();
    m_query.finish();
    if (error.isValid())
        return failure(errorOf(error));
    return {};
}

// --- the connection ------------------------------------------------------------------------

Result<std::unique_ptr<Database>> Database::open(const std::string &path, Access access)
{
    std::unique_ptr<Database> database(new Database);
    // A name of its own for Qt's table of connections: no two live at one address.
    const QString name =
        QStringLiteral("ledger-") + QString::number(reinterpret_cast<quintptr>(database.get()), 16);
    database->m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    QSqlDatabase &connection = database->m_connection;
    if (!connection.isValid())
        return failure(ErrorCode::Configuration, "Qt's SQLite driver is not installed");
    QString options = QString::fromLatin1(BusyTimeout);
    if (access == Access::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    connection.setConnectOptions(options);
    connection.setDatabaseName(QString::fromStdString(path));
    if (!connection.open())
        return failure(errorOf(connection.lastError()).in("cannot open " + path));
    return database;
}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<void> Database::execute(const char *sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(QString::fromLatin1(sql)))
        return failure(errorOf(query.lastError()));
    return {};
}

Result<Statement> Database::prepare(const char *sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(QString::fromLatin1(sql)))
        return failure(errorOf(query.lastError()));
    return Statement(std::move(query));
}

Result<Statement> Database::firstRow(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement;
    if (auto started = statement->start(); !started)
        return failure(started.error());
    if (statement->next())
        return statement;
    if (auto ended = statement->ended(); !ended)
        return failure(ended.error());
    return failure(ErrorCode::NotFound, "the ledger has no such row");
}

Result<std::int64_t> Database::integer(const char *sql)
{
    auto row = firstRow(sql);
    if (!row)
        return failure(row.error());
    return row->integer(0);
}

Result<std::string> Database::text(const char *sql)
{
    auto row = firstRow(sql);
    if (!row)
        return failure(row.error());
    return row->text(0);
}

} // namespace lpm::ledger
