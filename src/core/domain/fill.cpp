// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/fill.h"

namespace lpm::domain {

bool Fill::isLiquidationOf(const Address &account) const
{
    // Counterparties carry the object too, and the user in it is optional.
    return liquidation && liquidation->liquidatedUser && *liquidation->liquidatedUser == account;
}

FillId idOf(const Fill &fill)
{
    return FillId{fill.coin, fill.time, fill.tradeId, fill.orderId, fill.side};
}

} // namespace lpm::domain
