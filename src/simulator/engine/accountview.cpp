// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/accountview.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

bool isIsolated(const PerpetualPosition &position)
{
    return position.marginMode == domain::MarginMode::Isolated;
}

PositionView viewPosition(const Universe &universe, int market, Integer mark,
                          const PerpetualPosition &position)
{
    PositionView view;
    view.market = market;
    view.position = position;
    view.entryPrice = entryPrice(position);
    view.value = valueOf(position, mark);
    view.unrealized = unrealized(position, mark);
    view.returnOnEquity = returnOnEquity(position, mark);
    view.marginUsed = isIsolated(position) ? position.isolatedRaw + position.size * mark
                                           : crossMargin(position, mark);
    const ActiveTier tier = tierOf(universe.marginTableOf(universe.market(market)), view.value);
    view.maintenance = maintenanceMargin(tier, view.value);
    return view;
}

void addUp(DexView &dex, const PositionView &view, Integer mark)
{
    const Integer signedValue = view.position.size * mark;
    dex.all.accountValue += signedValue;
    dex.all.notional += view.value;
    dex.all.marginUsed += view.marginUsed;
    if (isIsolated(view.position)) {
        dex.all.rawUsd += view.position.isolatedRaw;
        dex.all.accountValue += view.position.isolatedRaw;
        return;
    }
    dex.cross.accountValue += signedValue;
    dex.cross.notional += view.value;
    dex.cross.marginUsed += view.marginUsed;
    dex.crossMaintenance += view.maintenance;
}

void addLiquidationPrices(DexView &dex, const Universe &universe, const Board &board,
                          Integer crossEquity)
{
    for (PositionView &view : dex.positions) {
        const Market &market = universe.market(view.market);
        const bool isolated = isIsolated(view.position);
        const Integer equity = isolated ? view.marginUsed : crossEquity;
        const Integer others = isolated ? Integer{0} : dex.crossMaintenance - view.maintenance;
        view.liquidationPrice =
            liquidationPrice(view.position, board.quote(view.market).mark, market.sizeDecimals,
                             tierOf(universe.marginTableOf(market), view.value), equity, others);
    }
}

// Positions and their sums, as every kind of account has them.
DexView addedUp(const Universe &universe, const Board &board, const Account &account, int dex)
{
    DexView view;
    const Integer cash = account.cash[static_cast<std::size_t>(dex)];
    view.all = {cash, 0, cash, 0};
    view.cross = {cash, 0, cash, 0};
    for (const auto &[market, position] : account.positions) {
        if (position.size == 0 || universe.market(market).dex != dex)
            continue;
        const Integer mark = board.quote(market).mark;
        view.positions.push_back(viewPosition(universe, market, mark, position));
        addUp(view, view.positions.back(), mark);
    }
    return view;
}

bool isInUsdc(const Universe &universe, int dex)
{
    return universe.dexes[static_cast<std::size_t>(dex)].collateralToken == 0;
}

// A unified account's dex shows no more than the margin that its positions take.
void hideBalance(MarginSummary &summary)
{
    summary.rawUsd += summary.marginUsed - summary.accountValue;
    summary.accountValue = summary.marginUsed;
}

} // namespace

UnifiedBalance unifiedBalance(const Universe &universe, const Board &board, const Account &account)
{
    const auto usdc = account.spot.find(0);
    UnifiedBalance balance;
    if (usdc != account.spot.end())
        balance.total = usdc->second.total / powerOfTen(SpotMoneyDecimals - MoneyDecimals);
    for (std::size_t i = 0; i < universe.dexes.size(); ++i) {
        const int dex = static_cast<int>(i);
        if (!isInUsdc(universe, dex))
            continue;
        const DexView view = addedUp(universe, board, account, dex);
        balance.total += view.all.accountValue;
        balance.hold += view.all.marginUsed;
    }
    return balance;
}

DexView viewDex(const Universe &universe, const Board &board, const Account &account, int dex)
{
    DexView view = addedUp(universe, board, account, dex);
    if (account.spec.isUnified && isInUsdc(universe, dex)) {
        addLiquidationPrices(view, universe, board, unifiedBalance(universe, board, account).total);
        hideBalance(view.all);
        hideBalance(view.cross);
        return view;
    }
    addLiquidationPrices(view, universe, board, view.cross.accountValue);
    const Integer reserved = std::max(view.cross.marginUsed, view.cross.notional / 10);
    view.withdrawable = std::max(Integer{0}, view.cross.accountValue - reserved);
    return view;
}

} // namespace lpm::simulator
