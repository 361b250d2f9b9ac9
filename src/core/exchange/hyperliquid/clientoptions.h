// SPDX-License-Identifier: GPL-3.0-or-later
// What the client may be told to do otherwise: tests shorten its waits and fix its dice.
#pragma once

#include "core/base/limits.h"
#include "core/base/timestamp.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace lpm::exchange::hyperliquid {

struct ClientOptions
{
    base::Milliseconds connectTimeout = base::limits::ConnectTimeout;
    base::Milliseconds pingInterval = base::limits::FeedPingInterval;
    base::Milliseconds silence = base::limits::FeedSilence;
    base::Milliseconds ackTimeout = base::limits::AckTimeout;
    base::Milliseconds restTimeout = base::limits::RestTimeout;
    base::Milliseconds reconnectDelayMin = base::limits::ReconnectDelayMin;
    base::Milliseconds reconnectDelayMax = base::limits::ReconnectDelayMax;
    base::Milliseconds reachableDelay = base::limits::ReachableDelay;
    std::size_t answerBytes = base::limits::AnswerBytes;
    int weightPerMinute = base::limits::OurWeightPerMinute;
    std::function<std::uint32_t()> random; // empty: the system's
};

} // namespace lpm::exchange::hyperliquid
