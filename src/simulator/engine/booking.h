// SPDX-License-Identifier: GPL-3.0-or-later
// Books one execution on an account: position, cash, fee. The exchange's side of a fill.
#pragma once

#include "simulator/engine/account.h"

namespace lpm::simulator {

// One execution to book. Prices and sizes in the market's units.
struct Execution
{
    int market = 0;
    bool isBuy = true;
    bool isTaker = true;
    Integer price = 0;
    Integer size = 0;
    int builderTenthsOfBasisPoint = 0;
    bool isFree = false; // liquidations by the backstop, settlements and the like pay no fee
};

struct Booked
{
    domain::Decimal startPosition;
    domain::Decimal closedPnl;
    std::string direction;
    domain::Decimal fee;
    std::string feeToken;
    std::optional<domain::Decimal> builderFee;
};

base::Result<Booked> book(const Universe &universe, Account &account, const Execution &execution);

} // namespace lpm::simulator
