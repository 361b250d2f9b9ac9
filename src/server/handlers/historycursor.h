// SPDX-License-Identifier: GPL-3.0-or-later
// Where an entry stands in a list of the past, and the cursor that names it. Pure.
#pragma once

#include "core/domain/history.h"
#include "core/domain/positionupdate.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lpm::server {

struct HistoryKey
{
    domain::HistoryPlace place;
    // What the audit trail could not take yet has no number there: it stands before all others of
    // its millisecond, by its account and seq.
    std::string account;
    std::uint64_t seq = 0;

    friend auto operator<=>(const HistoryKey &, const HistoryKey &) = default;
};

HistoryKey keyOf(const domain::PositionUpdate &fill); // of this run; it is of a fill
HistoryKey keyOf(const domain::HistoryPlace &place);

std::string cursorOf(const HistoryKey &key);
std::optional<HistoryKey> parseCursor(std::string_view text); // nullopt: it is none of ours

} // namespace lpm::server
