// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/frames.h"

#include "simulator/server/deflate.h"
#include "simulator/server/frameparts.h"

#include <algorithm>

namespace lpm::simulator {

using base::JsonWriter;

namespace {

// Ticks (seconds at ordinary speed) between two pushes of a state that did not change otherwise.
constexpr std::int64_t MidsEvery = 2;
constexpr std::int64_t ContextsEvery = 3;
constexpr std::int64_t BookEvery = 5;
constexpr std::int64_t StateEvery = 5;

bool isEvery(const Tick &tick, std::int64_t ticks) { return tick.number % ticks == 0; }

} // namespace

const Account *Frames::accountOf(const Subscription &subscription) const
{
    const int place = subscription.user ? m_engine.find(*subscription.user) : -1;
    return place < 0 ? nullptr : &m_engine.accounts()[static_cast<std::size_t>(place)];
}

std::vector<std::string> Frames::snapshot(const Subscription &subscription) const
{
    switch (subscription.channel) {
    case Channel::UserFills:
        return {fillSnapshot(subscription, false)};
    case Channel::UserTwapSliceFills:
        return {fillSnapshot(subscription, true)};
    case Channel::UserFundings:
        return {fundingSnapshot(subscription)};
    case Channel::UserNonFundingLedgerUpdates:
        return {ledgerSnapshot(subscription)};
    case Channel::UserHistoricalOrders:
        return {orderSnapshot(subscription)};
    case Channel::UserTwapHistory:
        return {twapSnapshot(subscription)};
    case Channel::UserEvents:
    case Channel::OrderUpdates:
    case Channel::Notification:
        return {};
    case Channel::OpenOrders:
    case Channel::ClearinghouseState:
    case Channel::AllDexsClearinghouseState:
    case Channel::SpotState:
    case Channel::ActiveAssetData:
    case Channel::WebData3:
    case Channel::TwapStates:
        return {accountState(subscription)};
    case Channel::AllMids:
    case Channel::FastAssetCtxs:
    case Channel::ActiveAssetCtx:
    case Channel::AssetCtxs:
    case Channel::AllDexsAssetCtxs:
    case Channel::SpotAssetCtxs:
    case Channel::Bbo:
    case Channel::L2Book:
    case Channel::Trades:
    case Channel::Candle:
        return {marketState(subscription)};
    }
    return {};
}

std::string Frames::fastContexts(const std::vector<int> &markets) const
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    for (const int market : markets) {
        json.key(m_engine.universe().market(market).coin).beginObject();
        json.key("markPx").string(m_market.price(market, m_engine.board().quote(market).mark));
        json.key("midPx").string(m_market.mid(market)).endObject();
    }
    json.endObject();
    return deflatedBase64(text);
}

std::string Frames::allFastContexts() const
{
    std::vector<int> markets(m_engine.universe().markets.size());
    for (std::size_t i = 0; i < markets.size(); ++i)
        markets[i] = static_cast<int>(i);
    return fastContexts(markets);
}

std::string Frames::marketState(const Subscription &subscription) const
{
    const int market = subscription.market;
    switch (subscription.channel) {
    case Channel::AllMids:
        return channelFrame("allMids", [&](JsonWriter &json) {
            json.beginObject().key("mids");
            m_market.writeMids(json, subscription.dex);
            if (subscription.dex > 0)
                json.key("dex").string(subscription.dexName);
            json.endObject();
        });
    case Channel::FastAssetCtxs:
        return channelFrame("fastAssetCtxs",
                            [&](JsonWriter &json) { json.string(allFastContexts()); });
    case Channel::ActiveAssetCtx: {
        const bool isSpot = m_engine.universe().market(market).isSpot();
        return channelFrame(
            isSpot ? "activeSpotAssetCtx" : "activeAssetCtx", [&](JsonWriter &json) {
                json.beginObject().key("coin").string(m_engine.universe().market(market).coin);
                json.key("ctx");
                m_market.writeContext(json, market);
                json.endObject();
            });
    }
    case Channel::AssetCtxs:
        return channelFrame("assetCtxs", [&](JsonWriter &json) {
            json.beginObject().key("dex").string(subscription.dexName).key("ctxs");
            m_market.writeContexts(json, subscription.dex);
            json.endObject();
        });
    case Channel::AllDexsAssetCtxs:
        return channelFrame("allDexsAssetCtxs", [&](JsonWriter &json) {
            json.beginObject().key("ctxs").beginArray();
            for (std::size_t i = 0; i < m_engine.universe().dexes.size(); ++i) {
                json.beginArray().string(m_engine.universe().dexes[i].name);
                m_market.writeContexts(json, static_cast<int>(i));
                json.endArray();
            }
            json.endArray().endObject();
        });
    case Channel::SpotAssetCtxs:
        return channelFrame("spotAssetCtxs",
                            [&](JsonWriter &json) { m_market.writeSpotContexts(json); });
    case Channel::Bbo:
        return channelFrame("bbo",
                            [&](JsonWriter &json) { m_market.writeBestPrices(json, market); });
    case Channel::L2Book:
        return channelFrame("l2Book", [&](JsonWriter &json) {
            m_market.writeBook(json, market, bookLevels(subscription), subscription.isFast);
        });
    case Channel::Trades:
        return channelFrame("trades",
                            [&](JsonWriter &json) { m_market.writeTrades(json, market); });
    case Channel::Candle:
        return candleFrame(m_engine, market, subscription.interval);
    default:
        return {};
    }
}

