// SPDX-License-Identifier: GPL-3.0-or-later
// What an account does: opens, adds, reduces, closes and flips, alone or several in one
// millisecond, round trips that leave no trace in the size, slices of a TWAP, spot, and what the
// exchange does to it: liquidations, deleveraging, settlements.
#pragma once

#include "tests/simulation/exchangeaccount.h"
#include "tests/simulation/world.h"

namespace lpm::simulation {

class Trader
{
public:
    Trader(World &world, std::vector<Market> &markets) : m_world(world), m_markets(markets) {}

    // One block of an account: at least one new fill, all in this millisecond. The count.
    std::size_t act(ExchangeAccount &account);
    // So many fills of one millisecond, that come back to where they began or not.
    void burst(ExchangeAccount &account, std::size_t fills);

private:
    std::size_t tradePerpetual(ExchangeAccount &account, std::size_t market);
    std::size_t tradeSpot(ExchangeAccount &account, std::size_t market);
    bool forceOut(ExchangeAccount &account, std::size_t market);
    Integer someSize(Integer held, Integer lot);
    void fill(ExchangeAccount &account, std::size_t market, Integer size, const FillKind &kind);

    World &m_world;
    std::vector<Market> &m_markets;
};

} // namespace lpm::simulation
