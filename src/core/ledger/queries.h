// SPDX-License-Identifier: GPL-3.0-or-later
// Reads lists from the ledger, newest first, a page at a time. By a connection of the reader's own:
// neither it nor the writer waits for the other.
#pragma once

#include "core/audit/recovery.h"
#include "core/ledger/database.h"
#include "core/ledger/samples.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lpm::ledger {

// Where a row stands in its list; a page goes on behind one.
struct RowPlace
{
    base::Timestamp time{};
    std::uint64_t seq = 0; // of its audit line

    friend auto operator<=>(const RowPlace &, const RowPlace &) = default;
};

struct ListRequest
{
    audit::Network network;
    domain::Address account;
    std::optional<std::string> symbol; // or the coin's raw name
    std::optional<base::Timestamp> since;
    std::optional<base::Timestamp> until; // inclusive, as since is
    std::optional<RowPlace> behind;       // nullopt: the newest
    std::size_t limit = 100;
};

// Numbers are the audit's text, to the last digit.
struct FillRow
{
    RowPlace place;
    std::string coin, symbol, side, price, size, startPosition, closedPnl, fee, feeToken, source;
    std::int64_t tradeId = 0;
    std::int64_t orderId = 0;
    bool isLate = false;
};

struct FundingRow
{
    RowPlace place;
    std::string coin, symbol, amount, positionSize, rate;
    std::optional<int> samples;
};

base::Result<std::vector<FillRow>> listFills(Database &database, const ListRequest &request);
base::Result<std::vector<FundingRow>> listFunding(Database &database, const ListRequest &request);
// Their place has no seq; a symbol is not asked for.
base::Result<std::vector<EquitySample>> listEquity(Database &database, const ListRequest &request);

} // namespace lpm::ledger
