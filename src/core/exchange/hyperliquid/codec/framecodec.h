// SPDX-License-Identifier: GPL-3.0-or-later
// One WebSocket message of the exchange as a value (hyperliquid.md 2). Pure.
#pragma once

#include "core/base/result.h"
#include "core/exchange/feedframes.h"
#include "core/exchange/hyperliquid/codec/subscription.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lpm::exchange::hyperliquid {

struct SubscriptionAck
{
    bool isUnsubscribe = false;
    Subscription subscription; // as echoed: normalised by the exchange
};

struct Pong
{
};

// The exchange refused something we sent.
struct FeedError
{
    std::string text; // its words, shortened
    bool isAlreadySubscribed = false;
    std::optional<Subscription> subject; // where the words echo what was asked
};

// A channel we do not read, or the greeting of old servers.
struct IgnoredFrame
{
    std::string channel;
};

using Frame = std::variant<SubscriptionAck, Pong, FeedError, FillsFrame, FundingsFrame, StateFrame,
                           MarksFrame, IgnoredFrame>;

base::Result<Frame> decodeFrame(std::string_view message);

} // namespace lpm::exchange::hyperliquid
