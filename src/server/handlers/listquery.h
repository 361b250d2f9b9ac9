// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters that lists take: symbol, since, until, limit, cursor.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "server/http/message.h"
#include "server/limits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lpm::server {

struct ListQuery
{
    std::optional<std::string> symbol;    // ours or the exchange's name
    std::optional<base::Timestamp> since; // inclusive
    std::optional<base::Timestamp> until; // inclusive
    std::size_t limit = limits::ListLimitDefault;
    std::optional<std::string> cursor; // what next_cursor of the page before said
};

// Times are RFC 3339 in UTC or whole milliseconds since 1970. InvalidArgument with a sentence for
// anything else; a limit beyond ListLimitMax is lowered to it.
base::Result<ListQuery> parseListQuery(const Request &request);

// A whole number without sign, blank or anything behind it.
std::optional<std::uint64_t> parseCount(std::string_view text);

} // namespace lpm::server
