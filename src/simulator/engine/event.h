// SPDX-License-Identifier: GPL-3.0-or-later
// What happened on the simulated exchange, in order. The server turns each into frames.
#pragma once

#include "simulator/engine/account.h"
#include "simulator/engine/board.h"

#include <variant>

namespace lpm::simulator {

// Fills of one account in one block: they share a time.
struct FillsHappened
{
    int account = 0;
    std::vector<FillRecord> fills;
};

struct FundingHappened
{
    int account = 0;
    std::vector<FundingRow> rows;
};

struct LedgerHappened
{
    int account = 0;
    LedgerRow row;
};

struct OrdersHappened
{
    int account = 0;
    std::vector<OrderUpdate> updates;
};

struct TwapHappened
{
    int account = 0;
    TwapOrder twap;
    bool isFinished = false;
};

struct LiquidationHappened
{
    int account = 0;
    std::int64_t id = 0;
    Integer notional = 0;
    Integer accountValue = 0;
};

// Something about the account changed that no fill tells.
struct StateChanged
{
    int account = 0;
};

struct TradeHappened
{
    int market = 0;
    PublicTrade trade;
};

struct MarksMoved
{
    std::vector<int> markets;
};

using Event =
    std::variant<FillsHappened, FundingHappened, LedgerHappened, OrdersHappened, TwapHappened,
                 LiquidationHappened, StateChanged, TradeHappened, MarksMoved>;

} // namespace lpm::simulator
