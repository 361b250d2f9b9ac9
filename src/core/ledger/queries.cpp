// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/queries.h"

#include "core/audit/statejson.h"
#include "core/domain/words.h"

#include <limits>

namespace lpm::ledger {

using base::failure;
using base::Result;
using base::Timestamp;

namespace {

// The account's number comes from a sub-query, so that a page is one statement.
constexpr const char *SelectFills =
    "SELECT time, audit_seq, coin, symbol, side, price, size, start_position, closed_pnl, fee, "
    "fee_token, source, tid, oid, late FROM fills WHERE account = (SELECT accounts.id FROM "
    "accounts JOIN book ON book.id = accounts.book WHERE mode = ? AND exchange = ? AND "
    "address = ?) AND time >= ? AND time <= ? AND (? IS NULL OR symbol = ? OR coin = ?) "
    "AND (time, audit_seq) < (?, ?) ORDER BY time DESC, audit_seq DESC LIMIT ?";
constexpr const char *SelectFunding =
    "SELECT time, audit_seq, coin, symbol, amount, position_size, rate, samples FROM funding "
    "WHERE account = (SELECT accounts.id FROM accounts JOIN book ON book.id = accounts.book "
    "WHERE mode = ? AND exchange = ? AND address = ?) AND time >= ? AND time <= ? "
    "AND (? IS NULL OR symbol = ? OR coin = ?) AND (time, audit_seq) < (?, ?) "
    "ORDER BY time DESC, audit_seq DESC LIMIT ?";
constexpr const char *SelectEquity =
    "SELECT time, equity, unrealized_pnl, realized_pnl, fees, funding FROM equity_samples "
    "WHERE account = (SELECT accounts.id FROM accounts JOIN book ON book.id = accounts.book "
    "WHERE mode = ? AND exchange = ? AND address = ?) AND time >= ? AND time <= ? AND time < ? "
    "ORDER BY time DESC LIMIT ?";

constexpr auto Ever = std::numeric_limits<std::int64_t>::max();
const Timestamp Past = base::fromUnixMilliseconds(std::numeric_limits<std::int64_t>::min());
const Timestamp Future = base::fromUnixMilliseconds(Ever);

Result<Statement> startList(Database &database, const char *sql, const ListRequest &request)
{
    auto rows = database.prepare(sql);
    if (!rows)
        return rows;
    const RowPlace behind = request.behind.value_or(RowPlace{Future, Ever});
    if (auto started = rows->start(domain::word(request.network.mode), request.network.exchange,
                                   request.account.text(), request.since.value_or(Past),
                                   request.until.value_or(Future), request.symbol, request.symbol,
                                   request.symbol, behind.time, behind.seq,
                                   static_cast<std::int64_t>(request.limit));
        !started)
        return failure(started.error());
    return rows;
}

RowPlace placeOf(const Statement &row)
{
    return {row.time(0), static_cast<std::uint64_t>(row.integer(1))};
}

Result<std::optional<domain::Decimal>> decimalOf(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::optional<domain::Decimal>();
    auto value = audit::readDecimal(row.text(column));
    if (!value)
        return failure(value.error());
    return std::optional(*value);
}

Result<EquitySample> sampleOf(const Statement &row, const domain::Address &account)
{
    const auto equity = decimalOf(row, 1);
    const auto unrealized = decimalOf(row, 2);
    const auto realized = decimalOf(row, 3);
    const auto fees = decimalOf(row, 4);
    const auto funding = decimalOf(row, 5);
    for (const auto *value : {&equity, &unrealized, &realized, &fees, &funding}) {
        if (!*value)
            return failure(value->error());
    }
    return EquitySample{account,
                        row.time(0),
                        *equity,
                        *unrealized,
                        realized->value_or(domain::Decimal()),
                        *fees,
                        funding->value_or(domain::Decimal())};
}

} // namespace

Result<std::vector<FillRow>> listFills(Database &database, const ListRequest &request)
{
    auto rows = startList(database, SelectFills, request);
    if (!rows)
        return failure(rows.error());
    std::vector<FillRow> fills;
    while (rows->next())
        fills.push_back({placeOf(*rows), rows->text(2), rows->text(3), rows->text(4), rows->text(5),
                         rows->text(6), rows->text(7), rows->text(8), rows->text(9), rows->text(10),
                         rows->text(11), rows->integer(12), rows->integer(13),
                         rows->integer(14) != 0});
    if (auto ended = rows->ended(); !ended)
        return failure(ended.error());
    return fills;
}

Result<std::vector<FundingRow>> listFunding(Database &database, const ListRequest &request)
{
    auto rows = startList(database, SelectFunding, request);
    if (!rows)
        return failure(rows.error());
    std::vector<FundingRow> payments;
    while (rows->next())
        payments.push_back({placeOf(*rows), rows->text(2), rows->text(3), rows->text(4),
                            rows->text(5), rows->text(6), rows->optionalInt(7)});
    if (auto ended = rows->ended(); !ended)
        return failure(ended.error());
    return payments;
}

Result<std::vector<EquitySample>> listEquity(Database &database, const ListRequest &request)
{
    auto rows = database.prepare(SelectEquity);
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(domain::word(request.network.mode), request.network.exchange,
                                   request.account.text(), request.since.value_or(Past),
                                   request.until.value_or(Future),
                                   request.behind ? request.behind->time : Future,
                                   static_cast<std::int64_t>(request.limit));
        !started)
        return failure(started.error());
    std::vector<EquitySample> samples;
    while (rows->next()) {
        auto sample = sampleOf(*rows, request.account);
        if (!sample)
            return failure(sample.error());
        samples.push_back(*std::move(sample));
    }
    if (auto ended = rows->ended(); !ended)
        return failure(ended.error());
    return samples;
}

} // namespace lpm::ledger
