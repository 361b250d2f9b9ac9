// SPDX-License-Identifier: GPL-3.0-or-later
// Engine, the part that makes fills and other events happen on demand.
#include "simulator/engine/engine.h"
#include "simulator/engine/enginelimits.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

using base::ErrorCode;
using base::failure;

const std::string ZeroHash = "0x" + std::string(64, '0');

} // namespace

base::Result<int> Engine::findMarket(std::string_view coin) const
{
    if (const int market = m_universe.findCoin(coin); market >= 0)
        return market;
    return failure(ErrorCode::NotFound, "the exchange has no coin " + std::string(coin));
}

base::Result<int> Engine::findAccount(const domain::Address &address) const
{
    if (const int account = find(address); account >= 0)
        return account;
    return failure(ErrorCode::NotFound, "the exchange has no account " + address.text());
}

base::Result<domain::Fill> Engine::placeFill(const FillOrder &order)
{
    auto fills = placeFills({order});
    if (!fills)
        return failure(fills.error());
    return fills->front();
}

base::Result<std::vector<domain::Fill>> Engine::placeFills(const std::vector<FillOrder> &orders)
{
    std::vector<domain::Fill> fills;
    std::vector<FillRecord> records;
    int account = -1;
    for (const FillOrder &order : orders) {
        const auto found = findAccount(order.account);
        if (!found)
            return failure(found.error());
        const auto market = findMarket(order.coin);
        if (!market)
            return failure(market.error());
        if (account != -1 && *found != account) {
            emitFills(account, std::exchange(records, {}));
        }
        account = *found;
        auto record = execute(order, account, *market, m_now);
        if (!record) {
            emitFills(account, std::move(records)); // what was booked before did happen
            return failure(record.error());
        }
        fills.push_back(record->fill);
        records.push_back(std::move(*record));
    }
    emitFills(account, std::move(records));
    return fills;
}

base::Result<FillRecord> Engine::execute(const FillOrder &order, int account, int market,
                                         std::int64_t time)
{
    const Market &spec = m_universe.market(market);
    const auto price = toUnits(order.price, spec.priceDecimals, "the price");
    if (!price)
        return failure(price.error());
    const auto size = toUnits(order.size, spec.sizeDecimals, "the size");
    if (!size)
        return failure(size.error());
    Account &owner = m_accounts[static_cast<std::size_t>(account)];
    auto booked = book(m_universe, owner,
                       {market, order.side == domain::FillSide::Buy, order.isTaker, *price, *size,
                        order.builderTenthsOfBasisPoint, order.isFree});
    if (!booked)
        return failure(booked.error());

    FillRecord record;
    record.twapId = order.twapId;
    domain::Fill &fill = record.fill;
    fill.coin = spec.coin;
    fill.price = order.price;
    fill.size = order.size;
    fill.side = order.side;
    fill.time = base::fromUnixMilliseconds(time);
    fill.startPosition = booked->startPosition;
    fill.direction = order.direction.empty() ? booked->direction : order.direction;
    fill.closedPnl = booked->closedPnl;
    fill.hash = order.twapId ? ZeroHash : order.hash.empty() ? "0x" + m_ids.hex(64) : order.hash;
    fill.orderId = order.orderId ? *order.orderId : nextOrderId();
    fill.tradeId = m_ids.between(1, (std::int64_t{1} << 50) - 1);
    fill.isTaker = order.isTaker;
    fill.fee = booked->fee;
    fill.feeToken = booked->feeToken;
    fill.builderFee = booked->builderFee;
    fill.clientOrderId = order.clientOrderId;
    fill.liquidation = order.liquidation;
    keep(owner, record);
    publishTrade(market, fill, owner.spec.address.text());
    return record;
}

void Engine::keep(Account &account, FillRecord record)
{
    account.fills.push_back(std::move(record));
    while (account.fills.size() > limits::FillsKept)
        account.fills.pop_front();
}

