// SPDX-License-Identifier: GPL-3.0-or-later
// The market of the simulated exchange: oracle, mark, best bid and ask of every coin, moved by a
// seeded walk around its start price. Time and randomness come from outside.
#pragma once

#include "simulator/engine/random.h"
#include "simulator/engine/universe.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace lpm::simulator {

struct PublicTrade
{
    std::int64_t time = 0; // ms
    Integer price = 0;     // price units
    Integer size = 0;      // size units
    bool isAggressorBuy = false;
    std::string hash;
    std::int64_t tradeId = 0;
    std::string buyer;
    std::string seller;
};

// Prices in price units of the market.
struct Quote
{
    Integer oracle = 0;
    Integer mark = 0;
    Integer bid = 0;
    Integer ask = 0;
    Integer previousDay = 0;
    Integer fundingRate = 0;        // hourly, 10^−10
    Integer dayBaseVolume = 0;      // size units
    Integer openInterest = 0;       // size units
    Integer fine = 0;               // the walk's own state, 10^−4 of a price unit
    std::int64_t premium = 0;       // of mark over oracle, 10^−6
    std::deque<PublicTrade> trades; // newest last
    bool hasMoved = false;          // since the last takeMoved()

    Integer twiceMid() const { return bid + ask; }
};

class Board
{
public:
    Board(const Universe &universe, Random random);

    const Quote &quote(int market) const { return m_quotes[static_cast<std::size_t>(market)]; }
    // One move of every price, as wide as this much time makes it.
    void walk(std::int64_t elapsedMs);
    // Oracle, mark, bid and ask stand around this price from now on.
    void setPrice(int market, Integer price);
    void setFundingRate(int market, Integer rate) { at(market).fundingRate = rate; }
    void addTrade(int market, PublicTrade trade);
    void startDay(); // previousDay becomes the present
    std::vector<int> takeMoved();

    // The step between allowed order prices: five significant figures, whole prices always.
    Integer tick(int market, Integer price) const;

private:
    Quote &at(int market) { return m_quotes[static_cast<std::size_t>(market)]; }
    void place(int market);

    const Universe &m_universe;
    Random m_random;
    std::vector<Quote> m_quotes;
};

} // namespace lpm::simulator
