// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/filledexchange.h"

#include <algorithm>

namespace lpm::bench {

using base::Result;
using domain::Decimal;
using simulator::Engine;
using simulator::Integer;

namespace {

constexpr int NoLimit = 1'000'000;
constexpr Integer UsdAPosition = 200;

simulator::ServerOptions optionsFor(int positions)
{
    simulator::ServerOptions options;
    const int accounts = (positions + PositionsPerAccount - 1) / PositionsPerAccount;
    for (int i = 0; i < accounts; ++i) {
        std::array<std::uint8_t, 20> bytes{};
        bytes.fill(0xB0);
        bytes[0] = static_cast<std::uint8_t>(i + 1);
        simulator::AccountSpec spec;
        spec.address = domain::Address::fromBytes(bytes);
        spec.label = "account" + std::to_string(i + 1);
        spec.perpetualUsd = 1'000'000;
        spec.tradesByItself = false;
        options.engine.accounts.push_back(std::move(spec));
    }
    options.weightPerMinute = NoLimit;
    options.connectsPerMinute = NoLimit;
    options.maxConnections = NoLimit;
    return options;
}

simulator::FillOrder orderFor(const Engine &engine, const domain::Address &account, int market)
{
    const simulator::Market &spec = engine.universe().market(market);
    const Integer price = engine.board().quote(market).mark;
    Integer size = UsdAPosition;
    for (int i = 0; i < spec.sizeDecimals + spec.priceDecimals; ++i)
        size *= 10;
    size = std::max(Integer{1}, size / price);

    simulator::FillOrder order;
    order.account = account;
    order.coin = spec.coin;
    order.price = Decimal::fromUnits(price, spec.priceDecimals);
    order.size = Decimal::fromUnits(size, spec.sizeDecimals);
    order.side = market % 2 == 0 ? domain::FillSide::Buy : domain::FillSide::Sell;
    return order;
}

domain::FillSide opposite(domain::FillSide side)
{
    return side == domain::FillSide::Buy ? domain::FillSide::Sell : domain::FillSide::Buy;
}

} // namespace

FilledExchange::FilledExchange(int positions, int history)
    : m_positions(positions), m_history(history), m_exchange(optionsFor(positions))
{
}

Result<void> FilledExchange::start()
{
    if (auto started = m_exchange.start(); !started)
        return started;
    Result<void> filled;
    m_exchange.run([&](simulator::ExchangeServer &server) {
        filled = fill(server.simulation());
        server.publish();
    });
    return filled;
}

Result<void> FilledExchange::fill(Engine &engine) const
{
    std::vector<int> markets;
    for (const simulator::Dex &dex : engine.universe().dexes)
        markets.insert(markets.end(), dex.markets.begin(), dex.markets.end());
    for (int i = 0; i < m_positions; ++i) {
        const auto account = static_cast<std::size_t>(i / PositionsPerAccount);
        const int market = markets[static_cast<std::size_t>(i % PositionsPerAccount)];
        const auto order = orderFor(engine, m_exchange.accounts()[account].address, market);
        if (const auto placed = engine.placeFill(order); !placed)
            return base::failure(placed.error());
    }
    // More of the same coin and back again, a millisecond apart.
    auto order = orderFor(engine, m_exchange.accounts().front().address, markets.front());
    for (int i = 0; i < m_history; ++i) {
        engine.step(engine.now() + 1);
        if (const auto placed = engine.placeFill(order); !placed)
            return base::failure(placed.error());
        order.side = opposite(order.side);
    }
    return {};
}

} // namespace lpm::bench
