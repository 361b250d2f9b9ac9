// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instantexchange.h"

namespace lpm::bench {

using exchange::Reply;

template <class T>
void InstantExchange::answer(Reply<T> reply, T value)
{
    QMetaObject::invokeMethod(
        this, [reply = std::move(reply), value = std::move(value)] { reply(value); },
        Qt::QueuedConnection);
}

void InstantExchange::start(const std::vector<domain::Address> &accounts)
{
    Q_EMIT connected();
    for (const auto &account : accounts) {
        push(exchange::FillsFrame{account, {}, true, false});
        Q_EMIT subscribed(account);
    }
}

void InstantExchange::fetchFills(const domain::Address &, base::Timestamp,
                                 std::optional<base::Timestamp>,
                                 Reply<std::vector<domain::Fill>> reply)
{
    answer<std::vector<domain::Fill>>(std::move(reply), {});
}

void InstantExchange::fetchTwapFills(const domain::Address &,
                                     Reply<std::vector<domain::Fill>> reply)
{
    answer<std::vector<domain::Fill>>(std::move(reply), {});
}

void InstantExchange::fetchFunding(const domain::Address &, base::Timestamp,
                                   Reply<std::vector<domain::FundingPayment>> reply)
{
    answer<std::vector<domain::FundingPayment>>(std::move(reply), {});
}

void InstantExchange::fetchState(const domain::Address &, Reply<domain::AccountState> reply)
{
    domain::AccountState state;
    state.dexes.emplace_back();
    state.spot.emplace();
    answer(std::move(reply), std::move(state));
}

void InstantExchange::fetchRole(const domain::Address &, Reply<domain::RoleAnswer> reply)
{
    answer(std::move(reply), domain::RoleAnswer{});
}

void InstantExchange::fetchAbstraction(const domain::Address &,
                                       Reply<domain::AccountAbstraction> reply)
{
    answer(std::move(reply), domain::AccountAbstraction::Standard);
}

void InstantExchange::fetchCatalog(Reply<domain::InstrumentCatalog> reply)
{
    answer(std::move(reply), m_catalog);
}

void InstantExchange::fetchMarks(const std::string &, Reply<exchange::MarksFrame> reply)
{
    answer(std::move(reply), exchange::MarksFrame{});
}

} // namespace lpm::bench
