// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/exchangeaccount.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::simulation {

using domain::Decimal;
using domain::Fill;
using simulator::MoneyDecimals;
using simulator::SpotMoneyDecimals;

namespace {

constexpr std::int64_t OrdersAnAccount = 1'000'000'000;
constexpr std::int64_t TradeIdBits = (std::int64_t{1} << 50) - 1;
// Taker's 0.045 %.
constexpr simulator::Rate TakerRate{4500};
constexpr const char *ZeroHash = "0x0";

std::int64_t tradeIdOf(std::int64_t order)
{
    auto mixed = static_cast<std::uint64_t>(order) * 0x9E37'79B9'7F4A'7C15ULL;
    mixed ^= mixed >> 31;
    return static_cast<std::int64_t>(mixed) & TradeIdBits;
}

Integer scaled(Integer value, int digits)
{
    return value * simulator::powerOfTen(digits);
}

} // namespace

ExchangeAccount::ExchangeAccount(domain::Address address, int number, std::vector<Market> *markets)
    : m_address(address), m_firstOrder((number + 1) * OrdersAnAccount), m_markets(markets),
      m_holdings(markets->size())
{
    for (std::size_t i = 0; i < m_holdings.size(); ++i)
        remember(i, Milliseconds{0});
}

void ExchangeAccount::remember(std::size_t market, Milliseconds now)
{
    Holding &holding = m_holdings[market];
    const auto &position = holding.position;
    if (!holding.past.empty() && holding.past.back().since == now)
        holding.past.pop_back();
    holding.past.push_back({now, position.size, position.entryNotional});
}

Fill ExchangeAccount::perpetualFill(std::size_t market, Integer size, const FillKind &kind)
{
    const Market &at = (*m_markets)[market];
    const auto &instrument = at.instrument;
    Holding &holding = m_holdings[market];
    const auto step = simulator::applyFill(holding.position, size, at.price);
    holding.cash -= size * at.price;
    Fill fill;
    fill.startPosition = simulator::toDecimal(step.start, instrument.sizeDecimals);
    fill.direction = kind.direction.empty() ? std::string(step.direction) : kind.direction;
    fill.closedPnl = simulator::toDecimal(step.closedPnl, MoneyDecimals);
    if (!kind.isFree) {
        const Integer fee = simulator::feeOf(simulator::absolute(size) * at.price, TakerRate);
        fill.fee = simulator::toDecimal(fee, MoneyDecimals);
    }
    fill.feeToken = "USDC";
    holding.fees += fill.fee;
    return fill;
}

