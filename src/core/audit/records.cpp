// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/records.h"

#include "core/audit/liquidationjson.h"
#include "core/audit/statejson.h"
#include "core/base/jsonwriter.h"
#include "core/domain/words.h"

namespace lpm::audit {

using base::JsonWriter;
using base::Timestamp;
using domain::Change;
using domain::ChangeKind;
using domain::Decimal;
using domain::SyncNote;

namespace {

// Most lines are shorter; one allocation for those.
constexpr std::size_t UsualBytes = 1536;

// Opens the object, and closes it when the record is taken.
class RecordWriter
{
public:
    RecordWriter(std::string_view type, Timestamp now) : m_record{now, {}}, m_json(m_record.object)
    {
        m_record.object.reserve(UsualBytes);
        m_json.beginObject();
        m_json.key("timestamp").time(now);
        text("type", type);
    }

    RecordWriter(const RecordWriter &) = delete; // the JSON writer points into it
    RecordWriter &operator=(const RecordWriter &) = delete;

    RecordWriter &text(std::string_view key, std::string_view value)
    {
        m_json.key(key).string(value);
        return *this;
    }
    RecordWriter &textUnlessEmpty(std::string_view key, std::string_view value)
    {
        return value.empty() ? *this : text(key, value);
    }
    RecordWriter &decimal(std::string_view key, const Decimal &value)
    {
        m_json.key(key).plain([&value](std::string &out) { value.appendTo(out); });
        return *this;
    }
    RecordWriter &decimal(std::string_view key, const std::optional<Decimal> &value)
    {
        return value ? decimal(key, *value) : *this;
    }
    RecordWriter &time(std::string_view key, const std::optional<Timestamp> &value)
    {
        if (value)
            m_json.key(key).time(*value);
        return *this;
    }
    // How a state's figures are to be shown where the exchange cannot be asked.
    RecordWriter &decimals(const Change &change)
    {
        if (change.sizeDecimals)
            m_json.key("size_decimals").integer(*change.sizeDecimals);
        if (change.priceDecimals)
            m_json.key("price_decimals").integer(*change.priceDecimals);
        return *this;
    }
    RecordWriter &state(std::string_view key, const domain::PositionState &value)
    {
        m_json.key(key);
        writeState(m_json, value);
        return *this;
    }
    RecordWriter &mark(std::string_view key, bool isSet)
    {
        if (isSet)
            m_json.key(key).boolean(true);
        return *this;
    }
    JsonWriter &json() { return m_json; }

