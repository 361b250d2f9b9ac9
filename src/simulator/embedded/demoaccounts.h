// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts that the simulated exchange lives with when none are named.
#pragma once

#include "simulator/engine/account.h"

namespace lpm::simulator {

inline constexpr std::int64_t DemoHistoryMs = 3LL * 24 * 3'600'000; // lived through before start

std::vector<AccountSpec> demoAccounts();
// Accounts for these addresses, trading by themselves; labels are numbers.
std::vector<AccountSpec> accountsFor(const std::vector<domain::Address> &addresses);

} // namespace lpm::simulator
