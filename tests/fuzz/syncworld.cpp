// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/syncworld.h"

#include "core/exchange/hyperliquid/codec/pricereading.h"

#include <algorithm>
#include <array>

namespace lpm::fuzz {

namespace {

using base::Milliseconds;
using base::Timestamp;
using domain::Decimal;
using domain::Fill;

constexpr std::array<const char *, 5> Coins{"BTC", "ETH", "xyz:TSLA", "@107", "novel"};

Decimal largest() { return Decimal::parse("9999999999999999999.999999999999999999").value(); }

// What is beyond a wire's digits is refused before it gets here.
Decimal onTheWire(const Decimal &value, const Decimal &instead)
{
    return Decimal::parse(value.text()).value_or(instead);
}

domain::Instrument instrument(std::string coin, domain::InstrumentKind kind, int sizeDecimals)
{
    domain::Instrument instrument;
    instrument.kind = kind;
    instrument.symbol = domain::perpetualSymbol(coin);
    instrument.dex = domain::dexOf(coin);
    instrument.coin = std::move(coin);
    instrument.sizeDecimals = sizeDecimals;
    const bool isSpot = kind == domain::InstrumentKind::Spot;
    instrument.priceDecimals =
        (isSpot ? domain::SpotDecimals : domain::PerpetualDecimals) - sizeDecimals;
    if (isSpot) {
        instrument.symbol = "HYPE/USDC";
        instrument.baseToken = "HYPE";
        instrument.quoteToken = "USDC";
        instrument.baseWeiDecimals = 8;
    }
    return instrument;
}

} // namespace

domain::InstrumentCatalog SyncWorld::catalog()
{
    domain::InstrumentCatalog catalog;
    catalog.add(instrument("BTC", domain::InstrumentKind::Perpetual, 5));
    catalog.add(instrument("ETH", domain::InstrumentKind::Perpetual, 4));
    catalog.add(instrument("xyz:TSLA", domain::InstrumentKind::Perpetual, 3));
    catalog.add(instrument("@107", domain::InstrumentKind::Spot, 2));
    return catalog;
}

std::string SyncWorld::coin() { return Coins[m_bytes.below(Coins.size())]; }

Decimal SyncWorld::amount()
{
    const auto choice = m_bytes.byte();
    if (choice == 255)
        return absurd();
    if (choice >= 253)
        return choice == 254 ? largest() : -largest();
    return Decimal::fromUnits(static_cast<int>(choice) - 8, 2);
}

Decimal SyncWorld::absurd()
{
    const auto high = static_cast<std::int64_t>(m_bytes.number(8));
    const auto units =
        static_cast<domain::Int128>(high) * static_cast<std::int64_t>(m_bytes.number(7) + 1);
    return onTheWire(Decimal::fromUnits(units, static_cast<int>(m_bytes.below(19))), largest());
}

Timestamp SyncWorld::time(Timestamp now)
{
    const auto choice = m_bytes.byte();
    if (choice == 255)
        return base::fromUnixMilliseconds(
            static_cast<long long>(m_bytes.number(6) % 253'402'300'799'999ULL));
    return now - Milliseconds(choice < 128 ? choice / 16 : (choice - 128) * 500);
}

Fill SyncWorld::fill(Timestamp now)
{
    Fill fill;
    const auto choice = m_bytes.byte();
    fill.coin = coin();
    fill.side = (choice & 1) == 0 ? domain::FillSide::Buy : domain::FillSide::Sell;
    fill.size = amount().abs();
    if (fill.size.isZero())
        fill.size = Decimal(1);
    fill.price = (choice & 2) == 0 ? Decimal(100) : absurd().abs();
    if (!exchange::hyperliquid::isWithinPriceBounds(fill.price))
        fill.price = Decimal(7);
    fill.time = time(now);
    // Mostly from where the one before ended.
    fill.startPosition = (choice & 0x1C) != 0 ? m_sizes[fill.coin] : amount();
    fill.closedPnl = (choice & 0x20) == 0 ? Decimal(0) : amount();
    fill.fee = amount();
    fill.feeToken = (choice & 0x40) == 0 ? "USDC" : "HYPE";
    fill.tradeId = (choice & 0x80) == 0 ? ++m_lastId : static_cast<std::int64_t>(choice & 3);
    fill.orderId = 1;
    if (m_bytes.below(16) == 15)
        fill.twapId = 5;
    if (m_bytes.below(16) == 15)
        fill.liquidation = domain::Liquidation{m_account, std::nullopt, "market"};
    m_sizes[fill.coin] = onTheWire(fill.endPosition(), Decimal(0));
    return fill;
}

std::vector<Fill> SyncWorld::fills(Timestamp now)
{
    std::vector<Fill> fills;
    for (std::size_t left = m_bytes.below(6); left > 0; --left) {
        m_told.push_back(fill(now));
        if (m_bytes.below(4) != 0) // else it is kept back
            fills.push_back(m_told.back());
    }
    const std::size_t again = m_told.empty() ? 0 : m_bytes.below(8);
    for (std::size_t i = 0; i < again; ++i) {
        Fill told = m_told[m_bytes.below(std::min<std::size_t>(m_told.size(), 256))];
        if (m_bytes.below(32) == 31)
            told.price = Decimal(3); // the same fill with another content
        fills.push_back(std::move(told));
    }
    return fills;
}

std::vector<domain::FundingPayment> SyncWorld::payments(Timestamp now)
{
    std::vector<domain::FundingPayment> payments;
    for (std::size_t left = m_bytes.below(4); left > 0; --left) {
        domain::FundingPayment payment{coin(), time(now), amount(), amount(), amount(), {}};
        if (m_bytes.below(3) == 0)
            payment.samples = static_cast<int>(m_bytes.below(25));
        payments.push_back(std::move(payment));
    }
    return payments;
}

std::vector<domain::DexState> SyncWorld::dexes(Timestamp now)
{
    std::map<std::string, domain::DexState> byDex;
    byDex[""].dex = "";
    byDex["xyz"].dex = "xyz";
    for (auto &[dex, state] : byDex)
        state.time = time(now);
    const auto choice = m_bytes.byte();
    for (const char *coin : Coins) {
        const Decimal size = m_bytes.below(8) == 7 ? amount() : m_sizes[coin];
        if (size.isZero() || domain::kindOf(coin) != domain::InstrumentKind::Perpetual)
            continue;
        domain::ExchangePosition position;
        position.coin = coin;
        position.size = size;
        position.positionValue = (choice & 1) == 0 ? Decimal(100) : absurd();
        position.unrealizedPnl = amount();
        if ((choice & 2) == 0)
            position.entryPrice = Decimal(100);
        position.leverage = Decimal(10);
        byDex[domain::dexOf(coin)].positions.push_back(std::move(position));
    }
    if ((choice & 4) != 0)
        byDex.erase("xyz");
    std::vector<domain::DexState> dexes;
    for (auto &[dex, state] : byDex)
        dexes.push_back(std::move(state));
    return dexes;
}

domain::AccountState SyncWorld::state(Timestamp now)
{
    domain::AccountState state;
    state.dexes = dexes(now);
    if (m_bytes.below(2) == 1)
        state.spot = {domain::SpotBalance{"HYPE", amount(), Decimal(0), amount()}};
    return state;
}

} // namespace lpm::fuzz
