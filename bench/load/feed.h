// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's side of the bench: two accounts with the same coins, whose fills and prices happen
// when they are asked for and at no other time. Every server under test is a client of it.
#pragma once

#include "simulator/embedded/embeddedexchange.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lpm::bench::load {

using Nanoseconds = std::int64_t; // of CLOCK_REALTIME, the clock of the kernel's receive stamps

inline constexpr int Accounts = 2;
inline constexpr int CoinsAnAccount = 50;
inline constexpr int UpdatesATick = Accounts * CoinsAnAccount;

Nanoseconds wallClock();

struct SentFill
{
    Nanoseconds at = 0; // just before it was written to the sockets
    std::string tradeId;
    std::string size; // of the position after it, without its sign
};

class Feed
{
public:
    Feed();

    base::Result<void> start();
    const simulator::EmbeddedExchange &exchange() const { return m_exchange; }
    base::Result<SentFill> fill();
    base::Result<Nanoseconds> moveMarks(); // of every coin, in one frame

private:
    base::Result<void> open(simulator::Engine &engine);
    simulator::FillOrder order(const simulator::Engine &engine, int account, int coin) const;

    simulator::EmbeddedExchange m_exchange;
    std::vector<int> m_markets;
    int m_fills = 0;
    int m_moves = 0;
};

} // namespace lpm::bench::load
