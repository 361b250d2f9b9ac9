// SPDX-License-Identifier: GPL-3.0-or-later
// An account of the simulated exchange: cash, positions, tokens and everything that ever happened
// to it, in the order in which it happened.
#pragma once

#include "core/domain/fill.h"
#include "simulator/engine/arithmetic.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::simulator {

struct FeeRates
{
    Rate perpetualTaker{4500};
    Rate perpetualMaker{1500};
    Rate spotTaker{7000};
    Rate spotMaker{4000};
};

// What an account begins with, and whether it trades by itself.
struct AccountSpec
{
    domain::Address address;
    std::string label;
    FeeRates fees{};
    std::int64_t perpetualUsd = 50'000; // whole USD on the first dex; a fifth on each other
    std::int64_t spotUsd = 20'000;
    bool tradesByItself = true;
    // One balance for everything: the money of the USDC dexes shows as spot USDC, unrealized P&L
    // included, and the summaries of the dexes mean little.
    bool isUnified = false;
};

struct FillRecord
{
    domain::Fill fill;
    std::optional<std::int64_t> twapId; // set: a slice, told on the TWAP stream only
};

struct FundingRow
{
    std::int64_t time = 0;
    std::string coin;
    Integer usdc = 0; // 10^−6, signed: negative was paid
    std::string size; // text
    Integer rate = 0; // 10^−10
};

struct LedgerRow
{
    std::int64_t time = 0;
    std::string hash;
    Integer usdc = 0; // 10^−6; positive is a deposit, negative a withdrawal
};

struct Order
{
    int market = 0;
    bool isBuy = false;
    Integer limitPrice = 0;
    Integer size = 0; // remaining
    Integer originalSize = 0;
    std::int64_t id = 0;
    std::int64_t time = 0;
    bool reduceOnly = false;
    std::string timeInForce = "Gtc";
    std::string clientOrderId;
};

struct OrderUpdate
{
    Order order;
    std::string status;
    std::int64_t time = 0;
};

struct TwapOrder
{
    std::int64_t id = 0;
    int market = 0;
    bool isBuy = false;
    Integer size = 0;
    Integer executed = 0;
    Integer executedNotional = 0;
    int slicesLeft = 0;
    Integer sliceSize = 0;
    std::int64_t time = 0;
};

struct Account
{
    AccountSpec spec;
    std::vector<Integer> cash; // one a dex, 10^−6 USD: totalRawUsd without isolated positions
    std::map<int, PerpetualPosition> positions; // by market; flat ones stay for leverage, funding
    std::map<int, SpotHolding> spot;            // by place of the token
    std::deque<FillRecord> fills;               // oldest first, in execution order
    std::deque<FundingRow> fundings;
    std::deque<LedgerRow> ledger;
    std::deque<OrderUpdate> orderHistory;
    std::vector<Order> openOrders;
    std::optional<TwapOrder> twap;
    Integer volume = 0; // 10^−6 USD traded in all
};

} // namespace lpm::simulator
