// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/readupdates.h"

#include "core/domain/instrument.h"
#include "gui/format/orunknown.h"
#include "gui/remote/objectreader.h"
#include "gui/remote/readviews.h"

#include <algorithm>

namespace lpm::gui {

using base::Result;
using domain::Decimal;
using domain::EventType;
using domain::Fill;
using domain::FillSide;
using domain::FillSource;
using domain::PositionUpdate;

namespace {

std::string sideOf(const Decimal &size) { return size.isNegative() ? "Short" : "Long"; }

// What the fill did, from the signed sizes around it, as the exchange says it of an ordinary one.
std::string directionOf(const Fill &fill, const Decimal &before, const Decimal &after)
{
    if (domain::kindOf(fill.coin) == domain::InstrumentKind::Spot)
        return fill.side == FillSide::Buy ? "Buy" : "Sell";
    if (before.sign() * after.sign() < 0)
        return sideOf(before) + " > " + sideOf(after);
    return after.abs() > before.abs() ? "Open " + sideOf(after) : "Close " + sideOf(before);
}

Decimal signedQuantity(const domain::PositionView &position)
{
    return position.side == domain::PositionSide::Short ? -position.quantity : position.quantity;
}

Result<domain::Liquidation> readLiquidation(const QJsonObject &json)
{
    ObjectReader in(json, "liquidation");
    domain::Liquidation liquidation;
    if (in.isTold("user"))
        liquidation.liquidatedUser = in.address("user");
    liquidation.markPrice = in.decimalIfTold("mark_price");
    liquidation.method = in.textIfTold("method");
    return in.result(std::move(liquidation));
}

// What the exchange said beside the numbers; an older monitor does not tell it.
void readWords(ObjectReader &in, Fill &fill)
{
    fill.direction = in.textIfTold("direction");
    if (in.isTold("taker"))
        fill.isTaker = in.boolean("taker");
    fill.builderFee = in.decimalIfTold("builder_fee");
    fill.hash = in.textIfTold("hash");
    if (!in.isTold("liquidation"))
        return;
    const QJsonObject told = in.object("liquidation");
    auto liquidation = readLiquidation(told);
    if (liquidation)
        fill.liquidation = *std::move(liquidation);
    else
        in.take(liquidation.error());
}

Fill fillIn(ObjectReader &in, PositionUpdate &update)
{
    Fill fill;
    fill.side = in.word("side", {FillSide::Buy, FillSide::Sell});
    fill.size = in.decimal("quantity");
    fill.price = in.decimal("price");
    fill.time = in.time("timestamp");
    fill.orderId = in.id("order_id");
    fill.tradeId = in.id("fill_id");
    fill.fee = in.decimal("fee");
    fill.feeToken = in.text("fee_token");
    fill.closedPnl = in.decimal("closed_pnl");
    update.source = in.word("source", {FillSource::Live, FillSource::Snapshot, FillSource::Backfill,
                                       FillSource::Sweep});
    readWords(in, fill);
    return fill;
}

// A late fill tells what was held around it; otherwise the position is the one right after it.
void completeFill(Fill &fill, bool areWordsTold, const std::optional<Decimal> &before,
                  const std::optional<Decimal> &after)
{
    const auto start = before ? before : orUnknown([&]() -> std::optional<Decimal> {
        return after ? std::optional(*after - fill.signedSize()) : std::nullopt;
    });
    const auto end = orUnknown([&]() -> std::optional<Decimal> {
        return start ? std::optional(*start + fill.signedSize()) : std::nullopt;
    });
    if (start)
        fill.startPosition = *start;
    if (end && !areWordsTold)
        fill.direction = directionOf(fill, *start, *end);
}

std::optional<Decimal> beforeIn(ObjectReader &in, bool isLate)
{
    return isLate ? std::optional(in.decimal("before")) : std::nullopt;
}

Result<Fill> readFill(const QJsonObject &json, PositionUpdate &update)
{
    ObjectReader in(json, "fill of " + update.symbol);
    Fill fill = fillIn(in, update);
    fill.coin = update.position.coin;
    completeFill(fill, in.has("direction"), beforeIn(in, update.isLate),
                 update.isLate ? std::nullopt : std::optional(signedQuantity(update.position)));
    return in.result(std::move(fill));
}

Result<PositionUpdate> readFillRow(const QJsonObject &json)
{
    ObjectReader in(json, "row of the fills");
    PositionUpdate update;
    update.eventType = EventType::Fill;
    update.account = update.position.account = in.address("account");
    update.accountLabel = in.textOrNone("account_label");
    update.seq = in.seqOrNone("seq");
    update.symbol = update.position.symbol = in.text("symbol");
    update.position.coin = in.text("coin");
    Fill fill = fillIn(in, update);
    fill.coin = update.position.coin;
    update.timestamp = fill.time;
    update.isLate = in.has("before");
    completeFill(fill, in.has("direction"), beforeIn(in, update.isLate), std::nullopt);
    update.fill = std::move(fill);
    return in.result(std::move(update));
}

// A kind of event that is not known here still brings the position right after it.
EventType eventTypeIn(ObjectReader &in)
{
    const std::string said = in.text("event_type");
    for (const EventType type : {EventType::Fill, EventType::PriceUpdate}) {
        if (said == domain::word(type))
            return type;
    }
    return EventType::PositionChange;
}

} // namespace

Result<ReadUpdate> readUpdate(const QJsonObject &json)
{
    ObjectReader in(json, "update");
    PositionUpdate update;
    update.account = in.address("account");
    update.accountLabel = in.textOrNone("account_label");
    update.seq = in.seq("seq");
    update.symbol = in.text("symbol");
    update.eventType = eventTypeIn(in);
    update.timestamp = in.time("timestamp");
    update.isLate = in.isSet("late");
    update.isAudited = !in.has("audited") || in.boolean("audited");
    const bool isMissed = in.isSet("missed");
    auto position = readPosition(in.object("position"));
    if (!position)
        return base::failure(position.error());
    update.position = *std::move(position);
    if (update.position.account != update.account || update.position.symbol != update.symbol)
        in.refuse("position", "is another's");
    const bool isFill = update.eventType == EventType::Fill;
    if (isFill || !json.value(QLatin1String("fill")).isNull()) {
        const QJsonObject told = in.object("fill");
        auto fill = readFill(told, update);
        if (!fill)
            return base::failure(fill.error());
        update.fill = *std::move(fill);
    }
    return in.result(ReadUpdate{std::move(update), isMissed});
}

namespace {

Result<domain::EquitySample> readPoint(const QJsonObject &json)
{
    ObjectReader in(json, "point");
    domain::EquitySample sample;
    sample.time = in.time("timestamp");
    sample.equity = in.decimalOrUnknown("equity");
    sample.unrealizedPnl = in.decimalOrUnknown("unrealized_pnl");
    sample.realizedPnl = in.decimal("realized_pnl");
    sample.fees = in.decimalOrUnknown("fees");
    sample.funding = in.decimal("funding");
    return in.result(std::move(sample));
}

} // namespace

Result<domain::EquityPast> readEquity(const QJsonObject &json, const domain::Address &account)
{
    ObjectReader in(json, "equity");
    if (in.address("account") != account)
        in.refuse("account", "is another's");
    domain::EquityPast past;
    in.each(in.array("points"), "points", past, readPoint);
    for (domain::EquitySample &sample : past)
        sample.account = account;
    return in.result(std::move(past));
}

Result<std::vector<domain::PositionUpdatePtr>> readFills(const QJsonObject &json)
{
    ObjectReader in(json, "list of fills");
    std::vector<PositionUpdate> rows;
    in.each(in.array("fills"), "fills", rows, readFillRow);
    std::vector<domain::PositionUpdatePtr> fills;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        fills.push_back(std::make_shared<const PositionUpdate>(std::move(*row)));
    return in.result(std::move(fills));
}

} // namespace lpm::gui
