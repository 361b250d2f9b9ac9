// SPDX-License-Identifier: GPL-3.0-or-later
// What AccountSync asks for and what it tells. Its answers come back by the request's id; an answer
// to a request that is no longer wanted is ignored.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/change.h"
#include "core/domain/syncnote.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace lpm::sync {

using RequestId = std::uint64_t;

struct FetchFills // one page of userFillsByTime, both ends inclusive
{
    base::Timestamp from{};
    std::optional<base::Timestamp> to;
};
struct FetchTwapFills
{};
struct FetchState // every dex
{};
struct FetchFunding // one page
{
    base::Timestamp from{};
};

struct Request
{
    RequestId id = 0;
    std::variant<FetchFills, FetchTwapFills, FetchState, FetchFunding> what;
};

using Record = std::variant<domain::Change, domain::SyncNote>;

struct Output
{
    std::vector<Record> records;   // in the order they happened
    std::vector<Request> requests;
    bool shouldReconnect = false;  // the buffer overflowed: begin anew
};

} // namespace lpm::sync
