// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples.h"

#include "core/base/jsonwriter.h"

#include <algorithm>
#include <array>

namespace lpm::bench {

using base::JsonWriter;
using domain::Decimal;
using domain::Fill;
using domain::FillSide;

namespace {

constexpr int SizeDecimals = 3;
constexpr int PriceDecimals = 2; // of the made-up prices; a coin of 3 size decimals may have 3
constexpr long long FirstTime = 1'790'000'000'000;
constexpr std::int64_t FirstTradeId = 400'000'000'000'000;
constexpr std::int64_t FirstOrderId = 250'000'000'000;

// Changes of size in 10^−SizeDecimals; their sum is zero.
constexpr std::array<int, FillSource::TurnsOfALife> Steps{4100,  1250, 800,  -2200,
                                                          -6500, -700, 1150, 2100};

const char *directionOf(const Decimal &before, const Decimal &after)
{
    if (before.sign() * after.sign() < 0)
        return before.isPositive() ? "Long > Short" : "Short > Long";
    const bool grows = after.abs() > before.abs();
    const bool isLong = before.isPositive() || after.isPositive();
    return isLong ? (grows ? "Open Long" : "Close Long") : (grows ? "Open Short" : "Close Short");
}

std::string hashOf(std::uint64_t number)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    std::string text = "0x";
    std::uint64_t state = number * 0x9E37'79B9'7F4A'7C15ULL + 1;
    for (int i = 0; i < 64; ++i) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text += Digits[state & 15];
    }
    return text;
}

void writeFill(JsonWriter &json, const Fill &fill)
{
    json.beginObject();
    json.key("coin").string(fill.coin);
    json.key("px").string(fill.price.text()).key("sz").string(fill.size.text());
    json.key("side").string(fill.side == FillSide::Buy ? "B" : "A");
    json.key("time").integer(base::toUnixMilliseconds(fill.time));
    json.key("startPosition").string(fill.startPosition.text());
    json.key("dir").string(fill.direction).key("closedPnl").string(fill.closedPnl.text());
    json.key("hash").string(fill.hash).key("oid").integer(fill.orderId);
    json.key("crossed").boolean(fill.isTaker == true).key("fee").string(fill.fee.text());
    json.key("tid").integer(fill.tradeId).key("feeToken").string(fill.feeToken);
    json.key("twapId").null();
    json.endObject();
}

void writePosition(JsonWriter &json, int number)
{
    json.beginObject().key("type").string("oneWay").key("position").beginObject();
    json.key("coin").string(sampleCoin(number)).key("szi").string("4.1");
    json.key("leverage").beginObject().key("type").string("cross");
    json.key("value").integer(10).endObject();
    json.key("entryPx").string("100.25").key("positionValue").string("413.28");
    json.key("unrealizedPnl").string("2.255").key("returnOnEquity").string("0.0548629356");
    json.key("liquidationPx").string("61.0734").key("marginUsed").string("41.328");
    json.key("maxLeverage").integer(20).key("cumFunding").beginObject();
    json.key("allTime").string("1.284511").key("sinceOpen").string("0.302114");
    json.key("sinceChange").string("0.120077").endObject();
    json.endObject().endObject();
}

void writeMargin(JsonWriter &json, std::string_view key)
{
    json.key(key).beginObject();
    json.key("accountValue").string("51234.567891").key("totalNtlPos").string("41328.0");
    json.key("totalRawUsd").string("10906.567891").key("totalMarginUsed").string("4132.8");
    json.endObject();
}

} // namespace

domain::Address sampleAddress(std::uint8_t number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(0xB0);
    bytes[0] = number;
    return domain::Address::fromBytes(bytes);
}

std::string sampleCoin(int number) { return "C" + std::to_string(number); }

