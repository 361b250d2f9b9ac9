// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of the simulated exchange: the real one's where they are known, and what one HTTP
// request may cost.
#pragma once

#include <QtGlobal>
#include <chrono>

namespace lpm::simulator::limits {

using namespace std::chrono_literals;

inline constexpr int WeightPerMinute = 1200;
inline constexpr int FillsPerAnswer = 2000;
inline constexpr int FillsReachable = 10'000;
inline constexpr int RowsPerAnswer = 500; // of other time ranges: funding, ledger
inline constexpr int OrdersPerAnswer = 2000;
inline constexpr int CandlesPerAnswer = 500;
inline constexpr int MaxUsers = 10;       // distinct, over all user subscriptions
inline constexpr int MaxConnections = 10; // WebSocket
inline constexpr int ConnectsPerMinute = 30;
inline constexpr int MaxSubscriptions = 1000;
inline constexpr int BookLevels = 20;
inline constexpr int FastBookLevels = 5;
inline constexpr auto IdleClose = 60s; // nothing sent for so long: close 1000 "Inactive"

inline constexpr int MaxHttpConnections = 256;
inline constexpr qsizetype HeadBytes = 16 * 1024;
inline constexpr qsizetype BodyBytes = 256 * 1024;
inline constexpr qsizetype MessageBytes = 256 * 1024; // one WebSocket message from a client

} // namespace lpm::simulator::limits
