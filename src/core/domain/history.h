// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of an account over time, and how a page of it is asked for: newest first.
#pragma once

#include "core/domain/address.h"
#include "core/domain/fill.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::domain {

// Where an entry stands: by the exchange's time, and within a millisecond as it was applied.
struct HistoryPlace
{
    base::Timestamp time{};
    std::uint64_t auditSeq = 0; // of its line in the audit trail, one count for all accounts

    friend auto operator<=>(const HistoryPlace &, const HistoryPlace &) = default;
};

// Whoever waits for an answer. Once gone, nobody does, and the answer need not be made.
using Asker = std::weak_ptr<const void>;

struct HistoryRequest
{
    std::vector<Address> accounts;
    std::optional<std::string> symbol;     // or the coin's raw name
    std::optional<base::Timestamp> since;  // inclusive
    std::optional<base::Timestamp> until;  // inclusive
    std::optional<HistoryPlace> behind;    // nullopt: from the newest on
    std::size_t limit = 100;               // of all accounts together; of equity: of each
    std::optional<Asker> asker;            // nullopt: the program itself, which always waits
};

struct PastFill
{
    Address account;
    std::string symbol;
    Fill fill; // without the id of its client and of its TWAP
    FillSource source = FillSource::Live;
    bool isLate = false;
    std::uint64_t auditSeq = 0;

    HistoryPlace place() const { return {fill.time, auditSeq}; }
};

struct PastFunding
{
    Address account;
    std::string symbol;
    FundingPayment payment;
    std::uint64_t auditSeq = 0;

    HistoryPlace place() const { return {payment.time, auditSeq}; }
};

// An account's money at a time, USD. nullopt: not known then.
struct EquitySample
{
    Address account;
    base::Timestamp time{};
    std::optional<Decimal> equity;
    std::optional<Decimal> unrealizedPnl;
    Decimal realizedPnl;
    std::optional<Decimal> fees;
    Decimal funding;

    friend bool operator==(const EquitySample &, const EquitySample &) = default;
};

// Of one account, newest first.
using EquityPast = std::vector<EquitySample>;
using EquityPastPtr = std::shared_ptr<const EquityPast>;

} // namespace lpm::domain
