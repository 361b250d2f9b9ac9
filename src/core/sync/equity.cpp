// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/equity.h"

#include "core/tracker/orunknown.h"

#include <algorithm>

namespace lpm::sync {

using domain::AccountAbstraction;
using domain::Decimal;

namespace {

const domain::SpotBalance *dollars(const std::optional<std::vector<domain::SpotBalance>> &spot)
{
    if (!spot)
        return nullptr;
    for (const auto &balance : *spot) {
        if (balance.token == "USDC")
            return &balance;
    }
    return nullptr;
}

} // namespace

bool keepsMoneyInSpot(AccountAbstraction abstraction)
{
    return abstraction == AccountAbstraction::Unified
           || abstraction == AccountAbstraction::PortfolioMargin;
}

std::optional<Decimal> equityOf(const std::vector<domain::DexState> &dexes,
                                const std::optional<std::vector<domain::SpotBalance>> &spot,
                                AccountAbstraction abstraction)
{
    if (abstraction == AccountAbstraction::Unknown)
        return std::nullopt;
    if (keepsMoneyInSpot(abstraction)) {
        const auto *usdc = dollars(spot);
        return usdc ? std::optional(usdc->total) : std::nullopt;
    }
    if (dexes.empty())
        return std::nullopt;
    return tracker::orUnknown([&] {
        Decimal total;
        for (const auto &dex : dexes)
            total += dex.accountValue;
        return total;
    });
}

std::optional<Decimal>
withdrawableOf(const std::vector<domain::DexState> &dexes,
               const std::optional<std::vector<domain::SpotBalance>> &spot,
               AccountAbstraction abstraction)
{
    if (abstraction == AccountAbstraction::Unknown)
        return std::nullopt;
    if (keepsMoneyInSpot(abstraction)) {
        const auto *usdc = dollars(spot);
        return usdc ? tracker::orUnknown([&] { return usdc->total - usdc->hold; }) : std::nullopt;
    }
    const bool everyoneTells = !dexes.empty()
                               && std::all_of(dexes.begin(), dexes.end(), [](const auto &dex) {
                                      return dex.withdrawable.has_value();
                                  });
    if (!everyoneTells)
        return std::nullopt;
    return tracker::orUnknown([&] {
        Decimal total;
        for (const auto &dex : dexes)
            total += *dex.withdrawable;
        return total;
    });
}

} // namespace lpm::sync
