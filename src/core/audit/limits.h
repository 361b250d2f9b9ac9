// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a trail when it is read back, so that a start does not grow with its age.
#pragma once

#include "core/base/limits.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace lpm::audit::limits {

// Fills are kept as the heart keeps them: base::limits::SeenFills and SeenFillsAge.

// Funding rows are read again from the newest booked one's day on, and the stream's snapshot has a
// page of them at most. Kept of an account are all of this age, and never less than so many.
inline constexpr std::size_t FundingRowsKept = 2000;
inline constexpr auto FundingRowsAge = std::chrono::hours{24 * 31};

// Of the trail's end, for the newest steps of its positions: about a thousand lines.
inline constexpr std::uint64_t RecentBytes = 1u << 20;

static_assert(FundingRowsKept >= static_cast<std::size_t>(base::limits::FundingRowsPerPage));

} // namespace lpm::audit::limits
