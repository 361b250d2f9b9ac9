// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope of every frame that a channel sends, and small parts the builders share.
#pragma once

#include "core/base/jsonwriter.h"
#include "simulator/engine/engine.h"
#include "simulator/server/candles.h"
#include "simulator/server/serverlimits.h"
#include "simulator/server/subscription.h"

#include <string>
#include <string_view>

namespace lpm::simulator {

template <class Write>
std::string channelFrame(std::string_view channel, Write &&write)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("channel").string(channel).key("data");
    write(json);
    json.endObject();
    return text;
}

inline std::string candleFrame(const Engine &engine, int market, const std::string &interval)
{
    return channelFrame("candle", [&](base::JsonWriter &json) {
        writePresentCandle(json, engine, market, interval);
    });
}

inline int bookLevels(const Subscription &subscription)
{
    return subscription.isFast ? limits::FastBookLevels : limits::BookLevels;
}

} // namespace lpm::simulator
