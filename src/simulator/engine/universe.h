// SPDX-License-Identifier: GPL-3.0-or-later
// What can be traded on the simulated exchange: real names, decimals and leverage tiers, start
// prices of our own. Index within a dex is the asset's index, as on the exchange.
#pragma once

#include "simulator/engine/units.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::simulator {

struct MarginTier
{
    Integer lowerBound = 0; // USD, whole
    int maxLeverage = 1;
};

struct MarginTable
{
    int id = 0;
    std::string description;
    std::vector<MarginTier> tiers; // lowest bound first
};

struct Token
{
    std::string name;
    int index = 0;
    int sizeDecimals = 0;
    int weiDecimals = 0;
    std::string tokenId;
    std::string fullName; // "" is null on the wire
    bool isCanonical = false;
};

enum class MarketKind { Perpetual, Spot };

// One market. Its place in Universe::markets is its identity inside the engine.
struct Market
{
    std::string coin;
    MarketKind kind = MarketKind::Perpetual;
    int dex = 0;   // perpetuals: place in Universe::dexes
    int index = 0; // perpetuals: in the dex's universe; spot: pair index
    int sizeDecimals = 0;
    int priceDecimals = 0;  // of a price unit: perp 6 − sizeDecimals, spot 8 − sizeDecimals
    Integer startPrice = 0; // in price units
    int maxLeverage = 0;
    int marginTable = 0;
    std::string marginMode; // "", "noCross" or "strictIsolated"
    int baseToken = 0;      // spot: place in Universe::tokens
    int quoteToken = 0;

    bool isSpot() const { return kind == MarketKind::Spot; }
    bool isIsolatedOnly() const { return !marginMode.empty(); }
};

struct Dex
{
    std::string name; // "" is the first
    std::string fullName;
    std::string deployer;
    int collateralToken = 0; // place in Universe::tokens
    std::vector<int> markets;
};

struct Universe
{
    std::vector<Market> markets;
    std::vector<Dex> dexes;
    std::vector<Token> tokens;
    std::vector<int> spotPairs; // places in markets, in the order of spotMeta
    std::vector<MarginTable> marginTables;

    static Universe standard();

    int findCoin(std::string_view coin) const; // −1: unknown
    int findDex(std::string_view name) const;  // −1: unknown
    const Market &market(int id) const { return markets[static_cast<std::size_t>(id)]; }
    const Token &token(int place) const { return tokens[static_cast<std::size_t>(place)]; }
    // Ids below 50 are a single tier whose leverage is the id.
    MarginTable marginTableOf(const Market &market) const;
    std::string collateralOf(const Market &market) const; // token name

    std::map<std::string, int, std::less<>> byCoin;
};

} // namespace lpm::simulator
