// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/trader.h"

namespace lpm::simulation {

using simulator::absolute;
using simulator::signOf;

void Trader::fill(ExchangeAccount &account, std::size_t market, Integer size, const FillKind &kind)
{
    account.trade(market, size, kind, m_world.now, m_world.time());
}

// How much is bought or sold next, of what is held: signed, not 0.
Integer Trader::someSize(Integer held, Integer lot)
{
    auto &random = m_world.random;
    const Integer some = lot * random.between(1, 9);
    if (held == 0)
        return random.chance(500) ? some : -some;
    const int what = static_cast<int>(random.below(100));
    if (what < 40 && absolute(held) < 60 * lot)
        return signOf(held) * some; // add
    if (what < 70 && absolute(held) > 1)
        return -signOf(held) * (1 + random.below(static_cast<std::int64_t>(absolute(held)) - 1));
    if (what < 86)
        return -held;
    return -held - signOf(held) * some; // flip
}

// The exchange ends a position: a fill like any other, but for its words.
bool Trader::forceOut(ExchangeAccount &account, std::size_t market)
{
    const Integer held = account.holding(market).position.size;
    if (held == 0)
        return false;
    FillKind kind;
    if (m_world.strikes(Fault::Liquidation, 30)) {
        kind.liquidation = domain::Liquidation{account.address(), std::nullopt, "market"};
    } else if (m_world.strikes(Fault::AutoDeleveraging, 30)) {
        kind.direction = "Auto-Deleveraging";
        kind.isFree = true;
        kind.liquidation = domain::Liquidation{std::nullopt, std::nullopt, "backstop"};
    } else if (m_world.strikes(Fault::SettledWithFill, 30)) {
        kind.direction = "Settlement";
        kind.isFree = true;
    } else {
        return false;
    }
    fill(account, market, -held, kind);
    return true;
}

std::size_t Trader::tradePerpetual(ExchangeAccount &account, std::size_t market)
{
    auto &random = m_world.random;
    if (forceOut(account, market))
        return 1;
    const Integer lot = m_markets[market].lot;
    FillKind kind;
    kind.isTwap = random.chance(60);
    if (m_world.strikes(Fault::UnknownDirection, 40))
        kind.direction = "Reshuffled \xE2\x86\x92 Sideways";
    const int what = static_cast<int>(random.below(100));
    if (what < 60) {
        fill(account, market, someSize(account.holding(market).position.size, lot), kind);
        return 1;
    }
    if (what < 75) { // there and back
        const Integer size = someSize(0, lot);
        fill(account, market, size, kind);
        kind.sharesTradeId = random.chance(300);
        fill(account, market, -size, kind);
        return 2;
    }
    // One order through several resting ones.
    const auto parts = static_cast<std::size_t>(random.between(2, 5));
    const Integer first = someSize(account.holding(market).position.size, lot);
    for (std::size_t i = 0; i < parts; ++i) {
        const Integer part = 1 + lot * random.below(3);
        fill(account, market, i == 0 ? first : signOf(first) * part, kind);
        m_markets[market].price += signOf(first);
    }
    return parts;
}

std::size_t Trader::tradeSpot(ExchangeAccount &account, std::size_t market)
{
    const auto &instrument = m_markets[market].instrument;
    const Integer wei = simulator::powerOfTen(instrument.baseWeiDecimals - instrument.sizeDecimals);
    const Integer held = account.holding(market).spot.total / wei;
    const bool sells = held > 0 && m_world.random.chance(450);
    const Integer size
        = sells ? -(1 + m_world.random.below(static_cast<std::int64_t>(held)))
                : m_markets[market].lot * m_world.random.between(1, 5);
    fill(account, market, size, {});
    return 1;
}

std::size_t Trader::act(ExchangeAccount &account)
{
    const auto market
        = static_cast<std::size_t>(m_world.random.below(static_cast<std::int64_t>(m_markets.size())));
    Market &at = m_markets[market];
    const auto step = static_cast<std::int64_t>(at.price / 1500) + 1;
    at.price += m_world.random.between(-step, step);
    return at.instrument.kind == domain::InstrumentKind::Spot ? tradeSpot(account, market)
                                                              : tradePerpetual(account, market);
}

void Trader::burst(ExchangeAccount &account, std::size_t fills)
{
    const auto market = static_cast<std::size_t>(m_world.random.below(2));
    const Integer lot = m_markets[market].lot;
    for (std::size_t i = 0; i < fills; ++i) {
        // Each size is another, so that there is one order only.
        const Integer held = account.holding(market).position.size;
        fill(account, market, absolute(held) > 1000 * lot ? -held : lot + Integer(i % 7), {});
    }
}

} // namespace lpm::simulation
