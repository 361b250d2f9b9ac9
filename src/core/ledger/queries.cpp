// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/queries.h"

#include "core/audit/liquidationjson.h"
#include "core/audit/statejson.h"
#include "core/base/logging.h"
#include "core/domain/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::Timestamp;
using domain::Address;
using domain::Decimal;
using domain::EquitySample;
using domain::HistoryPlace;
using domain::HistoryRequest;
using domain::PastFill;
using domain::PastFunding;

namespace {

// The account's number comes from a sub-query, so that a page is one statement.
constexpr const char *SelectFills =
    "SELECT time, audit_seq, coin, symbol, side, price, size, start_position, closed_pnl, fee, "
    "fee_token, source, tid, oid, late, dir, CASE WHEN taker_told THEN taker END, builder_fee, "
    "liquidation, tx FROM fills "
    "WHERE account = (SELECT accounts.id FROM accounts JOIN book ON book.id = accounts.book "
    "WHERE mode = ? AND exchange = ? AND address = ?) AND time >= ? AND time <= ? "
    "AND (? IS NULL OR symbol = ? OR coin = ?) AND (time, audit_seq) < (?, ?) "
    "ORDER BY time DESC, audit_seq DESC LIMIT ?";
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

// What of a page cannot be read, and is told as unknown.
struct Oddities
{
    int liquidations = 0;
    std::string first; // which line of the audit trail's, and why
};

constexpr auto Ever = std::numeric_limits<std::int64_t>::max();
const Timestamp Past = base::fromUnixMilliseconds(std::numeric_limits<std::int64_t>::min());
const Timestamp Future = base::fromUnixMilliseconds(Ever);

Result<Statement> startList(Database &database, const char *sql, const audit::Network &network,
                            const Address &account, const HistoryRequest &request)
{
    auto rows = database.prepare(sql);
    if (!rows)
        return rows;
    const HistoryPlace behind = request.behind.value_or(HistoryPlace{Future, Ever});
    if (auto started = rows->start(domain::word(network.mode), network.exchange, account.text(),
                                   request.since.value_or(Past), request.until.value_or(Future),
                                   request.symbol, request.symbol, request.symbol, behind.time,
                                   behind.auditSeq, static_cast<std::int64_t>(request.limit));
        !started)
        return failure(started.error());
    return rows;
}

std::uint64_t auditSeqOf(const Statement &row)
{
    return static_cast<std::uint64_t>(row.integer(1));
}

Result<std::optional<Decimal>> decimalOf(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::optional<Decimal>();
    auto value = audit::readDecimal(row.text(column));
    if (!value)
        return failure(ErrorCode::Corrupt, "the ledger holds a number that is none: " +
                                               value.error().message);
    return std::optional(*value);
}

// Of columns that are never NULL.
Result<void> readDecimals(const Statement &row,
                          std::initializer_list<std::pair<int, Decimal *>> columns)
{
    for (const auto &[column, into] : columns) {
        const auto value = decimalOf(row, column);
        if (!value)
            return failure(value.error());
        *into = value->value_or(Decimal());
    }
    return {};
}

Result<domain::FillSource> sourceOf(const std::string &text)
{
    using domain::FillSource;
    for (const FillSource source :
         {FillSource::Live, FillSource::Snapshot, FillSource::Backfill, FillSource::Sweep}) {
        if (domain::word(source) == text)
            return source;
    }
    return failure(ErrorCode::Corrupt, "the ledger holds a fill of an unknown source");
}

// What only people read of a fill; as in the row, absent where the exchange did not tell it.
Result<void> readWords(const Statement &row, domain::Fill &fill)
{
    fill.direction = row.text(15);
    if (!row.isNull(16))
        fill.isTaker = row.integer(16) != 0;
    const auto builderFee = decimalOf(row, 17);
    if (!builderFee)
        return failure(builderFee.error());
    fill.builderFee = *builderFee;
    fill.hash = row.text(19);
    return {};
}

// An aside must not cost the page its fills: that there was a liquidation is known, even where
// nothing more of it is.
domain::Liquidation liquidationOf(const Statement &row, Oddities &oddities)
{
    auto liquidation = audit::readLiquidation(row.text(18));
    if (liquidation)
        return *std::move(liquidation);
    if (++oddities.liquidations == 1)
        oddities.first = "line " + std::to_string(auditSeqOf(row)) + ": " +
                         liquidation.error().message;
    return {};
}

Result<PastFill> fillOf(const Statement &row, const Address &account, Oddities &oddities)
{
    PastFill past;
    past.account = account;
    past.auditSeq = auditSeqOf(row);
    past.symbol = row.text(3);
    past.isLate = row.integer(14) != 0;
    domain::Fill &fill = past.fill;
    fill.time = row.time(0);
    fill.coin = row.text(2);
    fill.side = row.text(4) == domain::word(domain::FillSide::Buy) ? domain::FillSide::Buy
                                                                   : domain::FillSide::Sell;
    fill.feeToken = row.text(10);
    fill.tradeId = row.integer(12);
    fill.orderId = row.integer(13);
    if (auto read = readDecimals(row, {{5, &fill.price},
                                       {6, &fill.size},
                                       {7, &fill.startPosition},
                                       {8, &fill.closedPnl},
                                       {9, &fill.fee}});
        !read)
        return failure(read.error());
    if (auto read = readWords(row, fill); !read)
        return failure(read.error());
    if (!row.isNull(18))
        fill.liquidation = liquidationOf(row, oddities);
    const auto source = sourceOf(row.text(11));
    if (!source)
        return failure(source.error());
    past.source = *source;
    return past;
}

Result<PastFunding> fundingOf(const Statement &row, const Address &account)
{
    PastFunding past;
    past.account = account;
    past.auditSeq = auditSeqOf(row);
    past.symbol = row.text(3);
    past.payment.time = row.time(0);
    past.payment.coin = row.text(2);
    past.payment.samples = row.optionalInt(7);
    if (auto read = readDecimals(row, {{4, &past.payment.amount},
                                       {5, &past.payment.positionSize},
                                       {6, &past.payment.rate}});
        !read)
        return failure(read.error());
    return past;
}

Result<EquitySample> sampleOf(const Statement &row, const Address &account)
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
                        realized->value_or(Decimal()),
                        *fees,
                        funding->value_or(Decimal())};
}

