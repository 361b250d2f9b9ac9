// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/trader.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

// How an account lives, in chances of a thousand.
constexpr int OrderChance = 150;      // a step of a second or less
constexpr int CoarseOrderChance = 70; // a step of a minute, while history is made
constexpr int SpotChance = 90;
constexpr int TwapChance = 25;
constexpr int SliceChance = 350;
constexpr int TakerChance = 550;
constexpr int SweepChance = 280;
constexpr int BuilderChance = 80;
constexpr int RestingChance = 60;
constexpr int OtherDexChance = 220;

constexpr std::int64_t CoarseStep = 30'000; // ms
constexpr std::size_t FewestPositions = 3;
constexpr std::size_t MostPositions = 6;
constexpr std::size_t MostRestingOrders = 3;
constexpr std::int64_t LargestPositionUsd = 9'000;
constexpr int TwapSlices = 6;

Integer moneyScale(const Market &market)
{
    return powerOfTen(market.isSpot() ? SpotMoneyDecimals : MoneyDecimals);
}

} // namespace

Trader::Trader(Engine &engine, int account)
    : m_engine(engine),
      m_place(account),
      m_random(engine.m_traderRandom[static_cast<std::size_t>(account)])
{
}

void Trader::act(std::int64_t before, std::int64_t until)
{
    const std::int64_t elapsed = std::max<std::int64_t>(1, until - before);
    m_time = until - m_random.below(elapsed);
    if (account().twap && m_random.chance(SliceChance))
        fillTwapSlice();
    if (m_random.chance(RestingChance))
        keepRestingOrders();
    if (m_random.chance(elapsed >= CoarseStep ? CoarseOrderChance : OrderChance))
        trade();
}

void Trader::trade()
{
    topUp();
    if (m_random.chance(TwapChance) && !account().twap)
        return startTwap();
    if (m_random.chance(SpotChance))
        return tradeSpot();
    tradePerpetual();
}

void Trader::tradePerpetual()
{
    const std::vector<int> held = heldMarkets();
    const bool wantsMore = held.size() < MostPositions && m_random.chance(160);
    if (held.size() < FewestPositions || wantsMore)
        return openPosition();
    changePosition(
        held[static_cast<std::size_t>(m_random.below(static_cast<std::int64_t>(held.size())))]);
}

void Trader::openPosition()
{
    const int dex = m_random.chance(OtherDexChance) ? 1 : 0;
    const std::vector<int> &choice =
        m_engine.m_universe.dexes[static_cast<std::size_t>(dex)].markets;
    // The better known coins stand in front and are chosen more often.
    const auto count = static_cast<std::int64_t>(choice.size());
    const auto place = std::min(m_random.below(count), m_random.below(count));
    const int market = choice[static_cast<std::size_t>(place)];
    const Market &spec = m_engine.m_universe.market(market);
    PerpetualPosition &position = account().positions[market];
    if (position.size != 0)
        return changePosition(market);
    static constexpr int leverages[] = {3, 5, 10, 20};
    position.leverage = std::min(leverages[m_random.below(4)], spec.maxLeverage);
    position.marginMode = spec.isIsolatedOnly() || m_random.chance(150)
                              ? domain::MarginMode::Isolated
                              : domain::MarginMode::Cross;
    execute({market, m_random.chance(560), sizeFor(market, m_random.between(300, 3500)),
             m_random.chance(TakerChance), false});
}

void Trader::changePosition(int market)
{
    const PerpetualPosition &position = account().positions[market];
    const Integer held = absolute(position.size);
    const bool isLong = position.size > 0;
    const Integer limit = LargestPositionUsd * powerOfTen(MoneyDecimals);
    const bool isLarge = valueOf(position, m_engine.m_board.quote(market).mark) > limit;
    const bool isTaker = m_random.chance(TakerChance);
    const std::int64_t dice = m_random.below(100);
    if (dice < 40 && !isLarge)
        return execute(
            {market, isLong, sizeFor(market, m_random.between(150, 2000)), isTaker, false});
    if (dice < 78)
        return execute({market, !isLong,
                        std::max(Integer{1}, held * m_random.between(15, 80) / 100), isTaker,
                        true});
    if (dice < 91)
        return execute({market, !isLong, held, isTaker, true});
    execute({market, !isLong, held + sizeFor(market, m_random.between(200, 2500)), true, false});
}

