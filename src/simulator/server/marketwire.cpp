// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/marketwire.h"

#include "simulator/server/serverlimits.h"

#include <algorithm>

namespace lpm::simulator {

using base::JsonWriter;

namespace {

constexpr std::int64_t Hour = 3'600'000;

std::string wholeText(Integer usd) { return wireText(usd, 0); }

void writeMarginTable(JsonWriter &json, const MarginTable &table)
{
    json.beginArray().integer(table.id).beginObject();
    json.key("description").string(table.description).key("marginTiers").beginArray();
    for (const MarginTier &tier : table.tiers) {
        json.beginObject().key("lowerBound").string(wholeText(tier.lowerBound));
        json.key("maxLeverage").integer(tier.maxLeverage).endObject();
    }
    json.endArray().endObject().endArray();
}

} // namespace

std::string MarketWire::price(int market, Integer units) const
{
    return wireText(units, m_engine.universe().market(market).priceDecimals);
}

std::string MarketWire::size(int market, Integer units) const
{
    return wireText(units, m_engine.universe().market(market).sizeDecimals);
}

std::string MarketWire::mid(int market) const
{
    const int decimals = m_engine.universe().market(market).priceDecimals;
    return wireText(m_engine.board().quote(market).twiceMid() * 5, decimals + 1);
}

void MarketWire::writeMeta(JsonWriter &json, int dex) const
{
    const Universe &universe = m_engine.universe();
    const Dex &spec = universe.dexes[static_cast<std::size_t>(dex)];
    json.beginObject().key("universe").beginArray();
    for (const int id : spec.markets) {
        const Market &market = universe.market(id);
        json.beginObject().key("szDecimals").integer(market.sizeDecimals);
        json.key("name").string(market.coin).key("maxLeverage").integer(market.maxLeverage);
        json.key("marginTableId").integer(market.marginTable);
        if (market.isIsolatedOnly()) {
            json.key("onlyIsolated").boolean(true);
            json.key("marginMode").string(market.marginMode);
        }
        json.endObject();
    }
    json.endArray().key("marginTables").beginArray();
    for (const MarginTable &table : universe.marginTables)
        writeMarginTable(json, table);
    json.endArray().key("collateralToken").integer(universe.token(spec.collateralToken).index);
    json.endObject();
}

void MarketWire::writePerpDexes(JsonWriter &json) const
{
    const Universe &universe = m_engine.universe();
    json.beginArray().null();
    for (std::size_t i = 1; i < universe.dexes.size(); ++i) {
        const Dex &dex = universe.dexes[i];
        json.beginObject().key("name").string(dex.name).key("fullName").string(dex.fullName);
        json.key("deployer").string(dex.deployer).key("oracleUpdater").null();
        json.key("feeRecipient").null().key("assetToStreamingOiCap").beginArray();
        for (const int id : dex.markets) {
            json.beginArray().string(universe.market(id).coin).string("10000000.0").endArray();
        }
        json.endArray().key("subDeployers").beginArray().endArray();
        json.key("deployerFeeScale").string("1.0");
        json.key("lastDeployerFeeScaleChangeTime").string("1970-01-01T00:00:00");
        json.key("assetToFundingMultiplier").beginArray().endArray();
        json.key("assetToFundingInterestRate").beginArray().endArray().endObject();
    }
    json.endArray();
}

void MarketWire::writeToken(JsonWriter &json, const Token &token) const
{
    json.beginObject().key("name").string(token.name);
    json.key("szDecimals").integer(token.sizeDecimals);
    json.key("weiDecimals").integer(token.weiDecimals).key("index").integer(token.index);
    json.key("tokenId").string(token.tokenId).key("isCanonical").boolean(token.isCanonical);
    json.key("evmContract").null().key("fullName");
    if (token.fullName.empty())
        json.null();
    else
        json.string(token.fullName);
    json.key("deployerTradingFeeShare").string("0.0").endObject();
}

void MarketWire::writeSpotMeta(JsonWriter &json) const
{
    const Universe &universe = m_engine.universe();
    json.beginObject().key("universe").beginArray();
    for (const int id : universe.spotPairs) {
        const Market &market = universe.market(id);
        json.beginObject().key("tokens").beginArray();
        json.integer(universe.token(market.baseToken).index);
        json.integer(universe.token(market.quoteToken).index).endArray();
        json.key("name").string(market.coin).key("index").integer(market.index);
        json.key("isCanonical").boolean(universe.token(market.baseToken).isCanonical).endObject();
    }
    json.endArray().key("tokens").beginArray();
    for (const Token &token : universe.tokens)
        writeToken(json, token);
    json.endArray().endObject();
}

void MarketWire::writeVolumes(JsonWriter &json, int market) const
{
    const Market &spec = m_engine.universe().market(market);
    const Quote &quote = m_engine.board().quote(market);
    json.key("dayNtlVlm")
        .string(wireText(quote.dayBaseVolume * quote.mark, spec.sizeDecimals + spec.priceDecimals));
    json.key("dayBaseVlm").string(size(market, quote.dayBaseVolume));
    json.key("prevDayPx").string(price(market, quote.previousDay));
    json.key("markPx").string(price(market, quote.mark)).key("midPx").string(mid(market));
}

void MarketWire::writePerpetualContext(JsonWriter &json, int market) const
{
    const Quote &quote = m_engine.board().quote(market);
    constexpr int PremiumDecimals = 6;
    json.beginObject().key("funding").string(wireText(quote.fundingRate, RateDecimals));
    json.key("openInterest").string(size(market, quote.openInterest));
    json.key("premium").string(wireText(quote.premium, PremiumDecimals));
    json.key("oraclePx").string(price(market, quote.oracle));
    json.key("impactPxs").beginArray().string(price(market, quote.bid));
    json.string(price(market, quote.ask)).endArray();
    writeVolumes(json, market);
    json.endObject();
}

void MarketWire::writeSpotContext(JsonWriter &json, int market) const
{
    json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
    json.key("circulatingSupply").string("1000000000.0").key("totalSupply").string("1000000000.0");
    writeVolumes(json, market);
    json.endObject();
}

void MarketWire::writeContext(JsonWriter &json, int market) const
{
    if (m_engine.universe().market(market).isSpot())
        writeSpotContext(json, market);
    else
        writePerpetualContext(json, market);
}

void MarketWire::writeContexts(JsonWriter &json, int dex) const
{
    json.beginArray();
    for (const int market : m_engine.universe().dexes[static_cast<std::size_t>(dex)].markets)
        writePerpetualContext(json, market);
    json.endArray();
}

void MarketWire::writeSpotContexts(JsonWriter &json) const
{
    json.beginArray();
    for (const int market : m_engine.universe().spotPairs)
        writeSpotContext(json, market);
    json.endArray();
}

void MarketWire::writeMids(JsonWriter &json, int dex) const
{
    const Universe &universe = m_engine.universe();
    json.beginObject();
    for (const int market : universe.dexes[static_cast<std::size_t>(dex)].markets)
        json.key(universe.market(market).coin).string(mid(market));
    if (dex == 0) {
        for (const int market : universe.spotPairs)
            json.key(universe.market(market).coin).string(mid(market));
    }
    json.endObject();
}

// Depth is made up, yet steady: it depends on the price level alone.
void MarketWire::writeLevel(JsonWriter &json, int market, Integer at, int level) const
{
    const Integer money =
        3'000 * (level + 1) * powerOfTen(m_engine.universe().market(market).isSpot() ? 8 : 6);
    json.beginObject().key("px").string(price(market, at));
    json.key("sz").string(size(market, std::max(Integer{1}, money / at)));
    json.key("n").integer(level % 4 + 1).endObject();
}

void MarketWire::writeBook(JsonWriter &json, int market, int levels, bool isFast) const
{
    const Quote &quote = m_engine.board().quote(market);
    const Integer tick = m_engine.board().tick(market, quote.mark);
    json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
    json.key("time").integer(m_engine.now()).key("levels").beginArray().beginArray();
    for (int i = 0; i < levels && quote.bid > tick * i; ++i)
        writeLevel(json, market, quote.bid - tick * i, i);
    json.endArray().beginArray();
    for (int i = 0; i < levels; ++i)
        writeLevel(json, market, quote.ask + tick * i, i);
    json.endArray().endArray();
    if (isFast)
        json.key("fast").boolean(true);
    json.endObject();
}

void MarketWire::writeBestPrices(JsonWriter &json, int market) const
{
    const Quote &quote = m_engine.board().quote(market);
    json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
    json.key("time").integer(m_engine.now()).key("bbo").beginArray();
    writeLevel(json, market, quote.bid, 0);
    writeLevel(json, market, quote.ask, 0);
    json.endArray().endObject();
}

void MarketWire::writeTrade(JsonWriter &json, int market, const PublicTrade &trade) const
{
    json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
    json.key("side").string(trade.isAggressorBuy ? "B" : "A");
    json.key("px").string(price(market, trade.price)).key("sz").string(size(market, trade.size));
    json.key("time").integer(trade.time).key("hash").string(trade.hash);
    json.key("tid").integer(trade.tradeId).key("users").beginArray();
    json.string(trade.buyer).string(trade.seller).endArray().endObject();
}

void MarketWire::writeTrades(JsonWriter &json, int market) const
{
    const auto &trades = m_engine.board().quote(market).trades;
    json.beginArray();
    for (auto trade = trades.rbegin(); trade != trades.rend(); ++trade)
        writeTrade(json, market, *trade);
    json.endArray();
}

// The past is the present rate, hour by hour: the simulated exchange keeps no more.
void MarketWire::writeFundingHistory(JsonWriter &json, int market, std::int64_t from,
                                     std::int64_t to) const
{
    const Quote &quote = m_engine.board().quote(market);
    json.beginArray();
    std::int64_t hour = (std::max<std::int64_t>(from, 0) + Hour - 1) / Hour * Hour;
    for (int rows = 0; hour <= std::min(to, m_engine.now()) && rows < limits::RowsPerAnswer;
         ++rows, hour += Hour) {
        json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
        json.key("fundingRate").string(wireText(quote.fundingRate, RateDecimals));
        json.key("premium").string(wireText(quote.premium, 6)).key("time").integer(hour + 41);
        json.endObject();
    }
    json.endArray();
}

void MarketWire::writePredictedFundings(JsonWriter &json) const
{
    const Universe &universe = m_engine.universe();
    json.beginArray();
    for (const int market : universe.dexes.front().markets) {
        json.beginArray().string(universe.market(market).coin).beginArray();
        json.beginArray().string("HlPerp").beginObject().key("fundingRate");
        json.string(wireText(m_engine.board().quote(market).fundingRate, RateDecimals));
        json.key("nextFundingTime").integer((m_engine.now() / Hour + 1) * Hour);
        json.key("fundingIntervalHours").integer(1).endObject().endArray();
        json.endArray().endArray();
    }
    json.endArray();
}

} // namespace lpm::simulator
