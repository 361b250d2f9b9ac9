// SPDX-License-Identifier: GPL-3.0-or-later
// InfoService, the questions whose answer is simple: fees, limits, and what an account here never
// has, such as sub-accounts, vaults and stakes.
#include "simulator/server/answer.h"

namespace lpm::simulator {

using base::JsonWriter;

namespace {

constexpr int FeeRateDecimals = 7;

std::string rateText(Rate rate) { return wireText(Integer{rate.tenMillionths}, FeeRateDecimals); }

void writeFeeSchedule(JsonWriter &json)
{
    const FeeRates standard;
    json.beginObject().key("cross").string(rateText(standard.perpetualTaker));
    json.key("add").string(rateText(standard.perpetualMaker));
    json.key("spotCross").string(rateText(standard.spotTaker));
    json.key("spotAdd").string(rateText(standard.spotMaker)).key("tiers").beginObject();
    json.key("vip").beginArray().beginObject().key("ntlCutoff").string("5000000.0");
    json.key("cross").string("0.0004").key("add").string("0.00012");
    json.key("spotCross").string("0.0006").key("spotAdd").string("0.0003");
    json.endObject().endArray().key("mm").beginArray().beginObject();
    json.key("makerFractionCutoff").string("0.005").key("add").string("-0.00001");
    json.endObject().endArray().endObject().key("referralDiscount").string("0.04");
    json.key("stakingDiscountTiers").beginArray().beginObject();
    json.key("bpsOfMaxSupply").string("0.0").key("discount").string("0.0");
    json.endObject().endArray().endObject();
}

void writePeriod(JsonWriter &json, const char *name, const Account *account, std::int64_t now,
                 Integer value)
{
    Integer sent = 0;
    if (account) {
        for (const LedgerRow &row : account->ledger)
            sent += row.usdc;
    }
    const auto point = [&](Integer amount) {
        json.beginArray().beginArray().integer(now);
        json.string(wireText(amount, MoneyDecimals)).endArray().endArray();
    };
    json.beginArray().string(name).beginObject().key("accountValueHistory");
    point(value);
    json.key("pnlHistory");
    point(value - sent);
    json.key("vlm").string(wireText(account ? account->volume : Integer{0}, MoneyDecimals));
    json.endObject().endArray();
}

} // namespace

InfoAnswer InfoService::fees(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    const FeeRates rates = owner ? owner->spec.fees : FeeRates{};
    return written([&](JsonWriter &json) {
        json.beginObject().key("dailyUserVlm").beginArray().endArray().key("feeSchedule");
        writeFeeSchedule(json);
        json.key("userCrossRate").string(rateText(rates.perpetualTaker));
        json.key("userAddRate").string(rateText(rates.perpetualMaker));
        json.key("userSpotCrossRate").string(rateText(rates.spotTaker));
        json.key("userSpotAddRate").string(rateText(rates.spotMaker));
        json.key("activeReferralDiscount").string("0.0").key("trial").null();
        json.key("feeTrialEscrow").string("0.0").key("nextTrialAvailableTimestamp").null();
        json.key("stakingLink").null().key("activeStakingDiscount").beginObject();
        json.key("bpsOfMaxSupply").string("0.0").key("discount").string("0.0").endObject();
        json.endObject();
    });
}

InfoAnswer InfoService::rateLimit(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    const Integer volume = owner ? owner->volume : Integer{0};
    return written([&](JsonWriter &json) {
        constexpr std::int64_t InitialRequests = 10'000;
        json.beginObject().key("cumVlm").string(wireText(volume, MoneyDecimals));
        json.key("nRequestsUsed").integer(owner ? owner->orderHistory.size() : 0);
        json.key("nRequestsCap")
            .integer(InitialRequests +
                     static_cast<std::int64_t>(volume / powerOfTen(MoneyDecimals)));
        json.key("nRequestsSurplus").integer(0).endObject();
    });
}

InfoAnswer InfoService::portfolio(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    Integer value = 0;
    if (owner) {
        for (std::size_t dex = 0; dex < m_engine.universe().dexes.size(); ++dex)
            value += viewDex(m_engine.universe(), m_engine.board(), *owner, static_cast<int>(dex))
                         .all.accountValue;
    }
    return written([&](JsonWriter &json) {
        json.beginArray();
        for (const char *period :
             {"day", "week", "month", "allTime", "perpDay", "perpWeek", "perpMonth", "perpAllTime"})
            writePeriod(json, period, owner, m_engine.now(), value);
        json.endArray();
    });
}

InfoAnswer InfoService::nullForUser(const Request &request) const
{
    return request.address("user") ? InfoAnswer{200, "null", 0} : InfoAnswer::unreadable();
}

InfoAnswer InfoService::emptyListForUser(const Request &request) const
{
    return request.address("user") ? InfoAnswer{200, "[]", 0} : InfoAnswer::unreadable();
}

InfoAnswer InfoService::emptyList(const Request &) const { return {200, "[]", 0}; }

InfoAnswer InfoService::delegatorSummary(const Request &request) const
{
    if (!request.address("user"))
        return InfoAnswer::unreadable();
    return {200,
            R"({"delegated":"0.0","undelegated":"0.0","totalPendingWithdrawal":"0.0",)"
            R"("nPendingWithdrawals":0})",
            0};
}

InfoAnswer InfoService::referral(const Request &request) const
{
    if (!request.address("user"))
        return InfoAnswer::unreadable();
    return {200,
            R"({"referredBy":null,"cumVlm":"0.0","unclaimedRewards":"0.0","claimedRewards":"0.0",)"
            R"("builderRewards":"0.0","referrerState":{"stage":"needToCreateCode"},)"
            R"("rewardHistory":[],"tokenToState":[]})",
            0};
}

InfoAnswer InfoService::webData(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    return written([&](JsonWriter &json) {
        json.beginObject().key("clearinghouseState");
        m_account.writeState(json, owner, 0);
        json.key("leadingVaults").beginArray().endArray().key("totalVaultEquity").string("0.0");
        json.key("openOrders");
        m_account.writeOpenOrders(json, owner, 0, true);
        json.key("agentAddress").null().key("agentValidUntil").null();
        json.key("cumLedger").string("0.0").key("meta");
        m_market.writeMeta(json, 0);
        json.key("assetCtxs");
        m_market.writeContexts(json, 0);
        json.key("serverTime").integer(m_engine.now()).key("isVault").boolean(false);
        json.key("user").string(user->text()).key("twapStates");
        m_account.writeTwapStates(json, owner, 0);
        json.key("spotState");
        m_account.writeSpotState(json, owner);
        json.key("spotAssetCtxs");
        m_market.writeSpotContexts(json);
        json.endObject();
    });
}

} // namespace lpm::simulator
