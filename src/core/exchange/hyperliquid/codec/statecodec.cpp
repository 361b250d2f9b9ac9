// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/statecodec.h"

#include "core/exchange/hyperliquid/codec/statereading.h"

namespace lpm::exchange::hyperliquid {

namespace {

using domain::AccountAbstraction;
using domain::AccountRole;
using domain::DexState;
using domain::ExchangePosition;
using domain::RoleAnswer;
using domain::SpotBalance;
using json::Field;
using json::Reading;
using json::Value;

constexpr auto Required = json::Presence::Required;
constexpr auto Optional = json::Presence::Optional;

// --- a position --------------------------------------------------------------------------------

void readMarginMode(Reading &r, Value &v, ExchangePosition &position)
{
    // strictIsolated and what else may come is isolated for us; only cross shares the account.
    position.marginMode = json::text(r, v) == "cross" ? domain::MarginMode::Cross
                                                      : domain::MarginMode::Isolated;
}

constexpr std::array<Field<ExchangePosition>, 3> LeverageFields{{
    {"type", Required, readMarginMode},
    {"value", Required, [](Reading &r, Value &v, ExchangePosition &p) { p.leverage = json::decimal(r, v); }},
    {"rawUsd", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.isolatedRawUsd = json::decimal(r, v); }},
}};

constexpr std::array<Field<ExchangePosition>, 2> CumulativeFundingFields{{
    {"allTime", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.fundingAllTime = json::decimal(r, v); }},
    {"sinceOpen", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.fundingSinceOpen = json::decimal(r, v); }},
}};

constexpr std::array<Field<ExchangePosition>, 11> PositionFields{{
    {"coin", Required, [](Reading &r, Value &v, ExchangePosition &p) { p.coin = json::text(r, v); }},
    {"szi", Required, [](Reading &r, Value &v, ExchangePosition &p) { p.size = json::decimal(r, v); }},
    {"leverage", Optional, [](Reading &r, Value &v, ExchangePosition &p) { readObject(r, v, LeverageFields, p); }},
    {"entryPx", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.entryPrice = json::decimal(r, v); }},
    {"positionValue", Required, [](Reading &r, Value &v, ExchangePosition &p) { p.positionValue = json::decimal(r, v); }},
    {"unrealizedPnl", Required, [](Reading &r, Value &v, ExchangePosition &p) { p.unrealizedPnl = json::decimal(r, v); }},
    {"returnOnEquity", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.returnOnEquity = json::decimal(r, v); }},
    {"liquidationPx", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.liquidationPrice = json::decimal(r, v); }},
    {"marginUsed", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.marginUsed = json::decimal(r, v); }},
    {"maxLeverage", Optional, [](Reading &r, Value &v, ExchangePosition &p) { p.maxLeverage = json::integerWithin(r, v, 0, 1'000'000); }},
    {"cumFunding", Optional, [](Reading &r, Value &v, ExchangePosition &p) { readObject(r, v, CumulativeFundingFields, p); }},
}};

constexpr std::array<Field<ExchangePosition>, 1> AssetPositionFields{{
    {"position", Required, [](Reading &r, Value &v, ExchangePosition &p) { readObject(r, v, PositionFields, p); }},
}};

void readPositions(Reading &r, Value &v, DexState &state)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readObject(r, element, AssetPositionFields, state.positions.emplace_back());
    });
}

// --- one dex -----------------------------------------------------------------------------------

constexpr std::array<Field<DexState>, 4> MarginSummaryFields{{
    {"accountValue", Required, [](Reading &r, Value &v, DexState &s) { s.accountValue = json::decimal(r, v); }},
    {"totalNtlPos", Required, [](Reading &r, Value &v, DexState &s) { s.totalNotional = json::decimal(r, v); }},
    {"totalRawUsd", Required, [](Reading &r, Value &v, DexState &s) { s.totalRawUsd = json::decimal(r, v); }},
    {"totalMarginUsed", Required, [](Reading &r, Value &v, DexState &s) { s.totalMarginUsed = json::decimal(r, v); }},
}};

constexpr std::array<Field<DexState>, 1> CrossMarginSummaryFields{{
    {"accountValue", Optional, [](Reading &r, Value &v, DexState &s) { s.crossAccountValue = json::decimal(r, v); }},
}};