void Engine::publishTrade(int market, const domain::Fill &fill, const std::string &user)
{
    const Market &spec = m_universe.market(market);
    PublicTrade trade;
    trade.time = base::toUnixMilliseconds(fill.time);
    trade.price = fill.price.unitsAt(spec.priceDecimals).value_or(0);
    trade.size = fill.size.unitsAt(spec.sizeDecimals).value_or(0);
    const bool isBuy = fill.side == domain::FillSide::Buy;
    trade.isAggressorBuy = isBuy == (fill.isTaker == true);
    trade.hash = fill.hash;
    trade.tradeId = fill.tradeId;
    trade.buyer = isBuy ? user : streetAddress();
    trade.seller = isBuy ? streetAddress() : user;
    m_board.addTrade(market, trade);
    m_events.push_back(TradeHappened{market, std::move(trade)});
}

void Engine::emitFills(int account, std::vector<FillRecord> records)
{
    if (records.empty())
        return;
    m_events.push_back(FillsHappened{account, std::move(records)});
}

void Engine::changeOrders(int place, std::vector<OrderUpdate> updates)
{
    Account &account = m_accounts[static_cast<std::size_t>(place)];
    for (const OrderUpdate &update : updates) {
        std::erase_if(account.openOrders,
                      [&](const Order &open) { return open.id == update.order.id; });
        if (update.status == "open")
            account.openOrders.push_back(update.order);
        account.orderHistory.push_back(update);
    }
    while (account.orderHistory.size() > limits::OrdersKept)
        account.orderHistory.pop_front();
    m_events.push_back(OrdersHappened{place, std::move(updates)});
}

base::Result<void> Engine::setMark(std::string_view coin, const domain::Decimal &price)
{
    const auto market = findMarket(coin);
    if (!market)
        return failure(market.error());
    const auto units = toUnits(price, m_universe.market(*market).priceDecimals, "the price");
    if (!units)
        return failure(units.error());
    if (*units <= 0)
        return failure(ErrorCode::InvalidArgument, "a mark price is positive");
    m_board.setPrice(*market, *units);
    m_board.takeMoved();
    m_events.push_back(MarksMoved{{*market}});
    return {};
}

base::Result<void> Engine::setFundingRate(std::string_view coin, const domain::Decimal &hourlyRate)
{
    const auto market = findMarket(coin);
    if (!market)
        return failure(market.error());
    const auto rate = toUnits(hourlyRate, RateDecimals, "the funding rate");
    if (!rate)
        return failure(rate.error());
    m_board.setFundingRate(*market, *rate);
    return {};
}

base::Result<void> Engine::setLeverage(const domain::Address &address, std::string_view coin,
                                       domain::MarginMode mode, int leverage)
{
    const auto account = findAccount(address);
    if (!account)
        return failure(account.error());
    const auto market = findMarket(coin);
    if (!market)
        return failure(market.error());
    const Market &spec = m_universe.market(*market);
    if (leverage < 1 || leverage > spec.maxLeverage)
        return failure(ErrorCode::InvalidArgument, "the leverage is out of the coin's range");
    PerpetualPosition &position = m_accounts[static_cast<std::size_t>(*account)].positions[*market];
    if (position.size != 0 && position.marginMode != mode)
        return failure(ErrorCode::InvalidArgument,
                       "the margin mode of an open position does not change");
    position.marginMode = spec.isIsolatedOnly() ? domain::MarginMode::Isolated : mode;
    position.leverage = leverage;
    m_events.push_back(StateChanged{*account});
    return {};
}