// A buy pays its fee in the base token.
Fill ExchangeAccount::spotFill(std::size_t market, Integer size, const FillKind &kind)
{
    const Market &at = (*m_markets)[market];
    const auto &instrument = at.instrument;
    Holding &holding = m_holdings[market];
    const int toWei = instrument.baseWeiDecimals - instrument.sizeDecimals;
    const Integer wei = scaled(simulator::absolute(size), toWei);
    const Integer notional = simulator::absolute(size) * at.price; // 10^−8
    Fill fill;
    fill.direction = kind.direction.empty() ? (size > 0 ? "Buy" : "Sell") : kind.direction;
    if (size > 0) {
        const auto step = simulator::applySpotBuy(holding.spot, wei, notional);
        fill.startPosition = simulator::toDecimal(step.start, instrument.baseWeiDecimals);
        const Integer fee = wei / 2000;
        holding.spot.total -= fee;
        fill.fee = simulator::toDecimal(fee, instrument.baseWeiDecimals);
        fill.feeToken = instrument.baseToken;
        holding.fees += fill.fee * simulator::toDecimal(at.price, instrument.priceDecimals);
    } else {
        const auto step = simulator::applySpotSell(holding.spot, wei, notional);
        fill.startPosition = simulator::toDecimal(step.start, instrument.baseWeiDecimals);
        fill.closedPnl = simulator::toDecimal(step.closedPnl, SpotMoneyDecimals);
        holding.closedPnl += step.closedPnl;
        fill.fee = simulator::toDecimal(notional / 200'000, MoneyDecimals);
        fill.feeToken = "USDC";
        holding.fees += fill.fee;
    }
    return fill;
}

const Fill &ExchangeAccount::trade(std::size_t market, Integer size, const FillKind &kind,
                                   Milliseconds now, base::Timestamp time)
{
    const Market &at = (*m_markets)[market];
    const bool isSpot = at.instrument.kind == domain::InstrumentKind::Spot;
    Fill fill = isSpot ? spotFill(market, size, kind) : perpetualFill(market, size, kind);
    fill.coin = at.instrument.coin;
    fill.price = simulator::toDecimal(at.price, at.instrument.priceDecimals);
    fill.size = simulator::toDecimal(simulator::absolute(size), at.instrument.sizeDecimals);
    fill.side = size > 0 ? domain::FillSide::Buy : domain::FillSide::Sell;
    fill.time = time;
    fill.orderId = m_firstOrder + static_cast<std::int64_t>(m_forgotten + m_fills.size());
    fill.tradeId = kind.sharesTradeId && !m_fills.empty() ? m_fills.back().tradeId
                                                          : tradeIdOf(fill.orderId);
    fill.isTaker = true;
    fill.liquidation = kind.liquidation;
    if (kind.isTwap) {
        fill.twapId = 7;
        fill.hash = ZeroHash;
    } else {
        fill.hash = "0x" + std::to_string(m_fills.size());
    }
    m_fills.push_back(std::move(fill));
    if (!isSpot)
        remember(market, now);
    return m_fills.back();
}

void ExchangeAccount::changeSilently(std::size_t market, Integer size, Milliseconds now)
{
    const Market &at = (*m_markets)[market];
    Holding &holding = m_holdings[market];
    holding.wasChangedSilently = true;
    if (at.instrument.kind == domain::InstrumentKind::Spot) {
        // What is transferred counts at the mark.
        const int fromWei = at.instrument.baseWeiDecimals - at.instrument.sizeDecimals;
        const Integer wei = scaled(size, fromWei);
        holding.spot.entryNotional = size * at.price;
        holding.spot.total = wei;
        return;
    }
    holding.position.size = size;
    holding.position.entryNotional = simulator::absolute(size) * at.price;
    remember(market, now);
}

void ExchangeAccount::payFunding(std::size_t market, base::Timestamp time)
{
    Holding &holding = m_holdings[market];
    const auto &instrument = (*m_markets)[market].instrument;
    if (holding.position.size == 0 || instrument.kind != domain::InstrumentKind::Perpetual)
        return;
    const Integer amount
        = simulator::fundingPayment(holding.position.size, (*m_markets)[market].price, 125'000);
    domain::FundingPayment payment;
    payment.coin = instrument.coin;
    payment.time = time;
    payment.amount = simulator::toDecimal(amount, MoneyDecimals);
    payment.positionSize = simulator::toDecimal(holding.position.size, instrument.sizeDecimals);
    payment.rate = Decimal::fromUnits(125, 7);
    holding.funding += amount;
    m_fundings.push_back(std::move(payment));
}

std::size_t ExchangeAccount::keepNewest(std::size_t fills)
{
    if (m_fills.size() < 2 * fills)
        return m_forgotten;
    const std::size_t gone = m_fills.size() - fills;
    m_fills.erase(m_fills.begin(), m_fills.begin() + static_cast<std::ptrdiff_t>(gone));
    m_forgotten += gone;
    for (Holding &holding : m_holdings) {
        if (holding.past.size() > fills)
            holding.past.erase(holding.past.begin(),
                               holding.past.end() - static_cast<std::ptrdiff_t>(fills / 2));
    }
    return m_forgotten;
}

const Fill *ExchangeAccount::fillOf(std::int64_t orderId) const
{
    const auto index
        = orderId - m_firstOrder - static_cast<std::int64_t>(m_forgotten);
    return index >= 0 && index < static_cast<std::int64_t>(m_fills.size())
               ? &m_fills[static_cast<std::size_t>(index)]
               : nullptr;
}

std::optional<std::size_t> ExchangeAccount::indexOf(const domain::FillId &id) const
{
    const Fill *fill = fillOf(id.orderId);
    if (fill == nullptr || domain::idOf(*fill) != id)
        return std::nullopt;
    return static_cast<std::size_t>(id.orderId - m_firstOrder);
}

std::optional<std::size_t> ExchangeAccount::indexOf(const Fill &fill) const
{
    const Fill *known = fillOf(fill.orderId);
    if (known == nullptr || !(*known == fill))
        return std::nullopt;
    return static_cast<std::size_t>(fill.orderId - m_firstOrder);
}

Decimal ExchangeAccount::sizeOf(std::size_t market) const
{
    const auto &instrument = (*m_markets)[market].instrument;
    const Holding &holding = m_holdings[market];
    return instrument.kind == domain::InstrumentKind::Spot
               ? simulator::toDecimal(holding.spot.total, instrument.baseWeiDecimals)
               : simulator::toDecimal(holding.position.size, instrument.sizeDecimals);
}

std::vector<Fill> ExchangeAccount::page(base::Timestamp from, std::optional<base::Timestamp> to,
                                        base::Timestamp visible, std::size_t rows) const
{
    const auto isBefore = [](const Fill &fill, base::Timestamp time) { return fill.time < time; };
    const auto isAfter = [](base::Timestamp time, const Fill &fill) { return time < fill.time; };
    const auto until = std::min(visible, to.value_or(visible));
    const auto known = std::upper_bound(m_fills.begin(), m_fills.end(), visible, isAfter);
    const auto end = std::upper_bound(m_fills.begin(), known, until, isAfter);
    auto begin = std::lower_bound(m_fills.begin(), end, from, isBefore);
    // No more than the newest of an address can be reached, whatever is asked for.
    const auto reachable = std::min<std::ptrdiff_t>(known - m_fills.begin(),
                                                    base::limits::FillsReachable);
    begin = std::max(begin, known - reachable);
    std::vector<Fill> page;
    for (; begin < end && page.size() < rows; ++begin) {
        if (!begin->twapId)
            page.push_back(*begin);
    }
    return page;
}

std::vector<Fill> ExchangeAccount::twapSlices(base::Timestamp visible) const
{
    std::vector<Fill> slices;
    for (const Fill &fill : m_fills) {
        if (fill.twapId && fill.time <= visible)
            slices.push_back(fill);
    }
    return slices;
}

std::vector<Fill> ExchangeAccount::newest(std::size_t rows, bool isTwap) const
{
    std::vector<Fill> newest;
    for (auto it = m_fills.rbegin(); it != m_fills.rend() && newest.size() < rows; ++it) {
        if (it->twapId.has_value() == isTwap)
            newest.push_back(*it);
    }
    std::reverse(newest.begin(), newest.end());
    return newest;
}

std::vector<domain::DexState> ExchangeAccount::states(Milliseconds asOf,
                                                      base::Timestamp claimed) const
{
    std::vector<domain::DexState> dexes(2);
    dexes[1].dex = "xyz";
    dexes[0].time = dexes[1].time = claimed;
    dexes[0].positions.reserve(m_holdings.size());
    for (std::size_t i = 0; i < m_holdings.size(); ++i) {
        const Market &market = (*m_markets)[i];
        const auto &instrument = market.instrument;
        if (instrument.kind != domain::InstrumentKind::Perpetual)
            continue;
        const auto &past = m_holdings[i].past;
        auto then = past.rbegin();
        while (then != past.rend() - 1 && then->since > asOf)
            ++then;
        if (then->size == 0)
            continue;
        simulator::PerpetualPosition position;
        position.size = then->size;
        position.entryNotional = then->entryNotional;
        domain::ExchangePosition told;
        told.coin = instrument.coin;
        told.size = simulator::toDecimal(position.size, instrument.sizeDecimals);
        told.entryPrice
            = simulator::toDecimal(simulator::entryPrice(position), instrument.priceDecimals);
        told.positionValue
            = simulator::toDecimal(simulator::valueOf(position, market.price), MoneyDecimals);
        told.unrealizedPnl
            = simulator::toDecimal(simulator::unrealized(position, market.price), MoneyDecimals);
        told.leverage = Decimal(10);
        told.marginMode = domain::MarginMode::Cross;
        dexes[instrument.dex.empty() ? 0 : 1].positions.push_back(std::move(told));
    }
    return dexes;
}

} // namespace lpm::simulation
