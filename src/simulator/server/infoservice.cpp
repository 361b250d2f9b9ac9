// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/infoservice.h"

namespace lpm::simulator {

InfoAnswer InfoAnswer::unreadable()
{
    return {422, "Failed to deserialize the JSON body into the target type", 20};
}

InfoService::InfoService(const Engine &engine, Agents agents)
    : m_engine(engine), m_agents(std::move(agents)), m_market(engine), m_account(engine)
{
}

const std::map<std::string_view, InfoService::Handler> &InfoService::handlers()
{
    using S = InfoService;
    static const std::map<std::string_view, Handler> table{
        {"allMids", &S::allMids},
        {"meta", &S::meta},
        {"metaAndAssetCtxs", &S::metaAndContexts},
        {"allPerpMetas", &S::allPerpMetas},
        {"perpDexs", &S::perpDexes},
        {"spotMeta", &S::spotMeta},
        {"spotMetaAndAssetCtxs", &S::spotMetaAndContexts},
        {"marginTable", &S::marginTable},
        {"l2Book", &S::book},
        {"recentTrades", &S::recentTrades},
        {"candleSnapshot", &S::candles},
        {"fundingHistory", &S::fundingHistory},
        {"predictedFundings", &S::predictedFundings},
        {"exchangeStatus", &S::exchangeStatus},
        {"perpDexStatus", &S::perpDexStatus},
        {"perpDexLimits", &S::perpDexLimits},
        {"perpsAtOpenInterestCap", &S::emptyList},
        {"clearinghouseState", &S::state},
        {"spotClearinghouseState", &S::spotState},
        {"userFills", &S::fills},
        {"userFillsByTime", &S::fillsByTime},
        {"userTwapSliceFills", &S::slices},
        {"userTwapSliceFillsByTime", &S::slicesByTime},
        {"userFunding", &S::funding},
        {"userNonFundingLedgerUpdates", &S::ledger},
        {"userRole", &S::role},
        {"userAbstraction", &S::abstraction},
        {"userDexAbstraction", &S::nullForUser},
        {"openOrders", &S::openOrders},
        {"frontendOpenOrders", &S::openOrders},
        {"orderStatus", &S::orderStatus},
        {"historicalOrders", &S::historicalOrders},
        {"activeAssetData", &S::activeAsset},
        {"twapHistory", &S::twapHistory},
        {"userFees", &S::fees},
        {"userRateLimit", &S::rateLimit},
        {"portfolio", &S::portfolio},
        {"webData2", &S::webData},
        {"referral", &S::referral},
        {"subAccounts", &S::nullForUser},
        {"subAccounts2", &S::nullForUser},
        {"userToMultiSigSigners", &S::nullForUser},
        {"extraAgents", &S::emptyListForUser},
        {"userVaultEquities", &S::emptyListForUser},
        {"delegations", &S::emptyListForUser},
        {"delegatorHistory", &S::emptyListForUser},
        {"delegatorRewards", &S::emptyListForUser},
        {"delegatorSummary", &S::delegatorSummary},
        {"vaultSummaries", &S::emptyList},
    };
    return table;
}

InfoAnswer InfoService::answer(const Request &request) const
{
    const std::string type = request.type();
    const auto handler = handlers().find(type);
    if (handler == handlers().end())
        return InfoAnswer::unreadable();
    InfoAnswer answer = (this->*handler->second)(request);
    const int surcharge = answer.weight; // handlers put the surcharge for rows here
    answer.weight = weightOf(type) + (answer.status == 200 ? surcharge : 0);
    return answer;
}

int InfoService::weightOf(std::string_view type)
{
    static const std::map<std::string_view, int> other{
        {"l2Book", 2},         {"allMids", 2},
        {"orderStatus", 2},    {"clearinghouseState", 2},
        {"exchangeStatus", 2}, {"spotClearinghouseState", 2},
        {"userRole", 60},
    };
    constexpr int Ordinary = 20;
    const auto found = other.find(type);
    return found == other.end() ? Ordinary : found->second;
}

int InfoService::dexOf(const Request &request) const
{
    if (!request.has("dex"))
        return 0;
    const auto name = request.text("dex");
    return name ? m_engine.universe().findDex(*name) : -1;
}

const Account *InfoService::account(const domain::Address &address) const
{
    const int place = m_engine.find(address);
    return place < 0 ? nullptr : &m_engine.accounts()[static_cast<std::size_t>(place)];
}

} // namespace lpm::simulator
