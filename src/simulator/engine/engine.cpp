// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/engine.h"

#include "simulator/engine/enginelimits.h"
#include "simulator/engine/trader.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

constexpr std::int64_t Second = 1000;
constexpr std::int64_t Hour = 3'600'000;
constexpr std::int64_t Day = 24 * Hour;
constexpr std::int64_t HistoryStep = 60 * Second;
constexpr std::int64_t FundingDelay = 41; // payments are stamped a few ms after the hour

} // namespace

Engine::Engine(EngineOptions options)
    : m_universe(Universe::standard()),
      m_random(options.seed),
      m_ids(m_random.fork("ids")),
      m_board(m_universe, m_random.fork("board")),
      m_now(options.startTime - options.historyMs),
      m_lastOrderId(400'000'000'000 + m_ids.below(100'000'000)),
      m_lastTwapId(1'000'000),
      m_moveMarks(options.moveMarks)
{
    for (AccountSpec &spec : options.accounts) {
        Account account;
        account.spec = std::move(spec);
        account.cash.assign(m_universe.dexes.size(), 0);
        const Integer usd = account.spec.perpetualUsd * powerOfTen(MoneyDecimals);
        for (std::size_t dex = 0; dex < account.cash.size(); ++dex)
            account.cash[dex] = dex == 0 ? usd : usd / 5;
        account.spot[0].total = account.spec.spotUsd * powerOfTen(SpotMoneyDecimals);
        account.ledger.push_back({m_now, "0x" + m_ids.hex(64), usd});
        m_traderRandom.push_back(m_random.fork("trader" + account.spec.address.text()));
        m_accounts.push_back(std::move(account));
    }
    while (m_now < options.startTime)
        step(std::min(m_now + HistoryStep, options.startTime));
    m_events.clear();
}

int Engine::find(const domain::Address &address) const
{
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        if (m_accounts[i].spec.address == address)
            return static_cast<int>(i);
    }
    return -1;
}

void Engine::step(std::int64_t now)
{
    while (true) {
        const std::int64_t hour = (m_now / Hour + 1) * Hour;
        if (hour + FundingDelay > now)
            break;
        live(hour);
        payFunding();
    }
    if (now > m_now)
        live(now);
}

void Engine::advance(std::int64_t ms)
{
    const std::int64_t until = m_now + ms;
    while (m_now < until)
        step(std::min(m_now + Second, until));
}

void Engine::live(std::int64_t until)
{
    const std::int64_t before = m_now;
    if (m_moveMarks)
        m_board.walk(until - before);
    if (m_isTrading) {
        for (std::size_t i = 0; i < m_accounts.size(); ++i) {
            if (m_accounts[i].spec.tradesByItself)
                Trader(*this, static_cast<int>(i)).act(before, until);
        }
        addBackgroundTrades();
    }
    m_now = std::max(m_now, until);
    startDayIfNew(before);
    if (std::vector<int> moved = m_board.takeMoved(); !moved.empty())
        m_events.push_back(MarksMoved{std::move(moved)});
    if (m_events.size() > limits::EventsKept)
        m_events.erase(m_events.begin(), m_events.begin() + limits::EventsKept / 2);
}

void Engine::startDayIfNew(std::int64_t before)
{
    if (before / Day != m_now / Day)
        m_board.startDay();
}

void Engine::payFunding()
{
    m_now = std::max(m_now, m_now / Hour * Hour + FundingDelay);
    for (std::size_t i = 0; i < m_accounts.size(); ++i)
        payFundingOf(static_cast<int>(i));
}

void Engine::payFundingOf(int place)
{
    Account &account = m_accounts[static_cast<std::size_t>(place)];
    FundingHappened happened{place, {}};
    for (auto &[market, position] : account.positions) {
        if (position.size == 0)
            continue;
        const Quote &quote = m_board.quote(market);
        const Integer usdc = fundingPayment(position.size, quote.oracle, quote.fundingRate);
        const Market &spec = m_universe.market(market);
        if (position.marginMode == domain::MarginMode::Isolated)
            position.isolatedRaw += usdc;
        else
            account.cash[static_cast<std::size_t>(spec.dex)] += usdc;
        position.fundingAllTime -= usdc;
        position.fundingSinceOpen -= usdc;
        position.fundingSinceChange -= usdc;
        happened.rows.push_back({m_now, spec.coin, usdc, wireText(position.size, spec.sizeDecimals),
                                 quote.fundingRate});
    }
    if (happened.rows.empty())
        return;
    for (const FundingRow &row : happened.rows)
        account.fundings.push_back(row);
    while (account.fundings.size() > limits::FundingsKept)
        account.fundings.pop_front();
    m_events.push_back(std::move(happened));
}

void Engine::addBackgroundTrades()
{
    constexpr int TradesAStep = 4;
    for (int i = 0; i < TradesAStep; ++i) {
        const int market =
            static_cast<int>(m_random.below(static_cast<std::int64_t>(m_universe.markets.size())));
        const Quote &quote = m_board.quote(market);
        PublicTrade trade;
        trade.time = m_now;
        trade.isAggressorBuy = m_random.chance(500);
        trade.price = trade.isAggressorBuy ? quote.ask : quote.bid;
        // Some 20 to 2,000 dollars.
        const Integer money =
            m_random.between(20, 2000) * powerOfTen(m_universe.market(market).isSpot() ? 8 : 6);
        trade.size = std::max(Integer{1}, money / trade.price);
        trade.hash = "0x" + m_random.hex(64);
        trade.tradeId = m_random.between(1, (std::int64_t{1} << 50) - 1);
        trade.buyer = streetAddress();
        trade.seller = streetAddress();
        m_board.addTrade(market, trade);
        m_events.push_back(TradeHappened{market, std::move(trade)});
    }
}

std::vector<Event> Engine::takeEvents() { return std::exchange(m_events, {}); }

std::vector<domain::Fill> Engine::trueFills(const domain::Address &address) const
{
    std::vector<domain::Fill> fills;
    const int place = find(address);
    if (place < 0)
        return fills;
    for (const FillRecord &record : m_accounts[static_cast<std::size_t>(place)].fills)
        fills.push_back(record.fill);
    return fills;
}

std::map<std::string, domain::Decimal> Engine::truePositions(const domain::Address &address) const
{
    std::map<std::string, domain::Decimal> sizes;
    const int place = find(address);
    if (place < 0)
        return sizes;
    for (const auto &[market, position] : m_accounts[static_cast<std::size_t>(place)].positions) {
        const Market &spec = m_universe.market(market);
        if (position.size != 0)
            sizes.emplace(spec.coin, toDecimal(position.size, spec.sizeDecimals));
    }
    return sizes;
}

// Everybody else on the exchange: a small crowd of addresses.
std::string Engine::streetAddress()
{
    return "0x" + Random(0x5EED'0000ULL + static_cast<std::uint64_t>(m_ids.below(40))).hex(40);
}

std::int64_t Engine::nextOrderId()
{
    m_lastOrderId += m_ids.between(1, 5000);
    return m_lastOrderId;
}

} // namespace lpm::simulator
