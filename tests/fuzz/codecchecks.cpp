// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/codecchecks.h"

#include "core/base/jsonwriter.h"
#include "core/exchange/hyperliquid/codec/jsonreader.h"
#include "core/exchange/hyperliquid/codec/pricereading.h"

#include "tests/fuzz/fuzzing.h"

namespace lpm::fuzz {

namespace {

using base::JsonWriter;
using domain::Decimal;
using exchange::hyperliquid::isUsableMark;
using exchange::hyperliquid::isWithinPriceBounds;
using exchange::hyperliquid::json::TextBytes;

constexpr std::size_t LongestSentence = 1024;

void checkText(std::string_view text)
{
    require(text.size() <= TextBytes, "a text is short");
    require(isUtf8(text), "a text is UTF-8");
}

// Of a number from the wire: what Decimal::parse lets in.
void checkNumber(const Decimal &value)
{
    require(value.scale() <= base::limits::WireFractionDigits, "a number has at most 18 decimals");
    require(Decimal::parse(value.text()) == value, "a number's text means the number");
}

void checkNumber(const std::optional<Decimal> &value)
{
    if (value)
        checkNumber(*value);
}

void checkTime(base::Timestamp time)
{
    const auto back = base::parseRfc3339(base::toRfc3339(time));
    require(back && *back == time, "a time has an RFC 3339 text");
}

template <class T, class Write>
void optional(JsonWriter &json, std::string_view key, const std::optional<T> &value, Write write)
{
    if (value)
        write(json.key(key), *value);
}

void writeNumber(JsonWriter &json, const Decimal &value) { json.string(value.text()); }

void writeLiquidation(JsonWriter &json, const domain::Liquidation &liquidation)
{
    json.beginObject();
    optional(json, "liquidatedUser", liquidation.liquidatedUser,
             [](JsonWriter &it, const domain::Address &user) { it.string(user.text()); });
    optional(json, "markPx", liquidation.markPrice, writeNumber);
    json.key("method").string(liquidation.method);
    json.endObject();
}

} // namespace

void checkError(const base::Error &error)
{
    require(!error.message.empty(), "a refusal has its sentence");
    require(error.message.size() <= LongestSentence, "a refusal does not repeat what it was given");
    require(isUtf8(error.message), "a refusal's sentence is UTF-8");
}

void checkFill(const domain::Fill &fill)
{
    require(!fill.coin.empty(), "a fill has its coin");
    require(!fill.feeToken.empty(), "a fee has its token");
    for (const std::string &text :
         {fill.coin, fill.direction, fill.hash, fill.feeToken, fill.clientOrderId})
        checkText(text);
    require(fill.size.isPositive(), "a fill has a size");
    require(isWithinPriceBounds(fill.price), "a fill's price may be one");
    for (const Decimal &number :
         {fill.price, fill.size, fill.startPosition, fill.closedPnl, fill.fee})
        checkNumber(number);
    checkNumber(fill.builderFee);
    checkTime(fill.time);
    if (fill.liquidation) {
        checkNumber(fill.liquidation->markPrice);
        checkText(fill.liquidation->method);
    }
}

void checkPayment(const domain::FundingPayment &payment)
{
    require(!payment.coin.empty(), "a payment has its coin");
    checkText(payment.coin);
    for (const Decimal &number : {payment.amount, payment.positionSize, payment.rate})
        checkNumber(number);
    require(!payment.samples || *payment.samples >= 0, "samples are counted");
    checkTime(payment.time);
}

void checkState(const domain::DexState &state)
{
    for (const Decimal &number :
         {state.accountValue, state.totalNotional, state.totalRawUsd, state.totalMarginUsed})
        checkNumber(number);
    checkTime(state.time);
    checkText(state.dex);
    for (const domain::ExchangePosition &position : state.positions) {
        require(!position.coin.empty(), "a position has its coin");
        checkText(position.coin);
        require(!position.size.isZero(), "a position that is listed is held");
        for (const Decimal &number :
             {position.size, position.positionValue, position.unrealizedPnl})
            checkNumber(number);
        for (const auto &number :
             {position.entryPrice, position.returnOnEquity, position.liquidationPrice,
              position.marginUsed, position.leverage, position.isolatedRawUsd,
              position.fundingAllTime, position.fundingSinceOpen})
            checkNumber(number);
    }
}

void checkBalance(const domain::SpotBalance &balance)
{
    require(!balance.token.empty(), "a balance has its token");
    checkText(balance.token);
    checkNumber(balance.total);
    checkNumber(balance.hold);
    checkNumber(balance.entryNotional);
}

void checkInstrument(const domain::Instrument &instrument)
{
    require(!instrument.coin.empty(), "an instrument has its coin");
    require(!instrument.symbol.empty(), "an instrument has its symbol");
    checkText(instrument.coin);
    require(isUtf8(instrument.symbol), "a symbol is UTF-8");
    for (const int decimals :
         {instrument.sizeDecimals, instrument.priceDecimals, instrument.baseWeiDecimals})
        require(decimals >= 0 && decimals <= base::limits::WireFractionDigits,
                "decimals are what a number from the wire can have");
    require(instrument.maxLeverage >= 0, "leverage is not negative");
}

void checkMarks(const exchange::MarksFrame &frame)
{
    for (const exchange::Mark &mark : frame.marks) {
        require(!mark.coin.empty(), "a mark has its coin");
        checkText(mark.coin);
        require(isUsableMark(mark.price), "a mark price may be one");
        checkNumber(mark.price);
    }
}

std::string wireOf(const domain::Fill &fill)
{
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("coin").string(fill.coin);
    json.key("px").string(fill.price.text());
    json.key("sz").string(fill.size.text());
    json.key("side").string(fill.side == domain::FillSide::Buy ? "B" : "A");
    json.key("time").integer(base::toUnixMilliseconds(fill.time));
    json.key("startPosition").string(fill.startPosition.text());
    json.key("dir").string(fill.direction);
    json.key("closedPnl").string(fill.closedPnl.text());
    json.key("hash").string(fill.hash);
    json.key("oid").integer(fill.orderId);
    optional(json, "crossed", fill.isTaker, [](JsonWriter &it, bool is) { it.boolean(is); });
    json.key("fee").string(fill.fee.text());
    json.key("tid").integer(fill.tradeId);
    json.key("cloid").string(fill.clientOrderId);
    optional(json, "liquidation", fill.liquidation, writeLiquidation);
    json.key("feeToken").string(fill.feeToken);
    optional(json, "builderFee", fill.builderFee, writeNumber);
    optional(json, "twapId", fill.twapId, [](JsonWriter &it, std::int64_t id) { it.integer(id); });
    json.endObject();
    return out;
}

} // namespace lpm::fuzz
