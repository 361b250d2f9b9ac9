// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the market's side of the exchange's answers and frames: universes, contexts, books,
// trades, candles.
#pragma once

#include "core/base/jsonwriter.h"
#include "simulator/engine/engine.h"

namespace lpm::simulator {

class MarketWire
{
public:
    explicit MarketWire(const Engine &engine) : m_engine(engine) {}

    void writeMeta(base::JsonWriter &json, int dex) const;
    void writePerpDexes(base::JsonWriter &json) const;
    void writeSpotMeta(base::JsonWriter &json) const;
    void writeContexts(base::JsonWriter &json, int dex) const; // array, aligned with the meta
    void writeSpotContexts(base::JsonWriter &json) const;
    void writeContext(base::JsonWriter &json, int market) const;
    void writeMids(base::JsonWriter &json, int dex) const; // the first dex brings spot along
    void writeBook(base::JsonWriter &json, int market, int levels, bool isFast) const;
    void writeBestPrices(base::JsonWriter &json, int market) const;
    void writeTrade(base::JsonWriter &json, int market, const PublicTrade &trade) const;
    void writeTrades(base::JsonWriter &json, int market) const; // newest first
    void writeFundingHistory(base::JsonWriter &json, int market, std::int64_t from,
                             std::int64_t to) const;
    void writePredictedFundings(base::JsonWriter &json) const;

    std::string price(int market, Integer units) const;
    std::string size(int market, Integer units) const;
    std::string mid(int market) const;

private:
    void writePerpetualContext(base::JsonWriter &json, int market) const;
    void writeSpotContext(base::JsonWriter &json, int market) const;
    void writeVolumes(base::JsonWriter &json, int market) const;
    void writeLevel(base::JsonWriter &json, int market, Integer price, int level) const;
    void writeToken(base::JsonWriter &json, const Token &token) const;

    const Engine &m_engine;
};

} // namespace lpm::simulator
