// SPDX-License-Identifier: GPL-3.0-or-later
// Fills and funding payments out of the exchange's answers (hyperliquid.md 1.7–1.9, 3.1).
// Pure. Order is kept as received.
#pragma once

#include "core/base/result.h"
#include "core/domain/fill.h"

#include <string>
#include <string_view>
#include <vector>

namespace lpm::exchange::hyperliquid {

// --- strict: a malformed row fails the whole message -------------------------------------------

// userFills and userFillsByTime. startPosition is kept as sent: a printed 64-bit float.
base::Result<std::vector<domain::Fill>> decodeFills(std::string_view json);
// userTwapSliceFills: rows of {fill, twapId}; the id goes into the fill.
base::Result<std::vector<domain::Fill>> decodeTwapFills(std::string_view json);
// userFunding: rows of {time, hash, delta}. Rows of another delta type are left out.
base::Result<std::vector<domain::FundingPayment>> decodeFunding(std::string_view json);

// --- the same, but a row that cannot be read is set aside --------------------------------------

template <class Row>
struct ReadableRows
{
    std::vector<Row> rows;
    std::vector<std::string> rejected; // a sentence a row that was set aside
};

// With more of them the message is in another form than ours, and fails. So a full page stays one
// of which more is asked for.
inline constexpr std::size_t MostRowsSetAside = 100;

base::Result<ReadableRows<domain::Fill>> decodeReadableFills(std::string_view json);
base::Result<ReadableRows<domain::Fill>> decodeReadableTwapFills(std::string_view json);
base::Result<ReadableRows<domain::FundingPayment>> decodeReadableFunding(std::string_view json);

} // namespace lpm::exchange::hyperliquid