    Record take()
    {
        m_json.endObject();
        return std::move(m_record);
    }

private:
    Record m_record;
    JsonWriter m_json;
};

// Everything the exchange said of the fill is kept: the files alone rebuild what is made from it.
Record fillRecord(const Change &change, Timestamp now)
{
    const domain::Fill &fill = *change.fill;
    RecordWriter writer("fill", now);
    writer.text("symbol", change.symbol).text("side", domain::word(fill.side));
    writer.decimal("quantity", fill.size).decimal("price", fill.price);
    writer.text("account", change.account.text()).text("coin", change.coin);
    writer.time("time", fill.time);
    writer.json().key("tid").integer(fill.tradeId);
    writer.json().key("oid").integer(fill.orderId);
    writer.decimal("fee", fill.fee).text("fee_token", fill.feeToken);
    writer.decimal("closed_pnl", fill.closedPnl);
    if (change.closedPnl && !change.closedPnl->agrees())
        writer.decimal("closed_pnl_computed", change.closedPnl->computed);
    writer.text("source", domain::word(change.source));
    writer.mark("late", change.isLate);
    if (change.openLate)
        writer.decimal("late_size", change.openLate->size)
            .decimal("late_cash", change.openLate->cash);
    writer.mark("history", change.isHistory);
    writer.decimal("start_position", fill.startPosition).text("dir", fill.direction);
    if (fill.isTaker)
        writer.json().key("taker").boolean(*fill.isTaker);
    writer.decimal("builder_fee", fill.builderFee).textUnlessEmpty("cloid", fill.clientOrderId);
    if (fill.twapId)
        writer.json().key("twap_id").integer(*fill.twapId);
    if (fill.liquidation)
        writeLiquidation(writer.json().key("liquidation"), *fill.liquidation);
    writer.textUnlessEmpty("tx", fill.hash).textUnlessEmpty("reason", change.reason);
    writer.decimals(change).state("before", change.before).state("after", change.after);
    return writer.take();
}

Record fundingRecord(const Change &change, Timestamp now)
{
    const domain::FundingPayment &payment = *change.funding;
    RecordWriter writer("funding", now);
    writer.text("symbol", change.symbol).text("account", change.account.text());
    writer.text("coin", change.coin).time("time", payment.time);
    writer.decimal("amount", payment.amount).decimal("position_size", payment.positionSize);
    writer.decimal("rate", payment.rate);
    if (payment.samples)
        writer.json().key("samples").integer(*payment.samples);
    writer.textUnlessEmpty("reason", change.reason);
    writer.mark("history", change.isHistory).decimals(change);
    writer.state("before", change.before).state("after", change.after);
    return writer.take();
}

void writePosition(RecordWriter &writer, const Change &change, std::string_view event)
{
    writer.text("symbol", change.symbol).text("side", domain::word(change.after.side()));
    writer.decimal("quantity", change.after.size.abs()).textUnlessEmpty("event", event);
    writer.text("account", change.account.text()).text("coin", change.coin);
    writer.time("time", change.time).textUnlessEmpty("reason", change.reason);
}

// nullopt: it does not fit, though both sizes do. The line has them.
std::optional<Decimal> deltaOf(const Change &change)
{
    try {
        return change.after.size - change.before.size;
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

Record stateRecord(std::string_view type, const Change &change, Timestamp now)
{
    RecordWriter writer(type, now);
    writePosition(writer, change, type == "position_change" ? "sync" : "");
    if (change.kind == ChangeKind::Adjust)
        writer.decimal("delta", deltaOf(change));
    writer.mark("history", change.isHistory).decimals(change);
    writer.state("before", change.before).state("after", change.after);
    return writer.take();
}

// What clients are told of an adjustment. It has no `before`: the adjust line has told the step.
Record syncedRecord(const Change &change, Timestamp now)
{
    RecordWriter writer("position_change", now);
    writePosition(writer, change, "sync");
    writer.decimals(change).state("after", change.after);
    return writer.take();
}

std::string_view noteType(domain::NoteKind kind)
{
    switch (kind) {
    case domain::NoteKind::Gap: return "gap";
    case domain::NoteKind::Discrepancy: return "discrepancy";
    case domain::NoteKind::Reconciled: return "reconcile";
    case domain::NoteKind::Conflict:
    case domain::NoteKind::ClosedPnlDiffers:
    case domain::NoteKind::Phantom: break;
    }
    return "error";
}

std::string_view noteEvent(domain::NoteKind kind)
{
    switch (kind) {
    case domain::NoteKind::Conflict: return "conflict";
    case domain::NoteKind::ClosedPnlDiffers: return "closed_pnl_differs";
    case domain::NoteKind::Phantom: return "phantom";
    case domain::NoteKind::Gap:
    case domain::NoteKind::Discrepancy:
    case domain::NoteKind::Reconciled: break;
    }
    return {};
}

} // namespace

std::vector<Record> changeRecords(const Change &change, Timestamp now)
{
    std::vector<Record> records;
    switch (change.kind) {
    case ChangeKind::Fill: records.push_back(fillRecord(change, now)); break;
    case ChangeKind::Funding: records.push_back(fundingRecord(change, now)); break;
    case ChangeKind::Anchor: records.push_back(stateRecord("anchor", change, now)); break;
    case ChangeKind::State: records.push_back(stateRecord("position_change", change, now)); break;
    case ChangeKind::Adjust:
        records.push_back(stateRecord("adjust", change, now));
        records.push_back(syncedRecord(change, now));
        break;
    }
    return records;
}

Record noteRecord(const SyncNote &note, Timestamp now)
{
    RecordWriter writer(noteType(note.kind), now);
    writer.textUnlessEmpty("symbol", note.symbol).textUnlessEmpty("event", noteEvent(note.kind));
    writer.text("account", note.account.text()).textUnlessEmpty("coin", note.coin);
    writer.time("time", note.time).textUnlessEmpty("field", note.field);
    writer.decimal("ours", note.ours).decimal("theirs", note.theirs);
    if (note.kind == domain::NoteKind::Reconciled) {
        // The reason says what did not agree.
        writer.json().key("agreed").boolean(note.reason.empty());
        writer.time("proven_until", note.from);
    } else {
        writer.time("from", note.from);
    }
    writer.time("to", note.to).textUnlessEmpty("reason", note.reason);
    return writer.take();
}

Record priceRecord(const domain::PositionView &position, Timestamp now)
{
    RecordWriter writer("position_change", now);
    writer.text("symbol", position.symbol).text("side", domain::word(position.side));
    writer.decimal("quantity", position.quantity).decimal("price", position.currentPrice);
    writer.text("event", "price_update").text("account", position.account.text());
    writer.text("coin", position.coin).time("time", position.priceTime);
    writer.decimal("unrealized_pnl", position.unrealizedPnl);
    writer.decimal("realized_pnl", position.realizedPnl);
    return writer.take();
}

Record connectionRecord(std::string_view event, std::string_view reason, std::string_view account,
                        Timestamp now)
{
    return RecordWriter("connection", now)
        .text("event", event)
        .textUnlessEmpty("reason", reason)
        .textUnlessEmpty("account", account)
        .take();
}

Record errorRecord(std::string_view event, std::string_view message, Timestamp now)
{
    return RecordWriter("error", now).text("event", event).text("message", message).take();
}

Record startRecord(std::string_view version, domain::RunMode mode, std::string_view exchange,
                   Timestamp now)
{
    return RecordWriter("start", now)
        .text("version", version)
        .text("mode", domain::word(mode))
        .text("exchange", exchange)
        .take();
}

Record stopRecord(std::string_view reason, Timestamp now)
{
    return RecordWriter("stop", now).text("reason", reason).take();
}

Record lossRecord(std::uint64_t count, Timestamp from, Timestamp to)
{
    RecordWriter writer("gap", to);
    writer.text("event", "queue_overflow");
    writer.json().key("lost").integer(count);
    writer.time("from", from).time("to", to);
    return writer.text("reason", "the disk refused for so long that the queue was full").take();
}

} // namespace lpm::audit
