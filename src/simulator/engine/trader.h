// SPDX-License-Identifier: GPL-3.0-or-later
// Decides what an account that trades by itself does next, and does it through the engine. Holds
// nothing: everything it knows is in the account and in that account's own random sequence.
#pragma once

#include "simulator/engine/engine.h"

namespace lpm::simulator {

class Trader
{
public:
    Trader(Engine &engine, int account);

    // At most one order and one TWAP slice, at a time after `before` and not after `until`.
    void act(std::int64_t before, std::int64_t until);

private:
    struct Plan
    {
        int market = 0;
        bool isBuy = true;
        Integer size = 0;
        bool isTaker = true;
        bool reduceOnly = false;
    };

    void trade();
    void tradePerpetual();
    void tradeSpot();
    void openPosition();
    void changePosition(int market);
    void execute(const Plan &plan);
    void reportOrder(const Plan &plan, std::int64_t orderId, Integer limitPrice,
                     const std::string &clientOrderId);
    void keepRestingOrders();
    void startTwap();
    void fillTwapSlice();
    void topUp();

    std::vector<int> heldMarkets() const;
    Integer sizeFor(int market, std::int64_t usd) const;
    Integer priceFor(const Plan &plan, int step) const;
    std::vector<Integer> parts(Integer size);
    Account &account() { return m_engine.m_accounts[static_cast<std::size_t>(m_place)]; }
    const Account &account() const
    {
        return m_engine.m_accounts[static_cast<std::size_t>(m_place)];
    }

    Engine &m_engine;
    int m_place;
    Random &m_random;
    std::int64_t m_time = 0;
};

} // namespace lpm::simulator
