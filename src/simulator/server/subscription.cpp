// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/subscription.h"

#include "core/base/jsonwriter.h"
#include "simulator/server/candles.h"

#include <map>
#include <string_view>

namespace lpm::simulator {

namespace {

// What a channel needs beside its type.
enum Needs : unsigned {
    Nothing = 0,
    User = 1,
    Coin = 2,
    OptionalDex = 4, // told back only when given
    DefaultDex = 8,  // told back as "" when not given
    Interval = 16,
    Aggregation = 32,
    BookShape = 64,
    PortfolioMargin = 128
};

struct ChannelSpec
{
    Channel channel;
    unsigned needs;
};

const std::map<std::string_view, ChannelSpec> &channels()
{
    static const std::map<std::string_view, ChannelSpec> table{
        {"allMids", {Channel::AllMids, OptionalDex}},
        {"fastAssetCtxs", {Channel::FastAssetCtxs, Nothing}},
        {"activeAssetCtx", {Channel::ActiveAssetCtx, Coin}},
        {"assetCtxs", {Channel::AssetCtxs, DefaultDex}},
        {"allDexsAssetCtxs", {Channel::AllDexsAssetCtxs, Nothing}},
        {"spotAssetCtxs", {Channel::SpotAssetCtxs, Nothing}},
        {"bbo", {Channel::Bbo, Coin}},
        {"l2Book", {Channel::L2Book, Coin | BookShape}},
        {"trades", {Channel::Trades, Coin}},
        {"candle", {Channel::Candle, Coin | Interval}},
        {"userFills", {Channel::UserFills, User | Aggregation}},
        {"userTwapSliceFills", {Channel::UserTwapSliceFills, User}},
        {"userFundings", {Channel::UserFundings, User}},
        {"userNonFundingLedgerUpdates", {Channel::UserNonFundingLedgerUpdates, User}},
        {"userEvents", {Channel::UserEvents, User}},
        {"orderUpdates", {Channel::OrderUpdates, User}},
        {"openOrders", {Channel::OpenOrders, User | DefaultDex}},
        {"clearinghouseState", {Channel::ClearinghouseState, User | DefaultDex}},
        {"allDexsClearinghouseState", {Channel::AllDexsClearinghouseState, User}},
        {"spotState", {Channel::SpotState, User | PortfolioMargin}},
        {"activeAssetData", {Channel::ActiveAssetData, User | Coin}},
        {"webData3", {Channel::WebData3, User}},
        {"notification", {Channel::Notification, User}},
        {"userTwapHistory", {Channel::UserTwapHistory, User}},
        {"userHistoricalOrders", {Channel::UserHistoricalOrders, User}},
        {"twapStates", {Channel::TwapStates, User | DefaultDex}},
    };
    return table;
}

bool readDex(Subscription &subscription, const Request &request, const Universe &universe)
{
    if (!request.has("dex"))
        return true;
    const auto name = request.text("dex");
    if (!name)
        return false;
    subscription.dexName = *name;
    subscription.dex = universe.findDex(*name);
    return subscription.dex >= 0;
}

bool readCoin(Subscription &subscription, const Request &request, const Universe &universe)
{
    const auto coin = request.text("coin");
    subscription.market = coin ? universe.findCoin(*coin) : -1;
    return subscription.market >= 0;
}

void writeNumberOrNull(base::JsonWriter &json, const char *key, const Request &request)
{
    json.key(key);
    if (const auto value = request.integer(key))
        json.integer(*value);
    else
        json.null();
}

std::string normalise(const Subscription &subscription, unsigned needs, const Request &request,
                      const Universe &universe)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string(subscription.type);
    if (needs & User)
        json.key("user").string(subscription.user->text());
    if (needs & Coin)
        json.key("coin").string(universe.market(subscription.market).coin);
    if (needs & Interval)
        json.key("interval").string(subscription.interval);
    if ((needs & DefaultDex) || ((needs & OptionalDex) && !subscription.dexName.empty()))
        json.key("dex").string(subscription.dexName);
    if (needs & Aggregation)
        json.key("aggregateByTime").boolean(subscription.aggregateByTime);
    if (needs & PortfolioMargin)
        json.key("ignorePortfolioMargin").boolean(request.flag("ignorePortfolioMargin"));
    if (needs & BookShape) {
        writeNumberOrNull(json, "nSigFigs", request);
        writeNumberOrNull(json, "mantissa", request);
        json.key("fast").boolean(subscription.isFast);
    }
    json.endObject();
    return text;
}

} // namespace

std::optional<Subscription> Subscription::parse(const Request &request, const Universe &universe)
{
    const auto spec = channels().find(request.type());
    if (spec == channels().end())
        return std::nullopt;
    const unsigned needs = spec->second.needs;
    Subscription subscription;
    subscription.channel = spec->second.channel;
    subscription.type = request.type();
    if (needs & User) {
        subscription.user = request.address("user");
        if (!subscription.user)
            return std::nullopt;
    }
    if ((needs & Coin) && !readCoin(subscription, request, universe))
        return std::nullopt;
    if ((needs & (OptionalDex | DefaultDex)) && !readDex(subscription, request, universe))
        return std::nullopt;
    if (needs & Interval) {
        subscription.interval = request.text("interval").value_or(std::string());
        if (!intervalLength(subscription.interval))
            return std::nullopt;
    }
    subscription.aggregateByTime = (needs & Aggregation) && request.flag("aggregateByTime");
    subscription.isFast = (needs & BookShape) && request.flag("fast");
    subscription.normalised = normalise(subscription, needs, request, universe);
    return subscription;
}

} // namespace lpm::simulator
