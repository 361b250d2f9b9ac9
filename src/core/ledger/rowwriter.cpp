// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/rowwriter.h"

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr const char *InsertFill =
    "INSERT INTO fills (audit_seq, account, time, coin, tid, oid, side, symbol, price, size, "
    "start_position, closed_pnl, fee, fee_token, builder_fee, dir, source, late, history, "
    "taker, taker_told, cloid, twap_id, liquidation, tx, written_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING";
constexpr const char *InsertFunding =
    "INSERT INTO funding (audit_seq, account, time, coin, symbol, amount, position_size, rate, "
    "samples, history, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *InsertEvent =
    "INSERT INTO adjustments (audit_seq, account, time, kind, event, coin, symbol, field, ours, "
    "theirs, delta, from_time, to_time, reason, state_before, state_after, written_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *InsertEquity =
    "INSERT OR REPLACE INTO equity_samples (account, time, equity, unrealized_pnl, "
    "realized_pnl, fees, funding) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char *InsertMark =
    "INSERT OR REPLACE INTO day_marks (account, coin, day, mark, time, size, unrealized_pnl) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";

std::optional<std::string> textOf(const std::optional<domain::Decimal> &value)
{
    return value ? std::optional(value->text()) : std::nullopt;
}

} // namespace

RowWriter::RowWriter(Statement fills, Statement funding, Statement events, Statement equity,
                     Statement marks)
    : m_fills(std::move(fills)),
      m_funding(std::move(funding)),
      m_events(std::move(events)),
      m_equity(std::move(equity)),
      m_marks(std::move(marks))
{
}

Result<RowWriter> RowWriter::open(Database &database)
{
    auto fills = database.prepare(InsertFill);
    auto funding = database.prepare(InsertFunding);
    auto events = database.prepare(InsertEvent);
    auto equity = database.prepare(InsertEquity);
    auto marks = database.prepare(InsertMark);
    for (const auto *statement : {&fills, &funding, &events, &equity, &marks}) {
        if (!*statement)
            return failure(statement->error());
    }
    return RowWriter(*std::move(fills), *std::move(funding), *std::move(events), *std::move(equity),
                     *std::move(marks));
}

Result<void> RowWriter::fill(std::int64_t account, const audit::ParsedLine &line, std::uint64_t seq)
{
    if (!line.time || line.coin.empty() || (line.side != "buy" && line.side != "sell"))
        return failure(ErrorCode::Parse, "a fill without its coin, time or side");
    return m_fills.run(seq, account, *line.time, line.coin, line.tradeId, line.orderId, line.side,
                       line.symbol, line.price, line.quantity, line.startPosition, line.closedPnl,
                       line.fee, line.feeToken, unlessEmpty(line.builderFee), line.direction,
                       line.source, line.isLate, line.isHistory,
                       line.isTaker.value_or(false), line.isTaker.has_value(),
                       unlessEmpty(line.clientOrderId), line.twapId, unlessEmpty(line.liquidation),
                       unlessEmpty(line.transaction), line.writtenAt.value_or(*line.time));
}

Result<void> RowWriter::funding(std::int64_t account, const audit::ParsedLine &line,
                                std::uint64_t seq)
{
    if (!line.time || line.coin.empty() || line.amount.empty() || line.positionSize.empty() ||
        line.rate.empty())
        return failure(ErrorCode::Parse, "a funding payment that is not complete");
    return m_funding.run(seq, account, *line.time, line.coin, line.symbol, line.amount,
                         line.positionSize, line.rate, line.samples, line.isHistory,
                         line.writtenAt.value_or(*line.time));
}

Result<void> RowWriter::event(std::optional<std::int64_t> account, const audit::ParsedLine &line,
                              std::uint64_t seq)
{
    const base::Timestamp writtenAt = line.writtenAt.value_or(base::Timestamp{});
    return m_events.run(seq, account, line.time.value_or(writtenAt), line.type,
                        unlessEmpty(line.event), unlessEmpty(line.coin), unlessEmpty(line.symbol),
                        unlessEmpty(line.field), unlessEmpty(line.ours), unlessEmpty(line.theirs),
                        unlessEmpty(line.delta), line.from, line.to, unlessEmpty(line.reason),
                        unlessEmpty(line.before), unlessEmpty(line.after), writtenAt);
}

Result<void> RowWriter::sample(std::int64_t account, const domain::EquitySample &sample)
{
    return m_equity.run(account, sample.time, textOf(sample.equity), textOf(sample.unrealizedPnl),
                        sample.realizedPnl.text(), textOf(sample.fees), sample.funding.text());
}

Result<void> RowWriter::sample(std::int64_t account, const DayMark &mark)
{
    const std::int64_t day = mark.day.time_since_epoch().count();
    return m_marks.run(account, mark.coin, day, mark.mark.text(), mark.time, mark.size.text(),
                       textOf(mark.unrealizedPnl));
}

} // namespace lpm::ledger
