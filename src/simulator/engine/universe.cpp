// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/universe.h"

#include "core/base/check.h"

namespace lpm::simulator {

namespace {

struct PerpetualRow
{
    const char *name;
    int sizeDecimals;
    int maxLeverage;
    int marginTable;
    const char *startPrice;
    const char *marginMode = "";
};

// Order is ours: the place in the list is the asset index of the simulated exchange.
constexpr PerpetualRow FirstDexRows[] = {
    {"BTC", 5, 40, 56, "87250.0"},      {"ETH", 4, 25, 55, "2874.5"},
    {"ATOM", 2, 5, 5, "2.514"},         {"SOL", 2, 20, 54, "134.20"},
    {"AVAX", 2, 10, 52, "13.415"},      {"BNB", 3, 10, 51, "846.00"},
    {"OP", 1, 10, 51, "0.31405"},       {"LTC", 2, 10, 52, "84.35"},
    {"ARB", 1, 10, 51, "0.20710"},      {"DOGE", 0, 10, 52, "0.14620"},
    {"INJ", 1, 10, 51, "5.6120"},       {"SUI", 1, 10, 52, "1.5535"},
    {"kPEPE", 0, 10, 52, "0.004512"},   {"CRV", 1, 10, 52, "0.39750"},
    {"LDO", 1, 10, 51, "0.62150"},      {"LINK", 1, 10, 52, "12.745"},
    {"XRP", 0, 20, 53, "2.1935"},       {"BCH", 3, 10, 52, "541.20"},
    {"APT", 2, 10, 52, "2.2650"},       {"AAVE", 2, 10, 52, "172.30"},
    {"WLD", 1, 10, 52, "0.58200"},      {"TRX", 0, 10, 51, "0.27455"},
    {"kSHIB", 0, 10, 51, "0.008195"},   {"UNI", 1, 10, 52, "6.1350"},
    {"SEI", 0, 10, 51, "0.13415"},      {"DOT", 1, 10, 51, "2.2715"},
    {"TIA", 1, 10, 52, "0.59500"},      {"ADA", 0, 10, 52, "0.41240"},
    {"TON", 1, 10, 51, "1.5310"},       {"NEAR", 1, 10, 52, "1.8640"},
    {"kBONK", 0, 10, 52, "0.009604"},   {"JUP", 0, 10, 51, "0.23110"},
    {"WIF", 0, 10, 52, "0.33620"},      {"ETC", 2, 5, 5, "13.620"},
    {"ONDO", 0, 10, 51, "0.48320"},     {"TAO", 3, 5, 5, "281.50"},
    {"kFLOKI", 0, 5, 5, "0.045720"},    {"ENA", 0, 10, 52, "0.24120"},
    {"HBAR", 0, 5, 5, "0.14325"},       {"XLM", 0, 5, 5, "0.24610"},
    {"HYPE", 2, 10, 52, "33.450"},      {"PENGU", 0, 5, 5, "0.010560"},
    {"FARTCOIN", 1, 10, 52, "0.28640"}, {"TRUMP", 1, 10, 52, "6.2450"},
    {"PAXG", 3, 5, 5, "4085.0"},        {"PUMP", 0, 5, 5, "0.002744"},
};

constexpr PerpetualRow XyzRows[] = {
    {"xyz:XYZ100", 4, 25, 25, "24650", "noCross"},
    {"xyz:TSLA", 3, 10, 10, "402.50", "strictIsolated"},
    {"xyz:NVDA", 3, 10, 10, "181.20", "strictIsolated"},
    {"xyz:GOLD", 4, 20, 20, "4090.0", "noCross"},
    {"xyz:HOOD", 3, 10, 10, "108.40", "strictIsolated"},
    {"xyz:AAPL", 3, 10, 10, "271.30", "strictIsolated"},
    {"xyz:SILVER", 2, 20, 20, "50.150", "noCross"},
};

constexpr PerpetualRow FlxRows[] = {
    {"flx:TSLA", 3, 10, 10, "402.60", "strictIsolated"},
    {"flx:GOLD", 3, 20, 20, "4090.5", "strictIsolated"},
};

// The place in the list is the token's index: as on the exchange, where clients rely on it.
struct TokenRow
{
    const char *name;
    int sizeDecimals;
    int weiDecimals;
    const char *tokenId;
    const char *fullName;
    bool isCanonical;
};

constexpr TokenRow TokenRows[] = {
    {"USDC", 8, 8, "0x6d1e7cde53ba9467b783cb7c530ce054", "", true},
    {"PURR", 0, 5, "0xc1fb593aeffbeb02f85e0308e9956a90", "", true},
    {"HYPE", 2, 8, "0x0d01dc56dcaaca66ad901c959b4011ec", "Hyperliquid", false},
    {"UBTC", 5, 10, "0x8f254b963e8468305d409b33aa137c67", "Unit Bitcoin", false},
    {"UETH", 4, 9, "0xe1edd30daaf5caac3fe63569e24748da", "Unit Ethereum", false},
    {"USOL", 3, 8, "0x49b67c39f5566535de22b29b0e51e685", "Unit Solana", false},
    {"UPUMP", 0, 6, "0x544e60f98a36d7b22c0fb5824b84f795", "Unit Pump Fun", false},
    {"USDH", 2, 8, "0x54e00a5988577cb0b0c9ab0cb6ef7f4b", "USDH", false},
};

struct SpotRow
{
    const char *name;
    int index;
    int baseToken; // places in TokenRows
    const char *startPrice;
};

constexpr SpotRow SpotRows[] = {
    {"PURR/USDC", 0, 1, "0.086350"}, {"@107", 107, 2, "33.4500"}, {"@142", 142, 3, "87240"},
    {"@151", 151, 4, "2874.40"},     {"@156", 156, 5, "134.180"}, {"@188", 188, 6, "0.00274300"},
};

Integer unitsOf(const char *price, int decimals)
{
    const auto value = domain::Decimal::parse(price);
    base::ensure(value.has_value(), "a start price of the table is a number");
    const auto units = value->unitsAt(decimals);
    base::ensure(units.has_value(), "a start price of the table fits its decimals");
    return *units;
}

void addMarket(Universe &universe, Market market)
{
    const int id = static_cast<int>(universe.markets.size());
    universe.byCoin.emplace(market.coin, id);
    if (market.isSpot())
        universe.spotPairs.push_back(id);
    else
        universe.dexes[static_cast<std::size_t>(market.dex)].markets.push_back(id);
    universe.markets.push_back(std::move(market));
}

template <std::size_t Count>
void addDex(Universe &universe, Dex dex, const PerpetualRow (&rows)[Count])
{
    const int place = static_cast<int>(universe.dexes.size());
    universe.dexes.push_back(std::move(dex));
    for (std::size_t i = 0; i < Count; ++i) {
        const PerpetualRow &row = rows[i];
        Market market;
        market.coin = row.name;
        market.dex = place;
        market.index = static_cast<int>(i);
        market.sizeDecimals = row.sizeDecimals;
        market.priceDecimals = MoneyDecimals - row.sizeDecimals;
        market.startPrice = unitsOf(row.startPrice, market.priceDecimals);
        market.maxLeverage = row.maxLeverage;
        market.marginTable = row.marginTable;
        market.marginMode = row.marginMode;
        addMarket(universe, std::move(market));
    }
}

void addTokens(Universe &universe)
{
    for (const TokenRow &row : TokenRows) {
        const int index = static_cast<int>(universe.tokens.size());
        universe.tokens.push_back({row.name, index, row.sizeDecimals, row.weiDecimals, row.tokenId,
                                   row.fullName, row.isCanonical});
    }
}

void addSpotPairs(Universe &universe)
{
    for (const SpotRow &row : SpotRows) {
        Market market;
        market.coin = row.name;
        market.kind = MarketKind::Spot;
        market.index = row.index;
        market.baseToken = row.baseToken;
        market.sizeDecimals = universe.token(row.baseToken).sizeDecimals;
        market.priceDecimals = SpotMoneyDecimals - market.sizeDecimals;
        market.startPrice = unitsOf(row.startPrice, market.priceDecimals);
        addMarket(universe, std::move(market));
    }
}

std::vector<MarginTable> standardMarginTables()
{
    return {{50, "", {{0, 50}}},
            {51, "tiered 10x", {{0, 10}, {3'000'000, 5}}},
            {52, "tiered 10x (2)", {{0, 10}, {20'000'000, 5}}},
            {53, "tiered 20x", {{0, 20}, {40'000'000, 10}}},
            {54, "tiered 20x (2)", {{0, 20}, {70'000'000, 10}}},
            {55, "tiered 25x", {{0, 25}, {100'000'000, 15}}},
            {56, "tiered 40x", {{0, 40}, {150'000'000, 20}}}};
}

} // namespace

Universe Universe::standard()
{
    constexpr int UsdcPlace = 0;
    constexpr int UsdhPlace = 7;
    Universe universe;
    addTokens(universe);
    addDex(universe, {"", "", "", UsdcPlace, {}}, FirstDexRows);
    addDex(universe, {"xyz", "XYZ", "0x5100000000000000000000000000000000000001", UsdcPlace, {}},
           XyzRows);
    addDex(universe,
           {"flx", "Felix Exchange", "0x5100000000000000000000000000000000000002", UsdhPlace, {}},
           FlxRows);
    addSpotPairs(universe);
    universe.marginTables = standardMarginTables();
    return universe;
}

int Universe::findCoin(std::string_view coin) const
{
    const auto found = byCoin.find(coin);
    return found == byCoin.end() ? -1 : found->second;
}

int Universe::findDex(std::string_view name) const
{
    for (std::size_t i = 0; i < dexes.size(); ++i) {
        if (dexes[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

MarginTable Universe::marginTableOf(const Market &market) const
{
    for (const MarginTable &table : marginTables) {
        if (table.id == market.marginTable)
            return table;
    }
    return {market.marginTable, "", {{0, market.maxLeverage}}};
}

std::string Universe::collateralOf(const Market &market) const
{
    return token(dexes[static_cast<std::size_t>(market.dex)].collateralToken).name;
}

} // namespace lpm::simulator
