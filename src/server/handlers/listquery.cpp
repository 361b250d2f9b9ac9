// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/listquery.h"

#include <algorithm>
#include <charconv>

namespace lpm::server {

using base::ErrorCode;
using base::failure;

std::optional<std::uint64_t> parseCount(std::string_view text)
{
    std::uint64_t value = 0;
    const char *end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end)
        return std::nullopt;
    return value;
}

namespace {

base::Result<std::optional<base::Timestamp>> timeParameter(const Request &request, const char *name)
{
    const auto text = request.parameter(name);
    if (!text)
        return std::optional<base::Timestamp>{};
    constexpr std::uint64_t latest = 253'402'300'799'999; // the end of the year 9999
    if (const auto since1970 = parseCount(*text); since1970 && *since1970 <= latest)
        return std::optional{base::fromUnixMilliseconds(static_cast<long long>(*since1970))};
    const auto time = base::parseRfc3339(*text);
    if (!time)
        return failure(ErrorCode::InvalidArgument,
                       std::string(name) +
                           " must be a time such as 2026-01-31T12:00:00Z, or milliseconds");
    return std::optional{*time};
}

} // namespace

base::Result<ListQuery> parseListQuery(const Request &request)
{
    ListQuery query;
    query.symbol = request.parameter("symbol");
    const auto since = timeParameter(request, "since");
    const auto until = timeParameter(request, "until");
    const auto limitText = request.parameter("limit");
    const auto limit =
        limitText ? parseCount(*limitText) : std::optional<std::uint64_t>{query.limit};
    if (!since)
        return failure(since.error());
    if (!until)
        return failure(until.error());
    if (!limit || *limit == 0)
        return failure(ErrorCode::InvalidArgument, "limit must be a whole number from 1");
    query.since = *since;
    query.until = *until;
    query.limit = static_cast<std::size_t>(
        std::min(*limit, static_cast<std::uint64_t>(limits::ListLimitMax)));
    query.cursor = request.parameter("cursor");
    return query;
}

} // namespace lpm::server
