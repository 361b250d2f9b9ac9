// SPDX-License-Identifier: GPL-3.0-or-later
// Asks an exchange what it knows of one address, for a person who is typing it. GUI thread.
#pragma once

#include "core/base/clock.h"
#include "core/domain/accountstate.h"
#include "core/exchange/exchangeclient.h"
#include "core/exchange/hyperliquid/endpoints.h"

#include <memory>

namespace lpm::app {

class AccountLookup
{
public:
    // Replies later, or never once another is asked for or it is forgotten.
    void ask(const exchange::hyperliquid::Endpoints &endpoints, const domain::Address &address,
             exchange::Reply<domain::RoleAnswer> reply);
    void forget();

private:
    base::SystemClock m_clock;
    std::unique_ptr<exchange::ExchangeClient> m_client; // of the question that waits
};

} // namespace lpm::app