void Trader::tradeSpot()
{
    const std::vector<int> &pairs = m_engine.m_universe.spotPairs;
    const int market =
        pairs[static_cast<std::size_t>(m_random.below(static_cast<std::int64_t>(pairs.size())))];
    const Market &spec = m_engine.m_universe.market(market);
    const Token &base = m_engine.m_universe.token(spec.baseToken);
    const Integer lots =
        account().spot[spec.baseToken].total / powerOfTen(base.weiDecimals - spec.sizeDecimals);
    const Integer wanted = sizeFor(market, m_random.between(20, 600));
    const bool isSell = lots > wanted && m_random.chance(550);
    const Integer cost = wanted * m_engine.m_board.quote(market).ask;
    if (!isSell && account().spot[spec.quoteToken].total < cost * 2)
        return;
    execute({market, !isSell, isSell && m_random.chance(200) ? lots : wanted,
             m_random.chance(TakerChance), false});
}

void Trader::execute(const Plan &plan)
{
    if (plan.size <= 0)
        return;
    const Market &spec = m_engine.m_universe.market(plan.market);
    const std::vector<Integer> sizes = parts(plan.size);
    FillOrder order;
    order.account = account().spec.address;
    order.coin = spec.coin;
    order.side = plan.isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    order.isTaker = plan.isTaker;
    order.builderTenthsOfBasisPoint = !spec.isSpot() && m_random.chance(BuilderChance) ? 10 : 0;
    order.orderId = m_engine.nextOrderId();
    order.hash = "0x" + m_engine.m_ids.hex(64);
    if (m_random.chance(400))
        order.clientOrderId = "0x" + m_engine.m_ids.hex(32);

    std::vector<FillRecord> records;
    Integer lastPrice = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        lastPrice = priceFor(plan, static_cast<int>(i));
        order.price = toDecimal(lastPrice, spec.priceDecimals);
        order.size = toDecimal(sizes[i], spec.sizeDecimals);
        auto record = m_engine.execute(order, m_place, plan.market, m_time);
        if (!record)
            break; // a spot balance that does not suffice ends the order
        records.push_back(std::move(*record));
    }
    if (records.empty())
        return;
    m_engine.emitFills(m_place, std::move(records));
    reportOrder(plan, *order.orderId, lastPrice, order.clientOrderId);
}

void Trader::reportOrder(const Plan &plan, std::int64_t orderId, Integer limitPrice,
                         const std::string &clientOrderId)
{
    Order order;
    order.market = plan.market;
    order.isBuy = plan.isBuy;
    order.limitPrice = limitPrice;
    order.size = plan.size;
    order.originalSize = plan.size;
    order.id = orderId;
    order.time = m_time;
    order.reduceOnly = plan.reduceOnly;
    order.timeInForce = plan.isTaker ? "Ioc" : "Alo";
    order.clientOrderId = clientOrderId;
    // An order that is filled at once is told as opened and filled in one message.
    std::vector<OrderUpdate> updates;
    if (plan.isTaker)
        updates.push_back({order, "open", m_time});
    order.size = 0;
    updates.push_back({std::move(order), "filled", m_time});
    m_engine.changeOrders(m_place, std::move(updates));
}

void Trader::keepRestingOrders()
{
    if (account().openOrders.size() >= MostRestingOrders)
        return m_engine.changeOrders(m_place, {{account().openOrders.front(), "canceled", m_time}});
    const std::vector<int> held = heldMarkets();
    if (held.empty())
        return;
    Order order;
    order.market =
        held[static_cast<std::size_t>(m_random.below(static_cast<std::int64_t>(held.size())))];
    order.isBuy = m_random.chance(500);
    const Quote &quote = m_engine.m_board.quote(order.market);
    const Integer away = quote.mark * m_random.between(5, 25) / 1000;
    const Integer price = order.isBuy ? quote.bid - away : quote.ask + away;
    const Integer tick = m_engine.m_board.tick(order.market, price);
    order.limitPrice = std::max(tick, price / tick * tick);
    order.size = sizeFor(order.market, m_random.between(100, 1500));
    order.originalSize = order.size;
    order.id = m_engine.nextOrderId();
    order.time = m_time;
    m_engine.changeOrders(m_place, {{std::move(order), "open", m_time}});
}

