// SPDX-License-Identifier: GPL-3.0-or-later
// InfoService, the questions about the market.
#include "simulator/server/answer.h"
#include "simulator/server/candles.h"
#include "simulator/server/serverlimits.h"

#include <algorithm>

namespace lpm::simulator {

using base::JsonWriter;

InfoAnswer InfoService::allMids(const Request &request) const
{
    const int dex = dexOf(request);
    if (dex < 0)
        return InfoAnswer::unreadable();
    return written([&](JsonWriter &json) { m_market.writeMids(json, dex); });
}

InfoAnswer InfoService::meta(const Request &request) const
{
    const int dex = dexOf(request);
    if (dex < 0)
        return InfoAnswer::unreadable();
    return written([&](JsonWriter &json) { m_market.writeMeta(json, dex); });
}

InfoAnswer InfoService::metaAndContexts(const Request &request) const
{
    const int dex = dexOf(request);
    if (dex < 0)
        return InfoAnswer::unreadable();
    return written([&](JsonWriter &json) {
        json.beginArray();
        m_market.writeMeta(json, dex);
        m_market.writeContexts(json, dex);
        json.endArray();
    });
}

InfoAnswer InfoService::allPerpMetas(const Request &) const
{
    return written([&](JsonWriter &json) {
        json.beginArray();
        for (std::size_t i = 0; i < m_engine.universe().dexes.size(); ++i)
            m_market.writeMeta(json, static_cast<int>(i));
        json.endArray();
    });
}

InfoAnswer InfoService::perpDexes(const Request &) const
{
    return written([&](JsonWriter &json) { m_market.writePerpDexes(json); });
}

InfoAnswer InfoService::spotMeta(const Request &) const
{
    return written([&](JsonWriter &json) { m_market.writeSpotMeta(json); });
}

InfoAnswer InfoService::spotMetaAndContexts(const Request &) const
{
    return written([&](JsonWriter &json) {
        json.beginArray();
        m_market.writeSpotMeta(json);
        m_market.writeSpotContexts(json);
        json.endArray();
    });
}

InfoAnswer InfoService::marginTable(const Request &request) const
{
    const auto id = request.integer("id");
    if (!id)
        return InfoAnswer::unreadable();
    for (const MarginTable &table : m_engine.universe().marginTables) {
        if (table.id != *id)
            continue;
        return written([&](JsonWriter &json) {
            json.beginObject().key("description").string(table.description);
            json.key("marginTiers").beginArray();
            for (const MarginTier &tier : table.tiers) {
                json.beginObject().key("lowerBound").string(wireText(tier.lowerBound, 0));
                json.key("maxLeverage").integer(tier.maxLeverage).endObject();
            }
            json.endArray().endObject();
        });
    }
    return {500, "null", 0};
}

InfoAnswer InfoService::book(const Request &request) const
{
    const auto coin = request.text("coin");
    if (!coin)
        return InfoAnswer::unreadable();
    if (request.integer("mantissa") == 1)
        return {500, "null", 0};
    const int market = m_engine.universe().findCoin(*coin);
    if (market < 0)
        return {200, "null", 0};
    return written(
        [&](JsonWriter &json) { m_market.writeBook(json, market, limits::BookLevels, false); });
}

InfoAnswer InfoService::recentTrades(const Request &request) const
{
    const auto coin = request.text("coin");
    if (!coin)
        return InfoAnswer::unreadable();
    const int market = m_engine.universe().findCoin(*coin);
    if (market < 0)
        return {500, "null", 0};
    const auto rows = m_engine.board().quote(market).trades.size();
    return written([&](JsonWriter &json) { m_market.writeTrades(json, market); },
                   static_cast<int>(rows));
}

InfoAnswer InfoService::candles(const Request &request) const
{
    const auto inner = request.object("req");
    if (!inner)
        return InfoAnswer::unreadable();
    const auto coin = inner->text("coin");
    const auto interval = inner->text("interval");
    const auto from = inner->integer("startTime");
    const auto length = interval ? intervalLength(*interval) : std::nullopt;
    if (!coin || !from || !length)
        return InfoAnswer::unreadable();
    const int market = m_engine.universe().findCoin(*coin);
    if (market < 0)
        return {500, "null", 0};
    const std::int64_t to =
        std::min(inner->integer("endTime").value_or(m_engine.now()), m_engine.now());
    return written(
        [&](JsonWriter &json) { writeCandles(json, m_engine, market, *interval, *from, to); });
}

InfoAnswer InfoService::fundingHistory(const Request &request) const
{
    const auto coin = request.text("coin");
    const auto from = request.integer("startTime");
    if (!coin || !from)
        return InfoAnswer::unreadable();
    const int market = m_engine.universe().findCoin(*coin);
    if (market < 0)
        return {500, "null", 0};
    const std::int64_t to = request.integer("endTime").value_or(m_engine.now());
    return written(
        [&](JsonWriter &json) { m_market.writeFundingHistory(json, market, *from, to); });
}

InfoAnswer InfoService::predictedFundings(const Request &) const
{
    return written([&](JsonWriter &json) { m_market.writePredictedFundings(json); });
}

InfoAnswer InfoService::exchangeStatus(const Request &) const
{
    return written([&](JsonWriter &json) {
        json.beginObject().key("time").integer(m_engine.now());
        json.key("specialStatuses").null().endObject();
    });
}

InfoAnswer InfoService::perpDexStatus(const Request &request) const
{
    if (!request.text("dex") || dexOf(request) < 0)
        return InfoAnswer::unreadable();
    return {200, R"({"totalNetDeposit":"1000000.0"})", 0};
}

InfoAnswer InfoService::perpDexLimits(const Request &request) const
{
    if (!request.text("dex"))
        return InfoAnswer::unreadable();
    const int dex = dexOf(request);
    if (dex < 1)
        return {200, "null", 0};
    return written([&](JsonWriter &json) {
        json.beginObject().key("totalOiCap").string("10000000.0");
        json.key("oiSzCapPerPerp").string("10000000000.0");
        json.key("maxTransferNtl").string("100000000.0").key("coinToOiCap").beginArray();
        for (const int id : m_engine.universe().dexes[static_cast<std::size_t>(dex)].markets) {
            json.beginArray().string(m_engine.universe().market(id).coin);
            json.string("10000000.0").endArray();
        }
        json.endArray().endObject();
    });
}

} // namespace lpm::simulator
