// SPDX-License-Identifier: GPL-3.0-or-later
// A subscription as we ask for it and as the exchange echoes it (hyperliquid.md 2.1).
#pragma once

#include "core/domain/address.h"

#include <compare>
#include <optional>
#include <string>

namespace lpm::exchange::hyperliquid {

struct Subscription
{
    std::string type; // userFills, fastAssetCtxs, activeAssetCtx, …
    std::optional<domain::Address> user;
    std::string coin; // "" where the type has none

    // Whether `echo` answers this: the exchange adds defaults and keys of its own to the echo,
    // so every key that was asked for is compared, and no other.
    bool isAnsweredBy(const Subscription &echo) const
    {
        return type == echo.type && (!user || user == echo.user) &&
               (coin.empty() || coin == echo.coin);
    }

    friend auto operator<=>(const Subscription &, const Subscription &) = default;
    friend bool operator==(const Subscription &, const Subscription &) = default;
};

} // namespace lpm::exchange::hyperliquid
