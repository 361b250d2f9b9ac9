// SPDX-License-Identifier: GPL-3.0-or-later
// Answers the monitor's questions from the exchange's REST interface: what to ask, what it costs,
// and how several answers make one. Core thread.
#pragma once

#include "core/exchange/exchangeclient.h"
#include "core/exchange/hyperliquid/restclient.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpm::exchange::hyperliquid {

class InfoReader
{
public:
    // A row of an answer cannot be read: it was set aside, the others are in the reply that follows.
    using RowRejected = std::function<void(const std::string &reason)>;

    explicit InfoReader(RestClient &rest, RowRejected tellRejected = [](const std::string &) {})
        : m_rest(rest), m_tellRejected(std::move(tellRejected))
    {
    }

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
    void tellOfSpot(const base::Result<std::vector<domain::SpotBalance>> &balances);
    void gatherCatalog(const Dexes &dexes, Reply<domain::InstrumentCatalog> reply);

    RestClient &m_rest;
    RowRejected m_tellRejected;
    // The exchange's perp dexes once they were read. New ones are found with the next catalog.
    std::optional<Dexes> m_dexes;
    bool m_isSpotMissing = false; // of the last state that was read
};

} // namespace lpm::exchange::hyperliquid
