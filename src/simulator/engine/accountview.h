// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange shows of an account on one perp dex, computed from its positions and marks.
#pragma once

#include "simulator/engine/account.h"
#include "simulator/engine/board.h"

namespace lpm::simulator {

struct PositionView
{
    int market = 0;
    PerpetualPosition position;
    Integer entryPrice = 0; // price units
    Integer value = 0;      // 10^−6 USD, as all money here
    Integer unrealized = 0;
    Integer returnOnEquity = 0; // 10^−10
    Integer marginUsed = 0;
    Integer maintenance = 0;
    std::optional<Integer> liquidationPrice; // 10^−10
};

struct MarginSummary
{
    Integer accountValue = 0;
    Integer notional = 0;
    Integer rawUsd = 0;
    Integer marginUsed = 0;
};

struct DexView
{
    MarginSummary all;
    MarginSummary cross;
    Integer crossMaintenance = 0;
    Integer withdrawable = 0;
    std::vector<PositionView> positions; // in the order of the asset index, none of size 0
};

// What spot USDC shows of a unified account, in 10^−6 USD: every USDC dex's equity is in it.
struct UnifiedBalance
{
    Integer total = 0;
    Integer hold = 0; // the margin of the positions
};

UnifiedBalance unifiedBalance(const Universe &universe, const Board &board, const Account &account);

DexView viewDex(const Universe &universe, const Board &board, const Account &account, int dex);

} // namespace lpm::simulator
