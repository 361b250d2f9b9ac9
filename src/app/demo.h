// SPDX-License-Identifier: GPL-3.0-or-later
// The demo: the embedded simulated exchange over real loopback sockets.
#pragma once

#include "app/composition.h"
#include "simulator/embedded/embeddedexchange.h"

namespace lpm::app {

// Starts the exchange, which must outlive what uses the access.
tl::expected<ExchangeAccess, Refusal> openDemo(simulator::EmbeddedExchange &exchange);

} // namespace lpm::app
