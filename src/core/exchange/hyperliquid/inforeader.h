// SPDX-License-Identifier: GPL-3.0-or-later
// Answers the monitor's questions from the exchange's REST interface: what to ask, what it costs,
// and how several answers make one. Core thread.
#pragma once

#include "core/exchange/exchangeclient.h"
#include "core/exchange/hyperliquid/restclient.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::exchange::hyperliquid {

class InfoReader
{
public:
    explicit InfoReader(RestClient &rest) : m_rest(rest) {}

    void fetchFills(const domain::Address &account, base::Timestamp start,
                    std::optional<base::Timestamp> end, Reply<std::vector<domain::Fill>> reply);
    void fetchTwapFills(const domain::Address &account, Reply<std::vector<domain::Fill>> reply);
    void fetchFunding(const domain::Address &account, base::Timestamp start,
                      Reply<std::vector<domain::FundingPayment>> reply);
    // Every dex and spot: complete, or an Error. A failing spot leaves spot out.
    void fetchState(const domain::Address &account, Reply<domain::AccountState> reply);
    void fetchRole(const domain::Address &account, Reply<domain::RoleAnswer> reply);
    void fetchAbstraction(const domain::Address &account, Reply<domain::AccountAbstraction> reply);
    void fetchCatalog(Reply<domain::InstrumentCatalog> reply);
    void fetchMarks(const std::string &dex, Reply<MarksFrame> reply);

private:
    using Dexes = std::vector<std::string>;

    void withDexes(Priority priority, Reply<Dexes> reply);
    void gatherState(const domain::Address &account, const Dexes &dexes,
                     Reply<domain::AccountState> reply);
    void gatherCatalog(const Dexes &dexes, Reply<domain::InstrumentCatalog> reply);

    RestClient &m_rest;
    // The exchange's perp dexes once they were read. New ones are found with the next catalog.
    std::optional<Dexes> m_dexes;
};

} // namespace lpm::exchange::hyperliquid
