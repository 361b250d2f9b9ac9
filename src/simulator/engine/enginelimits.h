// SPDX-License-Identifier: GPL-3.0-or-later
// How much the simulated exchange remembers.
#pragma once

#include <cstddef>

namespace lpm::simulator::limits {

inline constexpr std::size_t FillsKept = 50'000; // an account; 10,000 can be asked for
inline constexpr std::size_t FundingsKept = 20'000;
inline constexpr std::size_t LedgerKept = 5'000;
inline constexpr std::size_t OrdersKept = 2'000;   // in an account's order history
inline constexpr std::size_t EventsKept = 200'000; // when nobody takes them

} // namespace lpm::simulator::limits
