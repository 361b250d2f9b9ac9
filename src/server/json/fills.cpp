// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/json/fills.h"

#include "core/domain/forced.h"
#include "core/domain/words.h"
#include "server/json/views.h"

#include <optional>

namespace lpm::server {

using base::JsonWriter;

namespace {

void writeRole(JsonWriter &json, const std::optional<bool> &isTaker)
{
    if (isTaker)
        json.boolean(*isTaker);
    else
        json.null();
}

void writeForced(JsonWriter &json, const std::optional<domain::Forced> &forced)
{
    if (forced)
        json.string(domain::word(*forced));
    else
        json.null();
}

// The other side of the trade has it too.
void writeLiquidation(JsonWriter &json, const std::optional<domain::Liquidation> &liquidation)
{
    if (!liquidation) {
        json.null();
        return;
    }
    json.beginObject();
    const auto &user = liquidation->liquidatedUser;
    writeText(json.key("user"), user ? user->text() : std::string());
    writeDecimal(json.key("mark_price"), liquidation->markPrice);
    writeText(json.key("method"), liquidation->method);
    json.endObject();
}

// What has no room in 38 digits (absurd input) is unknown: it must not end the program.
std::optional<domain::Decimal> endOf(const domain::Fill &fill)
{
    try {
        return fill.endPosition();
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

void writeToldKeys(JsonWriter &json, const domain::Address &account, const domain::Fill &fill)
{
    writeText(json.key("direction"), fill.direction);
    writeRole(json.key("taker"), fill.isTaker);
    writeDecimal(json.key("builder_fee"), fill.builderFee);
    writeForced(json.key("forced"), domain::forcedOn(account, fill));
    writeLiquidation(json.key("liquidation"), fill.liquidation);
    writeText(json.key("hash"), fill.hash);
}

} // namespace

void writeFillKeys(JsonWriter &json, const domain::Address &account, const std::string &symbol,
                   const domain::Fill &fill, domain::FillSource source, bool isLate)
{
    json.key("symbol").string(symbol);
    json.key("side").string(domain::word(fill.side));
    writeDecimal(json.key("quantity"), fill.size);
    writeDecimal(json.key("price"), fill.price);
    json.key("timestamp").time(fill.time);
    json.key("order_id").string(std::to_string(fill.orderId));
    json.key("fill_id").string(std::to_string(fill.tradeId));
    writeDecimal(json.key("fee"), fill.fee);
    json.key("fee_token").string(fill.feeToken);
    writeDecimal(json.key("closed_pnl"), fill.closedPnl);
    json.key("source").string(domain::word(source));
    if (isLate) { // its own before and after; the position beside it is the one of now
        writeDecimal(json.key("before"), fill.startPosition);
        writeDecimal(json.key("after"), endOf(fill));
    }
    writeToldKeys(json, account, fill);
}

void writeFill(JsonWriter &json, const domain::PositionUpdate &update)
{
    json.beginObject();
    writeFillKeys(json, update.account, update.symbol, *update.fill, update.source, update.isLate);
    json.endObject();
}

} // namespace lpm::server
