// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of the accounts out of fills and marks, by the exchange's arithmetic, in doubles.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace beastpeer {

struct Fill
{
    std::string coin;
    std::string side; // B | A
    std::string feeToken;
    std::int64_t time = 0; // ms
    std::int64_t tradeId = 0;
    std::int64_t orderId = 0;
    double price = 0;
    double size = 0;
    double fee = 0;
    double closedPnl = 0;

    double signedSize() const { return side == "B" ? size : -size; }
};

struct Position
{
    std::string coin;
    double size = 0; // signed
    double entry = 0;
    double mark = 0;
    double realized = 0;
    double fees = 0;
    std::int64_t openedAt = 0;
    std::int64_t changedAt = 0;
    std::int64_t markedAt = 0;
    std::int64_t auditedAt = 0; // a price of it
    bool isReconciled = false;

    void apply(const Fill &fill);
    double unrealized() const { return size * (mark - entry); }
};

struct Account
{
    std::string address;
    std::string label;
    std::uint64_t seq = 0; // of the last update told
    std::map<std::string, Position, std::less<>> positions;
    std::set<std::int64_t> seen; // fills, by tid

    // nullptr: the fill is known.
    Position *apply(const Fill &fill);
};

} // namespace beastpeer
