// SPDX-License-Identifier: GPL-3.0-or-later
// Fills and funding payments out of the exchange's answers (hyperliquid.md 1.7–1.9, 3.1).
// Pure. A malformed row fails the whole message; order is kept as received.
#pragma once

#include "core/base/result.h"
#include "core/domain/fill.h"

#include <string_view>
#include <vector>

namespace lpm::exchange::hyperliquid {

// userFills and userFillsByTime. startPosition is kept as sent: a printed 64-bit float.
base::Result<std::vector<domain::Fill>> decodeFills(std::string_view json);
// userTwapSliceFills: rows of {fill, twapId}; the id goes into the fill.
base::Result<std::vector<domain::Fill>> decodeTwapFills(std::string_view json);
// userFunding: rows of {time, hash, delta}. Rows of another delta type are left out.
base::Result<std::vector<domain::FundingPayment>> decodeFunding(std::string_view json);

} // namespace lpm::exchange::hyperliquid