void Trader::startTwap()
{
    const std::vector<int> held = heldMarkets();
    if (held.empty())
        return;
    TwapOrder twap;
    twap.id = ++m_engine.m_lastTwapId;
    twap.market =
        held[static_cast<std::size_t>(m_random.below(static_cast<std::int64_t>(held.size())))];
    twap.isBuy = m_random.chance(500);
    twap.sliceSize = sizeFor(twap.market, m_random.between(20, 300));
    twap.size = twap.sliceSize * TwapSlices;
    twap.slicesLeft = TwapSlices;
    twap.time = m_time;
    account().twap = twap;
    m_engine.m_events.push_back(TwapHappened{m_place, twap, false});
}

void Trader::fillTwapSlice()
{
    TwapOrder &twap = *account().twap;
    const Market &spec = m_engine.m_universe.market(twap.market);
    const Integer price = priceFor({twap.market, twap.isBuy, twap.sliceSize, true, false}, 0);
    FillOrder order;
    order.account = account().spec.address;
    order.coin = spec.coin;
    order.side = twap.isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    order.price = toDecimal(price, spec.priceDecimals);
    order.size = toDecimal(twap.sliceSize, spec.sizeDecimals);
    order.twapId = twap.id;
    if (auto record = m_engine.execute(order, m_place, twap.market, m_time)) {
        std::vector<FillRecord> records;
        records.push_back(std::move(*record));
        m_engine.emitFills(m_place, std::move(records));
    }
    twap.executed += twap.sliceSize;
    twap.executedNotional += twap.sliceSize * price;
    if (--twap.slicesLeft > 0)
        return;
    m_engine.m_events.push_back(TwapHappened{m_place, twap, true});
    account().twap.reset();
}

// An account that lost most of its money gets more, as its owner would send it.
void Trader::topUp()
{
    const DexView view = viewDex(m_engine.m_universe, m_engine.m_board, account(), 0);
    const Integer least = account().spec.perpetualUsd * powerOfTen(MoneyDecimals) / 4;
    if (view.cross.accountValue < least) {
        const auto deposited = m_engine.deposit(
            account().spec.address, domain::Decimal(static_cast<int>(account().spec.perpetualUsd)));
        static_cast<void>(deposited); // its own account and a whole amount: it cannot fail
    }
}

std::vector<int> Trader::heldMarkets() const
{
    std::vector<int> held;
    for (const auto &[market, position] : account().positions) {
        if (position.size != 0)
            held.push_back(market);
    }
    return held;
}

Integer Trader::sizeFor(int market, std::int64_t usd) const
{
    const Market &spec = m_engine.m_universe.market(market);
    return std::max(Integer{1}, usd * moneyScale(spec) / m_engine.m_board.quote(market).mark);
}

// A taker walks into the book a tick a fill, a maker is met at one price.
Integer Trader::priceFor(const Plan &plan, int step) const
{
    const Quote &quote = m_engine.m_board.quote(plan.market);
    if (!plan.isTaker)
        return plan.isBuy ? quote.bid : quote.ask;
    const Integer away = m_engine.m_board.tick(plan.market, quote.mark) * step;
    return plan.isBuy ? quote.ask + away
                      : std::max(m_engine.m_board.tick(plan.market, quote.mark), quote.bid - away);
}

std::vector<Integer> Trader::parts(Integer size)
{
    std::vector<Integer> sizes;
    const std::int64_t count = m_random.chance(SweepChance) ? m_random.between(2, 6) : 1;
    for (std::int64_t left = count; left > 1 && size > left; --left) {
        const Integer part = std::max(Integer{1}, size * m_random.between(20, 80) / 100 / left);
        sizes.push_back(part);
        size -= part;
    }
    sizes.push_back(size);
    return sizes;
}

} // namespace lpm::simulator
