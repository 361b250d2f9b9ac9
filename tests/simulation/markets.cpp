// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/markets.h"

namespace lpm::simulation {

namespace {

constexpr const char *UnlistedCoin = "NEWCOIN";

Market perpetual(std::string coin, int sizeDecimals, Integer price, Integer lot)
{
    Market market;
    market.instrument.symbol = domain::perpetualSymbol(coin);
    market.instrument.dex = domain::dexOf(coin);
    market.instrument.coin = std::move(coin);
    market.instrument.sizeDecimals = sizeDecimals;
    market.instrument.priceDecimals = domain::PerpetualDecimals - sizeDecimals;
    market.instrument.maxLeverage = 40;
    market.price = price;
    market.lot = lot;
    return market;
}

Market spotPair()
{
    Market market;
    auto &instrument = market.instrument;
    instrument.coin = "@107";
    instrument.symbol = "HYPE/USDC";
    instrument.kind = domain::InstrumentKind::Spot;
    instrument.sizeDecimals = 2;
    instrument.priceDecimals = domain::SpotDecimals - 2;
    instrument.baseToken = "HYPE";
    instrument.quoteToken = "USDC";
    instrument.baseWeiDecimals = 8;
    market.price = 38'514'230;
    market.lot = 120;
    return market;
}

std::string hostileName(World &world)
{
    static const char *const turned = "\xE2\x80\xAE" "CTB"; // shown from right to left
    static const char *const names[] = {"xyz:x\n{\"seq\":1,\"type\":\"fill\"}", turned,
                                        "<img src=x onerror=1>", "a\"b\\c", "xyz:..\r\netc"};
    return names[world.random.below(5)];
}

} // namespace

std::vector<Market> marketsOf(World &world)
{
    std::vector<Market> markets;
    markets.push_back(perpetual("BTC", 5, 604'321, 120));
    markets.push_back(perpetual("ETH", 4, 300'012, 310));
    markets.push_back(perpetual("xyz:TSLA", 3, 251'330, 40));
    markets.push_back(spotPair());
    if (world.strikes(Fault::UnknownCoin, 1000))
        markets.push_back(perpetual(UnlistedCoin, 1, 1'234'567, 55));
    if (world.strikes(Fault::HostileCoinName, 1000))
        markets.push_back(perpetual(hostileName(world), 0, 1'250'001, 7));
    return markets;
}

domain::InstrumentCatalog catalogOf(const std::vector<Market> &markets, bool hasCaughtUp)
{
    domain::InstrumentCatalog catalog;
    for (const Market &market : markets) {
        if (hasCaughtUp || market.instrument.coin != UnlistedCoin)
            catalog.add(market.instrument);
    }
    return catalog;
}

} // namespace lpm::simulation
