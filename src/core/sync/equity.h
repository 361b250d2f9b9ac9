// SPDX-License-Identifier: GPL-3.0-or-later
// What an account is worth, by the exchange's own numbers (hyperliquid.md 1.14, 3.6): a standard
// account's accountValue over its dexes; a unified account's spot USDC total, which contains the
// unrealized P&L already.
#pragma once

#include "core/domain/accountstate.h"

#include <optional>

namespace lpm::sync {

// Whether its dollars are spot balances: without those it has no equity that is known.
bool keepsMoneyInSpot(domain::AccountAbstraction abstraction);

// nullopt: the part that would tell it was not read.
std::optional<domain::Decimal> equityOf(const std::vector<domain::DexState> &dexes,
                                        const std::optional<std::vector<domain::SpotBalance>> &spot,
                                        domain::AccountAbstraction abstraction);
std::optional<domain::Decimal>
withdrawableOf(const std::vector<domain::DexState> &dexes,
               const std::optional<std::vector<domain::SpotBalance>> &spot,
               domain::AccountAbstraction abstraction);

} // namespace lpm::sync
