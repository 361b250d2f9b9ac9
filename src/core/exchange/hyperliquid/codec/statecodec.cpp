// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/statecodec.h"

#include "core/exchange/hyperliquid/codec/pricereading.h"
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

using enum json::Presence;
constexpr auto leverage = json::within<0, 1'000'000>;

// --- a position --------------------------------------------------------------------------------

void readMarginMode(Reading &r, Value &v, ExchangePosition &position)
{
    // strictIsolated and what else may come is isolated for us; only cross shares the account.
    position.marginMode =
        json::text(r, v) == "cross" ? domain::MarginMode::Cross : domain::MarginMode::Isolated;
}

constexpr std::array<Field<ExchangePosition>, 3> LeverageFields{{
    {"type", Required, readMarginMode},
    {"value", Required, json::into<&ExchangePosition::leverage, json::decimal>},
    {"rawUsd", Optional, json::into<&ExchangePosition::isolatedRawUsd, json::decimal>},
}};

constexpr std::array<Field<ExchangePosition>, 2> CumulativeFundingFields{{
    {"allTime", Optional, json::into<&ExchangePosition::fundingAllTime, json::decimal>},
    {"sinceOpen", Optional, json::into<&ExchangePosition::fundingSinceOpen, json::decimal>},
}};

constexpr std::array<Field<ExchangePosition>, 11> PositionFields{{
    {"coin", Required, json::into<&ExchangePosition::coin, json::name>},
    {"szi", Required, json::into<&ExchangePosition::size, json::decimal>},
    {"leverage", Optional, json::nested<LeverageFields>},
    {"entryPx", Optional, json::into<&ExchangePosition::entryPrice, readPriceOf>},
    {"positionValue", Required, json::into<&ExchangePosition::positionValue, json::decimal>},
    {"unrealizedPnl", Required, json::into<&ExchangePosition::unrealizedPnl, json::decimal>},
    {"returnOnEquity", Optional, json::into<&ExchangePosition::returnOnEquity, json::decimal>},
    {"liquidationPx", Optional, json::into<&ExchangePosition::liquidationPrice, json::decimal>},
    {"marginUsed", Optional, json::into<&ExchangePosition::marginUsed, json::decimal>},
    {"maxLeverage", Optional, json::into<&ExchangePosition::maxLeverage, leverage>},
    {"cumFunding", Optional, json::nested<CumulativeFundingFields>},
}};

constexpr std::array<Field<ExchangePosition>, 1> AssetPositionFields{{
    {"position", Required, json::nested<PositionFields>},
}};

void readPositions(Reading &r, Value &v, DexState &state)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        ExchangePosition position;
        readObject(r, element, AssetPositionFields, position);
        if (!position.size.isZero()) // a flat one is none
            state.positions.push_back(std::move(position));
    });
}

// --- one dex -----------------------------------------------------------------------------------

constexpr std::array<Field<DexState>, 4> MarginSummaryFields{{
    {"accountValue", Required, json::into<&DexState::accountValue, json::decimal>},
    {"totalNtlPos", Required, json::into<&DexState::totalNotional, json::decimal>},
    {"totalRawUsd", Required, json::into<&DexState::totalRawUsd, json::decimal>},
    {"totalMarginUsed", Required, json::into<&DexState::totalMarginUsed, json::decimal>},
}};

constexpr std::array<Field<DexState>, 1> CrossMarginSummaryFields{{
    {"accountValue", Optional, json::into<&DexState::crossAccountValue, json::decimal>},
}};

constexpr std::array<Field<DexState>, 6> DexStateFields{{
    {"marginSummary", Required, json::nested<MarginSummaryFields>},
    {"crossMarginSummary", Optional, json::nested<CrossMarginSummaryFields>},
    {"crossMaintenanceMarginUsed", Optional,
     json::into<&DexState::crossMaintenanceMargin, json::decimal>},
    {"withdrawable", Optional, json::into<&DexState::withdrawable, json::decimal>},
    {"assetPositions", Required, readPositions},
    {"time", Optional, json::into<&DexState::time, json::time>},
}};

// --- spot --------------------------------------------------------------------------------------

constexpr std::array<Field<SpotBalance>, 4> BalanceFields{{
    {"coin", Required, json::into<&SpotBalance::token, json::name>},
    {"total", Required, json::into<&SpotBalance::total, json::decimal>},
    {"hold", Optional, json::into<&SpotBalance::hold, json::decimal>},
    {"entryNtl", Optional, json::into<&SpotBalance::entryNotional, json::decimal>},
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

void readMaster(Reading &r, Value &v, RoleAnswer &answer) { answer.master = json::address(r, v); }

constexpr std::array<Field<RoleAnswer>, 2> RoleDataFields{{
    {"user", Optional, readMaster},
    {"master", Optional, readMaster},
}};

constexpr std::array<Field<RoleAnswer>, 2> RoleFields{{
    {"role", Required, readRoleName},
    {"data", Optional, json::nested<RoleDataFields>},
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

void readDexState(Reading &r, Value &v, DexState &into) { readObject(r, v, DexStateFields, into); }

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