std::string Frames::accountState(const Subscription &subscription) const
{
    const Account *account = accountOf(subscription);
    const std::string user = subscription.user ? subscription.user->text() : std::string();
    const auto state = [&](const char *channel, const char *key, bool hasDex, auto &&write) {
        return channelFrame(channel, [&](JsonWriter &json) {
            json.beginObject();
            if (hasDex)
                json.key("dex").string(subscription.dexName);
            json.key("user").string(user).key(key);
            write(json);
            json.endObject();
        });
    };
    switch (subscription.channel) {
    case Channel::OpenOrders:
        return state("openOrders", "orders", true, [&](JsonWriter &json) {
            m_account.writeOpenOrders(json, account, subscription.dex, true);
        });
    case Channel::ClearinghouseState:
        return state("clearinghouseState", "clearinghouseState", true, [&](JsonWriter &json) {
            m_account.writeState(json, account, subscription.dex);
        });
    case Channel::AllDexsClearinghouseState:
        return state("allDexsClearinghouseState", "clearinghouseStates", false,
                     [&](JsonWriter &json) {
                         json.beginArray();
                         for (std::size_t i = 0; i < m_engine.universe().dexes.size(); ++i) {
                             json.beginArray().string(m_engine.universe().dexes[i].name);
                             m_account.writeState(json, account, static_cast<int>(i));
                             json.endArray();
                         }
                         json.endArray();
                     });
    case Channel::SpotState:
        return state("spotState", "spotState", false,
                     [&](JsonWriter &json) { m_account.writeSpotState(json, account); });
    case Channel::TwapStates:
        return state("twapStates", "states", true, [&](JsonWriter &json) {
            m_account.writeTwapStates(json, account, subscription.dex);
        });
    case Channel::ActiveAssetData:
        return channelFrame("activeAssetData", [&](JsonWriter &json) {
            m_account.writeActiveAsset(json, user, account, subscription.market);
        });
    case Channel::WebData3:
        return channelFrame(
            "webData3", [&](JsonWriter &json) { m_account.writeUserState(json, user, account); });
    default:
        return {};
    }
}

bool Frames::isDue(const Subscription &subscription, const Tick &tick) const
{
    const bool hasMoved = tick.movedMarkets.contains(subscription.market);
    const int account = subscription.user ? m_engine.find(*subscription.user) : -1;
    switch (subscription.channel) {
    case Channel::AllMids:
        return isEvery(tick, MidsEvery) && !tick.movedMarkets.empty();
    case Channel::ActiveAssetCtx:
    case Channel::Bbo:
    case Channel::Candle:
        return hasMoved;
    case Channel::AssetCtxs:
    case Channel::AllDexsAssetCtxs:
    case Channel::SpotAssetCtxs:
        return isEvery(tick, ContextsEvery) && !tick.movedMarkets.empty();
    case Channel::L2Book:
        return subscription.isFast ? hasMoved : isEvery(tick, BookEvery);
    case Channel::ClearinghouseState:
    case Channel::AllDexsClearinghouseState:
    case Channel::ActiveAssetData:
    case Channel::SpotState:
    case Channel::WebData3:
        return tick.changedAccounts.contains(account) || isEvery(tick, StateEvery);
    case Channel::OpenOrders:
        return tick.changedOrders.contains(account);
    case Channel::TwapStates:
        return tick.changedAccounts.contains(account);
    default:
        return false;
    }
}

std::optional<std::string> Frames::forTick(const Subscription &subscription, const Tick &tick) const
{
    if (subscription.channel == Channel::FastAssetCtxs) {
        if (tick.fastContexts.empty())
            return std::nullopt;
        return channelFrame("fastAssetCtxs",
                            [&](JsonWriter &json) { json.string(tick.fastContexts); });
    }
    if (!isDue(subscription, tick))
        return std::nullopt;
    return subscription.user ? accountState(subscription) : marketState(subscription);
}

} // namespace lpm::simulator
