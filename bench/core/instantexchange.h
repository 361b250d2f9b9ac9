// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange of the bench: answers every question at once and in full, and hands over the frames
// it is given. The accounts hold nothing at first.
#pragma once

#include "core/exchange/exchangeclient.h"

namespace lpm::bench {

class InstantExchange final : public exchange::ExchangeClient
{
    Q_OBJECT
public:
    explicit InstantExchange(domain::InstrumentCatalog catalog) : m_catalog(std::move(catalog)) {}

    void push(const exchange::FeedFrame &frame) { Q_EMIT frameReceived(frame); }

    void start(const std::vector<domain::Address> &accounts) override;
    void stop() override {}
    void watchMarks(const std::set<std::string> &) override {}
    void reconnect(const QString &) override {}

    void fetchFills(const domain::Address &, base::Timestamp, std::optional<base::Timestamp>,
                    exchange::Reply<std::vector<domain::Fill>> reply) override;
    void fetchTwapFills(const domain::Address &,
                        exchange::Reply<std::vector<domain::Fill>> reply) override;
    void fetchFunding(const domain::Address &, base::Timestamp,
                      exchange::Reply<std::vector<domain::FundingPayment>> reply) override;
    void fetchState(const domain::Address &, exchange::Reply<domain::AccountState> reply) override;
    void fetchRole(const domain::Address &, exchange::Reply<domain::RoleAnswer> reply) override;
    void fetchAbstraction(const domain::Address &,
                          exchange::Reply<domain::AccountAbstraction> reply) override;
    void fetchCatalog(exchange::Reply<domain::InstrumentCatalog> reply) override;
    void fetchMarks(const std::string &, exchange::Reply<exchange::MarksFrame> reply) override;
    exchange::BudgetView budget() const override { return {}; }

private:
    // From the event loop, as real answers come.
    template <class T>
    void answer(exchange::Reply<T> reply, T value);

    domain::InstrumentCatalog m_catalog;
};

} // namespace lpm::bench
