// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include <QUrl>

namespace lpm::app {

tl::expected<ExchangeAccess, Refusal> openDemo(simulator::EmbeddedExchange &exchange)
{
    if (const auto started = exchange.start(); !started)
        return tl::unexpected(Refusal{ExitFailure, started.error().message});
    auto endpoints = exchange::hyperliquid::Endpoints::of(QUrl(exchange.restUrl()),
                                                          QUrl(exchange.wsUrl()));
    if (!endpoints)
        return tl::unexpected(Refusal{ExitFailure, endpoints.error().message});
    std::vector<domain::WatchedAccount> accounts;
    for (const auto &account : exchange.accounts())
        accounts.push_back({account.address, account.label});
    return ExchangeAccess{*endpoints, std::move(accounts)};
}

} // namespace lpm::app