domain::InstrumentCatalog sampleCatalog(int coins)
{
    domain::InstrumentCatalog catalog;
    for (int i = 0; i < coins; ++i) {
        domain::Instrument instrument;
        instrument.coin = sampleCoin(i);
        instrument.symbol = domain::perpetualSymbol(instrument.coin);
        instrument.sizeDecimals = SizeDecimals;
        instrument.priceDecimals = domain::PerpetualDecimals - SizeDecimals;
        instrument.maxLeverage = 20;
        catalog.add(std::move(instrument));
    }
    return catalog;
}

FillSource::FillSource(int coins) : m_sizes(static_cast<std::size_t>(coins))
{
    m_exchange.setCatalog(sampleCatalog(coins));
}

Fill FillSource::next()
{
    const std::uint64_t number = m_count++;
    const std::size_t coin = number % m_sizes.size();
    const int step = Steps[number / m_sizes.size() % Steps.size()];
    Decimal &held = m_sizes[coin];

    Fill fill;
    fill.coin = sampleCoin(static_cast<int>(coin));
    fill.price = Decimal::fromUnits(10'025 + static_cast<int>(number % 97) * 3, PriceDecimals);
    fill.size = Decimal::fromUnits(std::abs(step), SizeDecimals);
    fill.side = step > 0 ? FillSide::Buy : FillSide::Sell;
    fill.time = base::fromUnixMilliseconds(FirstTime + static_cast<long long>(number));
    fill.startPosition = held;
    held = fill.endPosition();
    fill.direction = directionOf(fill.startPosition, held);
    fill.hash = hashOf(number);
    fill.orderId = FirstOrderId + static_cast<std::int64_t>(number / 3);
    fill.tradeId = FirstTradeId + static_cast<std::int64_t>(number);
    fill.isTaker = number % 2 == 0;
    fill.fee = Decimal::fromUnits(184'503 + static_cast<int>(number % 89), 6);
    fill.feeToken = "USDC";
    const auto change = m_exchange.applyFill(domain::Address{}, fill, {}, {});
    if (change && change->closedPnl)
        fill.closedPnl = change->closedPnl->computed;
    return fill;
}

bool FillSource::isEveryCoinHeld() const
{
    return std::none_of(m_sizes.begin(), m_sizes.end(),
                        [](const Decimal &size) { return size.isZero(); });
}

std::vector<Fill> sampleFills(int count, int coins)
{
    FillSource source(coins);
    std::vector<Fill> fills;
    for (int i = 0; i < count; ++i)
        fills.push_back(source.next());
    return fills;
}

std::string fillsAnswer(const std::vector<Fill> &fills)
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const Fill &fill : fills)
        writeFill(json, fill);
    json.endArray();
    return text;
}

std::string fillsMessage(const domain::Address &account, const std::vector<Fill> &fills,
                         bool isSnapshot)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().key("channel").string("userFills").key("data").beginObject();
    if (isSnapshot)
        json.key("isSnapshot").boolean(true);
    json.key("user").string(account.text()).key("fills").raw(fillsAnswer(fills));
    json.endObject().endObject();
    return text;
}

std::string markMessage(const std::string &coin, const Decimal &price)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().key("channel").string("activeAssetCtx").key("data").beginObject();
    json.key("coin").string(coin).key("ctx").beginObject();
    json.key("funding").string("0.0000125").key("openInterest").string("28714.512");
    json.key("prevDayPx").string("99.81").key("dayNtlVlm").string("31244781.2310");
    json.key("premium").string("-0.0002102").key("oraclePx").string("100.93");
    json.key("markPx").string(price.text()).key("midPx").string("100.905");
    json.key("impactPxs").beginArray().string("100.89").string("100.92").endArray();
    json.key("dayBaseVlm").string("309511.208").endObject().endObject().endObject();
    return text;
}

std::string stateAnswer(int positions)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    writeMargin(json, "marginSummary");
    writeMargin(json, "crossMarginSummary");
    json.key("crossMaintenanceMarginUsed").string("1033.2").key("withdrawable").string("46101.7");
    json.key("assetPositions").beginArray();
    for (int i = 0; i < positions; ++i)
        writePosition(json, i);
    json.endArray().key("time").integer(FirstTime).endObject();
    return text;
}

} // namespace lpm::bench
