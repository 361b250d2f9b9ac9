// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountlookup.h"

#include "core/exchange/hyperliquid/hyperliquidclient.h"

namespace lpm::app {

void AccountLookup::ask(const exchange::hyperliquid::Endpoints &endpoints,
                        const domain::Address &address, exchange::Reply<domain::RoleAnswer> reply)
{
    m_client = std::make_unique<exchange::hyperliquid::HyperliquidClient>(endpoints, m_clock);
    m_client->fetchRole(address, std::move(reply));
}

void AccountLookup::forget() { m_client.reset(); }

} // namespace lpm::app