constexpr std::array<Field<DexState>, 6> DexStateFields{{
    {"marginSummary", Required, [](Reading &r, Value &v, DexState &s) { readObject(r, v, MarginSummaryFields, s); }},
    {"crossMarginSummary", Optional, [](Reading &r, Value &v, DexState &s) { readObject(r, v, CrossMarginSummaryFields, s); }},
    {"crossMaintenanceMarginUsed", Optional, [](Reading &r, Value &v, DexState &s) { s.crossMaintenanceMargin = json::decimal(r, v); }},
    {"withdrawable", Optional, [](Reading &r, Value &v, DexState &s) { s.withdrawable = json::decimal(r, v); }},
    {"assetPositions", Required, readPositions},
    {"time", Optional, [](Reading &r, Value &v, DexState &s) { s.time = json::time(r, v); }},
}};

// --- spot --------------------------------------------------------------------------------------

constexpr std::array<Field<SpotBalance>, 4> BalanceFields{{
    {"coin", Required, [](Reading &r, Value &v, SpotBalance &b) { b.token = json::text(r, v); }},
    {"total", Required, [](Reading &r, Value &v, SpotBalance &b) { b.total = json::decimal(r, v); }},
    {"hold", Optional, [](Reading &r, Value &v, SpotBalance &b) { b.hold = json::decimal(r, v); }},
    {"entryNtl", Optional, [](Reading &r, Value &v, SpotBalance &b) { b.entryNotional = json::decimal(r, v); }},
}};

void readBalances(Reading &r, Value &v, std::vector<SpotBalance> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readObject(r, element, BalanceFields, into.emplace_back());
    });
}

constexpr std::array<Field<std::vector<SpotBalance>>, 1> SpotStateFields{{
    {"balances", Required, readBalances},
}};

// --- role --------------------------------------------------------------------------------------

void readRoleName(Reading &r, Value &v, RoleAnswer &answer)
{
    const std::string name = json::text(r, v);
    if (name == "vault")
        answer.role = AccountRole::Vault;
    else if (name == "agent")
        answer.role = AccountRole::Agent;
    else if (name == "subAccount")
        answer.role = AccountRole::SubAccount;
    else if (name == "missing")
        answer.role = AccountRole::Missing;
}

void readMaster(Reading &r, Value &v, RoleAnswer &answer)
{
    answer.master = json::address(r, v);
}

constexpr std::array<Field<RoleAnswer>, 2> RoleDataFields{{
    {"user", Optional, readMaster},
    {"master", Optional, readMaster},
}};

constexpr std::array<Field<RoleAnswer>, 2> RoleFields{{
    {"role", Required, readRoleName},
    {"data", Optional, [](Reading &r, Value &v, RoleAnswer &a) { readObject(r, v, RoleDataFields, a); }},
}};

void readRole(Reading &r, Value &v, RoleAnswer &answer)
{
    readObject(r, v, RoleFields, answer);
    if (!r.failed() && answer.role == AccountRole::Agent && !answer.master)
        r.fail("calls the address an agent without naming its master");
}

void readAbstraction(Reading &r, Value &v, AccountAbstraction &abstraction)
{
    if (json::isNull(v))
        return;
    const std::string name = json::text(r, v);
    if (name == "default" || name == "disabled" || name == "dexAbstraction")
        abstraction = AccountAbstraction::Standard;
    else if (name == "unifiedAccount")
        abstraction = AccountAbstraction::Unified;
    else if (name == "portfolioMargin")
        abstraction = AccountAbstraction::PortfolioMargin;
}

} // namespace

void readDexState(Reading &r, Value &v, DexState &into)
{
    readObject(r, v, DexStateFields, into);
}

base::Result<DexState> decodeClearinghouseState(std::string_view json, std::string dex)
{
    auto state = json::decodeDocument<DexState>(json, "clearinghouse state", readDexState);
    if (state)
        state->dex = std::move(dex);
    return state;
}

base::Result<std::vector<SpotBalance>> decodeSpotState(std::string_view json)
{
    return json::decodeDocument<std::vector<SpotBalance>>(
        json, "spot state", [](Reading &r, Value &v, std::vector<SpotBalance> &into) {
            readObject(r, v, SpotStateFields, into);
        });
}

base::Result<RoleAnswer> decodeRole(std::string_view json)
{
    return json::decodeDocument<RoleAnswer>(json, "role", readRole);
}

base::Result<AccountAbstraction> decodeAbstraction(std::string_view json)
{
    return json::decodeDocument<AccountAbstraction>(json, "account mode", readAbstraction);
}

} // namespace lpm::exchange::hyperliquid
