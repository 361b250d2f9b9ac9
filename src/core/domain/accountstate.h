// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange says an account is: the second opinion that reconciliation compares with.
// hyperliquid.md 1.1, 1.2, 1.14.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"

#include <optional>
#include <string>
#include <vector>

namespace lpm::domain {

enum class MarginMode { Cross, Isolated };

// A position as the exchange shows it.
struct ExchangePosition
{
    std::string coin;
    Decimal size; // szi, signed
    std::optional<Decimal> entryPrice;
    Decimal positionValue; // |size| · mark, USD
    Decimal unrealizedPnl;
    std::optional<Decimal> returnOnEquity;
    std::optional<Decimal> liquidationPrice; // nullopt: none exists
    std::optional<Decimal> marginUsed;
    std::optional<MarginMode> marginMode;
    std::optional<Decimal> leverage;
    std::optional<Decimal> isolatedRawUsd;
    std::optional<int> maxLeverage;
    // Sign of the exchange: positive was paid by the account.
    std::optional<Decimal> fundingAllTime;
    std::optional<Decimal> fundingSinceOpen;
};

// clearinghouseState of one perp dex.
struct DexState
{
    std::string dex; // "" is the first
    Decimal accountValue;
    Decimal totalNotional;
    Decimal totalRawUsd;
    Decimal totalMarginUsed;
    std::optional<Decimal> crossAccountValue;
    std::optional<Decimal> crossMaintenanceMargin;
    std::optional<Decimal> withdrawable;
    std::vector<ExchangePosition> positions; // none for a coin means: not held on this dex
    base::Timestamp time{};                  // the exchange's, as-of or send time (not documented)
};

struct SpotBalance
{
    std::string token; // token name, not pair
    Decimal total;
    Decimal hold;
    std::optional<Decimal> entryNotional;
};

// "unifiedAccount" and "portfolioMargin" keep their money in spot: equity is spot USDC's total.
enum class AccountAbstraction { Unknown, Standard, Unified, PortfolioMargin };

// A complete answer: every dex that was asked for is in it, or there is no AccountState at all.
struct AccountState
{
    std::vector<DexState> dexes;
    std::optional<std::vector<SpotBalance>> spot; // nullopt: not part of this reading
};

enum class AccountRole { User, Vault, SubAccount, Agent, Missing };

struct RoleAnswer
{
    AccountRole role = AccountRole::User;
    std::optional<Address> master; // of an agent or a sub-account
};

} // namespace lpm::domain
