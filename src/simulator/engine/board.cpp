// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/board.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

constexpr int FineDigits = 4; // so that a walk of millionths is not lost in rounding
constexpr Integer FineScale = 10'000;
constexpr std::int64_t StepSpread = 45; // millionths of the price, per √second and draw
constexpr std::int64_t Millionths = 1'000'000;
constexpr std::int64_t PullSeconds = 300'000; // how slowly a price is drawn back to its start
constexpr std::int64_t PremiumLimit = 400;    // millionths
constexpr Integer BaseFundingRate = 125'000;  // 0.0000125 an hour
constexpr std::size_t TradesKept = 50;        // a market

static_assert(FineScale == 10'000 && FineDigits == 4);

std::int64_t squareRoot(std::int64_t value)
{
    std::int64_t root = 1;
    while ((root + 1) * (root + 1) <= value)
        ++root;
    return root;
}

// Sizes that make the open interest of a market some ten million dollars.
Integer openInterestFor(const Market &market)
{
    const Integer tenMillion = 10'000'000 * powerOfTen(market.isSpot() ? 8 : 6);
    return tenMillion / market.startPrice;
}

} // namespace

Board::Board(const Universe &universe, Random random) : m_universe(universe), m_random(random)
{
    m_quotes.resize(universe.markets.size());
    for (std::size_t i = 0; i < m_quotes.size(); ++i) {
        const Market &market = universe.markets[i];
        Quote &quote = m_quotes[i];
        quote.previousDay = market.startPrice;
        quote.openInterest = openInterestFor(market);
        quote.dayBaseVolume = quote.openInterest * 3;
        quote.fundingRate = BaseFundingRate;
        setPrice(static_cast<int>(i), market.startPrice);
    }
}

void Board::walk(std::int64_t elapsedMs)
{
    const std::int64_t seconds = std::max<std::int64_t>(1, elapsedMs / 1000);
    const std::int64_t spread = StepSpread * squareRoot(seconds);
    for (std::size_t i = 0; i < m_quotes.size(); ++i) {
        Quote &quote = m_quotes[i];
        const Integer anchor = m_universe.markets[i].startPrice * FineScale;
        quote.fine += quote.fine * m_random.around0(spread) / Millionths;
        quote.fine += (anchor - quote.fine) * std::min(seconds, PullSeconds) / PullSeconds;
        quote.fine = std::max(quote.fine, anchor / 10);
        quote.premium =
            std::clamp(quote.premium + m_random.around0(8), -PremiumLimit, PremiumLimit);
        // A premium beyond the interest term's clamp drives the rate, as the formula of the
        // exchange does; here only roughly.
        quote.fundingRate =
            BaseFundingRate + Integer{quote.premium} * powerOfTen(RateDecimals) / Millionths / 32;
        place(static_cast<int>(i));
    }
}

void Board::setPrice(int market, Integer price)
{
    Quote &quote = at(market);
    quote.fine = price * FineScale;
    quote.premium = 0;
    place(market);
}

void Board::place(int market)
{
    Quote &quote = at(market);
    const Integer markBefore = quote.mark;
    quote.oracle = std::max<Integer>(1, roundDivide(quote.fine, FineScale));
    quote.mark = quote.oracle + roundDivide(quote.oracle * quote.premium, Millionths);
    const Integer step = tick(market, quote.mark);
    quote.bid = std::max(step, floorDivide(quote.mark, step) * step);
    quote.ask = quote.bid + step;
    quote.hasMoved |= quote.mark != markBefore;
}

void Board::addTrade(int market, PublicTrade trade)
{
    Quote &quote = at(market);
    quote.dayBaseVolume += trade.size;
    quote.trades.push_back(std::move(trade));
    if (quote.trades.size() > TradesKept)
        quote.trades.pop_front();
}

void Board::startDay()
{
    for (Quote &quote : m_quotes) {
        quote.previousDay = quote.mark;
        quote.dayBaseVolume = quote.openInterest / 4;
    }
}

std::vector<int> Board::takeMoved()
{
    std::vector<int> moved;
    for (std::size_t i = 0; i < m_quotes.size(); ++i) {
        if (m_quotes[i].hasMoved)
            moved.push_back(static_cast<int>(i));
        m_quotes[i].hasMoved = false;
    }
    return moved;
}

Integer Board::tick(int market, Integer price) const
{
    constexpr int SignificantFigures = 5;
    int digits = 0;
    for (Integer rest = price; rest > 0; rest /= 10)
        ++digits;
    const int decimals = m_universe.market(market).priceDecimals;
    return powerOfTen(std::clamp(digits - SignificantFigures, 0, decimals));
}

} // namespace lpm::simulator
