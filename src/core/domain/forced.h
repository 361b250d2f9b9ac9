// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a fill closed a position against its owner's will, by what the exchange told of it
// (hyperliquid.md 3.2). For display and notices only: no arithmetic depends on it.
#pragma once

#include "core/domain/fill.h"

#include <optional>
#include <string_view>

namespace lpm::domain {

enum class Forced { None, Liquidation, AutoDeleveraging };

// Of a fill of `account`. nullopt: the exchange did not tell enough to know.
std::optional<Forced> forcedOn(const Address &account, const Fill &fill);

std::string_view word(Forced forced); // none liquidation auto_deleveraging

} // namespace lpm::domain
