// SPDX-License-Identifier: GPL-3.0-or-later
// Answers POST /info: the type's answer, or the refusal that the exchange would give. Pure: the
// engine's state and the request decide, nothing else.
#pragma once

#include "simulator/server/accountwire.h"
#include "simulator/server/marketwire.h"
#include "simulator/server/request.h"

#include <map>
#include <string>
#include <string_view>

namespace lpm::simulator {

struct InfoAnswer
{
    int status = 200;
    std::string body;
    int weight = 20; // with the surcharge for the rows it holds

    static InfoAnswer unreadable();
};

// Addresses that are API wallets, and whom they sign for.
using Agents = std::map<domain::Address, domain::Address>;

class InfoService
{
public:
    InfoService(const Engine &engine, Agents agents);

    InfoAnswer answer(const Request &request) const;
    // Before answering: what the request costs at least.
    static int weightOf(std::string_view type);

private:
    using Handler = InfoAnswer (InfoService::*)(const Request &) const;
    static const std::map<std::string_view, Handler> &handlers();

    InfoAnswer allMids(const Request &request) const;
    InfoAnswer meta(const Request &request) const;
    InfoAnswer metaAndContexts(const Request &request) const;
    InfoAnswer allPerpMetas(const Request &request) const;
    InfoAnswer perpDexes(const Request &request) const;
    InfoAnswer spotMeta(const Request &request) const;
    InfoAnswer spotMetaAndContexts(const Request &request) const;
    InfoAnswer marginTable(const Request &request) const;
    InfoAnswer book(const Request &request) const;
    InfoAnswer recentTrades(const Request &request) const;
    InfoAnswer candles(const Request &request) const;
    InfoAnswer fundingHistory(const Request &request) const;
    InfoAnswer predictedFundings(const Request &request) const;
    InfoAnswer exchangeStatus(const Request &request) const;
    InfoAnswer perpDexStatus(const Request &request) const;
    InfoAnswer perpDexLimits(const Request &request) const;

    InfoAnswer state(const Request &request) const;
    InfoAnswer spotState(const Request &request) const;
    InfoAnswer fills(const Request &request) const;
    InfoAnswer fillsByTime(const Request &request) const;
    InfoAnswer slices(const Request &request) const;
    InfoAnswer slicesByTime(const Request &request) const;
    InfoAnswer funding(const Request &request) const;
    InfoAnswer ledger(const Request &request) const;
    InfoAnswer role(const Request &request) const;
    InfoAnswer abstraction(const Request &request) const;
    InfoAnswer openOrders(const Request &request) const;
    InfoAnswer orderStatus(const Request &request) const;
    InfoAnswer historicalOrders(const Request &request) const;
    InfoAnswer activeAsset(const Request &request) const;
    InfoAnswer twapHistory(const Request &request) const;

    InfoAnswer fees(const Request &request) const;
    InfoAnswer rateLimit(const Request &request) const;
    InfoAnswer portfolio(const Request &request) const;
    InfoAnswer nullForUser(const Request &request) const;
    InfoAnswer emptyListForUser(const Request &request) const;
    InfoAnswer emptyList(const Request &request) const;
    InfoAnswer delegatorSummary(const Request &request) const;
    InfoAnswer referral(const Request &request) const;
    InfoAnswer webData(const Request &request) const;

    // −1: the dex asked for does not exist.
    int dexOf(const Request &request) const;
    const Account *account(const domain::Address &address) const;
    InfoAnswer fillAnswer(const Request &request, bool slices, bool byTime) const;

    const Engine &m_engine;
    Agents m_agents;
    MarketWire m_market;
    AccountWire m_account;
};

} // namespace lpm::simulator