// Adds what `rows` gives.
template <class Row, class RowOf>
Result<void> addRows(std::vector<Row> &list, Statement &rows, const Address &account,
                     const RowOf &rowOf)
{
    while (rows.next()) {
        auto row = rowOf(rows, account);
        if (!row)
            return failure(row.error());
        list.push_back(*std::move(row));
    }
    return rows.ended();
}

template <class Row, class RowOf>
Result<std::vector<Row>> pageOf(Database &database, const char *sql, const audit::Network &network,
                                const HistoryRequest &request, const RowOf &rowOf)
{
    std::vector<Row> page;
    for (const Address &account : request.accounts) {
        auto rows = startList(database, sql, network, account, request);
        if (!rows)
            return failure(rows.error());
        if (auto added = addRows(page, *rows, account, rowOf); !added)
            return failure(added.error());
    }
    std::sort(page.begin(), page.end(),
              [](const Row &a, const Row &b) { return a.place() > b.place(); });
    if (page.size() > request.limit)
        page.resize(request.limit);
    return page;
}

} // namespace

Result<std::vector<PastFill>> listFills(Database &database, const audit::Network &network,
                                        const HistoryRequest &request)
{
    Oddities oddities;
    auto page = pageOf<PastFill>(database, SelectFills, network, request,
                                 [&oddities](const Statement &row, const Address &account) {
                                     return fillOf(row, account, oddities);
                                 });
    if (oddities.liquidations > 0)
        qCWarning(base::logLedger,
                  "liquidations of the ledger cannot be read and are told as unknown: %d, the "
                  "first of %s",
                  oddities.liquidations, oddities.first.c_str());
    return page;
}

Result<std::vector<PastFunding>> listFunding(Database &database, const audit::Network &network,
                                             const HistoryRequest &request)
{
    return pageOf<PastFunding>(database, SelectFunding, network, request, fundingOf);
}

Result<std::vector<EquitySample>> listEquity(Database &database, const audit::Network &network,
                                             const HistoryRequest &request)
{
    std::vector<EquitySample> samples;
    for (const Address &account : request.accounts) {
        auto rows = database.prepare(SelectEquity);
        if (!rows)
            return failure(rows.error());
        if (auto started = rows->start(domain::word(network.mode), network.exchange,
                                       account.text(), request.since.value_or(Past),
                                       request.until.value_or(Future),
                                       request.behind ? request.behind->time : Future,
                                       static_cast<std::int64_t>(request.limit));
            !started)
            return failure(started.error());
        if (auto added = addRows(samples, *rows, account, sampleOf); !added)
            return failure(added.error());
    }
    return samples;
}

} // namespace lpm::ledger