base::Result<void> Engine::setPositionWithoutFill(const domain::Address &address,
                                                  std::string_view coin,
                                                  const domain::Decimal &size,
                                                  const domain::Decimal &entry)
{
    const auto account = findAccount(address);
    if (!account)
        return failure(account.error());
    const auto market = findMarket(coin);
    if (!market)
        return failure(market.error());
    const Market &spec = m_universe.market(*market);
    const auto units = toUnits(size, spec.sizeDecimals, "the size");
    if (!units)
        return failure(units.error());
    const auto price = toUnits(entry, spec.priceDecimals, "the entry price");
    if (!price)
        return failure(price.error());
    if (spec.isSpot())
        return failure(ErrorCode::InvalidArgument, "a spot pair has no position");
    Account &owner = m_accounts[static_cast<std::size_t>(*account)];
    auto [place, isFirst] = owner.positions.try_emplace(*market);
    PerpetualPosition &position = place->second;
    if (isFirst) {
        position.leverage = std::min(10, spec.maxLeverage);
        if (spec.isIsolatedOnly())
            position.marginMode = domain::MarginMode::Isolated;
    }
    Integer &cash = position.marginMode == domain::MarginMode::Isolated
                        ? position.isolatedRaw
                        : owner.cash[static_cast<std::size_t>(spec.dex)];
    cash += signOf(position.size) * position.entryNotional;
    position.size = *units;
    position.entryNotional = absolute(*units) * *price;
    cash -= signOf(position.size) * position.entryNotional;
    m_events.push_back(StateChanged{*account});
    return {};
}

base::Result<domain::Fill> Engine::liquidate(const domain::Address &address, std::string_view coin,
                                             bool byBackstop)
{
    const auto account = findAccount(address);
    if (!account)
        return failure(account.error());
    const auto market = findMarket(coin);
    if (!market)
        return failure(market.error());
    const Market &spec = m_universe.market(*market);
    Account &owner = m_accounts[static_cast<std::size_t>(*account)];
    const auto found = owner.positions.find(*market);
    if (found == owner.positions.end() || found->second.size == 0)
        return failure(ErrorCode::NotFound, "there is no position in " + std::string(coin));
    const PerpetualPosition position = found->second;
    const Quote &quote = m_board.quote(*market);
    const bool isLong = position.size > 0;
    const DexView view = viewDex(m_universe, m_board, owner, spec.dex);

    FillOrder order;
    order.account = address;
    order.coin = spec.coin;
    order.side = isLong ? domain::FillSide::Sell : domain::FillSide::Buy;
    order.size = toDecimal(absolute(position.size), spec.sizeDecimals);
    order.price = toDecimal(byBackstop ? quote.mark
                            : isLong   ? quote.bid
                                       : quote.ask,
                            spec.priceDecimals);
    order.liquidation = domain::Liquidation{address, toDecimal(quote.mark, spec.priceDecimals),
                                            byBackstop ? "backstop" : "market"};
    order.isFree = byBackstop;
    if (byBackstop) {
        const bool isolated = position.marginMode == domain::MarginMode::Isolated;
        order.direction = std::string("Liquidated ") + (isolated ? "Isolated " : "Cross ") +
                          (isLong ? "Long" : "Short");
    }
    m_events.push_back(LiquidationHappened{*account, m_ids.between(1, 1'000'000'000),
                                           valueOf(position, quote.mark), view.all.accountValue});
    return placeFill(order);
}

base::Result<void> Engine::deposit(const domain::Address &address, const domain::Decimal &usd)
{
    const auto account = findAccount(address);
    if (!account)
        return failure(account.error());
    const auto amount = toUnits(usd, MoneyDecimals, "the amount");
    if (!amount)
        return failure(amount.error());
    Account &owner = m_accounts[static_cast<std::size_t>(*account)];
    owner.cash[0] += *amount;
    LedgerRow row{m_now, "0x" + m_ids.hex(64), *amount};
    owner.ledger.push_back(row);
    while (owner.ledger.size() > limits::LedgerKept)
        owner.ledger.pop_front();
    m_events.push_back(LedgerHappened{*account, std::move(row)});
    return {};
}

} // namespace lpm::simulator
