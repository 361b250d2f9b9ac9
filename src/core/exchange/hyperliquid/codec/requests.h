// SPDX-License-Identifier: GPL-3.0-or-later
// The questions we put to the exchange, as JSON: bodies of POST /info and WebSocket messages.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/exchange/hyperliquid/codec/subscription.h"

#include <optional>
#include <string>

namespace lpm::exchange::hyperliquid {

// Questions about an account that need nothing but its address: userRole, userAbstraction,
// spotClearinghouseState, userTwapSliceFills, userFills, …
std::string accountRequest(std::string_view type, const domain::Address &account);
std::string clearinghouseStateRequest(const domain::Address &account, const std::string &dex);
// Both ends inclusive; without an end, up to now. Never aggregated.
std::string fillsByTimeRequest(const domain::Address &account, base::Timestamp start,
                               std::optional<base::Timestamp> end);
std::string fundingRequest(const domain::Address &account, base::Timestamp start);
// meta and metaAndAssetCtxs of a dex.
std::string dexRequest(std::string_view type, const std::string &dex);
// perpDexs, spotMeta.
std::string plainRequest(std::string_view type);

std::string subscribeMessage(const Subscription &subscription);
std::string unsubscribeMessage(const Subscription &subscription);
std::string pingMessage();

} // namespace lpm::exchange::hyperliquid
