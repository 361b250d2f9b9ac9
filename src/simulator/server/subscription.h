// SPDX-License-Identifier: GPL-3.0-or-later
// One subscription of a WebSocket client: what it asked for, and the normalised text with which
// the exchange speaks about it.
#pragma once

#include "simulator/engine/universe.h"
#include "simulator/server/request.h"

#include <optional>
#include <string>

namespace lpm::simulator {

enum class Channel {
    AllMids,
    FastAssetCtxs,
    ActiveAssetCtx,
    AssetCtxs,
    AllDexsAssetCtxs,
    SpotAssetCtxs,
    Bbo,
    L2Book,
    Trades,
    Candle,
    UserFills,
    UserTwapSliceFills,
    UserFundings,
    UserNonFundingLedgerUpdates,
    UserEvents,
    OrderUpdates,
    OpenOrders,
    ClearinghouseState,
    AllDexsClearinghouseState,
    SpotState,
    ActiveAssetData,
    WebData3,
    Notification,
    UserTwapHistory,
    UserHistoricalOrders,
    TwapStates
};

struct Subscription
{
    Channel channel = Channel::AllMids;
    std::string type;                    // as in the request
    std::optional<domain::Address> user; // set for every channel of an account
    int market = -1;                     // place in the universe, −1 where none is asked for
    int dex = 0;
    std::string dexName;
    std::string interval;
    bool aggregateByTime = false;
    bool isFast = false;
    std::string normalised; // the JSON object of the acknowledgement; identifies it as well

    // nullopt: the exchange would call it invalid.
    static std::optional<Subscription> parse(const Request &request, const Universe &universe);
};

} // namespace lpm::simulator
