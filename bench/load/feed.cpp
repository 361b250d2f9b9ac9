// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/feed.h"

#include <QTcpSocket>

#include <ctime>

namespace lpm::bench::load {

using base::Result;
using domain::Decimal;
using simulator::Engine;
using simulator::Integer;

namespace {

constexpr int NoLimit = 1'000'000;
constexpr Integer UsdAPosition = 200;
constexpr Nanoseconds NanosecondsAMs = 1'000'000;

std::int64_t wallMs() { return wallClock() / NanosecondsAMs; }

simulator::ServerOptions options()
{
    simulator::ServerOptions options;
    options.runsByItself = false;
    options.engine.startTime = wallMs();
    options.engine.moveMarks = false;
    for (int i = 1; i <= Accounts; ++i) {
        std::array<std::uint8_t, 20> bytes{};
        bytes.fill(0xB0);
        bytes[0] = static_cast<std::uint8_t>(i);
        simulator::AccountSpec spec;
        spec.address = domain::Address::fromBytes(bytes);
        spec.label = "account" + std::to_string(i);
        spec.perpetualUsd = 1'000'000;
        spec.tradesByItself = false;
        options.engine.accounts.push_back(std::move(spec));
    }
    options.weightPerMinute = NoLimit;
    options.connectsPerMinute = NoLimit;
    options.maxConnections = NoLimit;
    return options;
}

// Tells what happened and stamps the moment before it goes to the kernel, whoever listens. Nothing
// waits for the acknowledgement of what was sent before.
Nanoseconds publishNow(simulator::ExchangeServer &server)
{
    const auto sockets = server.findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    server.publish();
    const Nanoseconds at = wallClock();
    for (QTcpSocket *socket : sockets)
        socket->flush();
    return at;
}

} // namespace

Nanoseconds wallClock()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return Nanoseconds{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

Feed::Feed() : m_exchange(options()) {}

Result<void> Feed::start()
{
    if (auto started = m_exchange.start(); !started)
        return started;
    Result<void> opened;
    m_exchange.run([&](simulator::ExchangeServer &server) {
        server.simulation().setTrading(false);
        opened = open(server.simulation());
        server.publish();
    });
    return opened;
}

Result<void> Feed::open(Engine &engine)
{
    for (const simulator::Dex &dex : engine.universe().dexes)
        m_markets.insert(m_markets.end(), dex.markets.begin(), dex.markets.end());
    m_markets.resize(CoinsAnAccount);
    for (int i = 0; i < Accounts * CoinsAnAccount; ++i) {
        auto opening = order(engine, i / CoinsAnAccount, i % CoinsAnAccount);
        opening.size = opening.size * Decimal::fromUnits(10, 0); // never closed by what follows
        if (const auto placed = engine.placeFill(opening); !placed)
            return base::failure(placed.error());
    }
    return {};
}

simulator::FillOrder Feed::order(const Engine &engine, int account, int coin) const
{
    const int place = m_markets[static_cast<std::size_t>(coin)];
    const simulator::Market &market = engine.universe().market(place);
    const Integer price = engine.board().quote(place).mark;
    Integer size = UsdAPosition;
    for (int i = 0; i < market.sizeDecimals + market.priceDecimals; ++i)
        size *= 10;
    simulator::FillOrder order;
    order.account = m_exchange.accounts()[static_cast<std::size_t>(account)].address;
    order.coin = market.coin;
    order.price = Decimal::fromUnits(price, market.priceDecimals);
    order.size = Decimal::fromUnits(std::max(Integer{1}, size / price), market.sizeDecimals);
    return order;
}

Result<SentFill> Feed::fill()
{
    Result<SentFill> result;
    m_exchange.run([&](simulator::ExchangeServer &server) {
        Engine &engine = server.simulation();
        engine.step(wallMs());
        const int turn = m_fills++;
        auto order = this->order(engine, turn % Accounts, turn / Accounts % CoinsAnAccount);
        const bool isMore = turn / UpdatesATick % 2 == 0; // then back again
        order.side = isMore ? domain::FillSide::Buy : domain::FillSide::Sell;
        const auto placed = engine.placeFill(order);
        if (!placed) {
            result = base::failure(placed.error());
            return;
        }
        SentFill sent;
        sent.tradeId = std::to_string(placed->tradeId);
        sent.size = engine.truePositions(order.account)[order.coin].abs().text();
        sent.at = publishNow(server);
        result = std::move(sent);
    });
    return result;
}

Result<Nanoseconds> Feed::moveMarks()
{
    Result<Nanoseconds> result;
    m_exchange.run([&](simulator::ExchangeServer &server) {
        Engine &engine = server.simulation();
        engine.step(wallMs());
        ++m_moves;
        for (const int place : m_markets) {
            const simulator::Market &market = engine.universe().market(place);
            const Integer step = market.startPrice / 2000 + 1;
            const Integer price = market.startPrice + step * (1 + m_moves % 8);
            const auto moved =
                engine.setMark(market.coin, Decimal::fromUnits(price, market.priceDecimals));
            if (!moved) {
                result = base::failure(moved.error());
                return;
            }
        }
        result = publishNow(server);
    });
    return result;
}

} // namespace lpm::bench::load
