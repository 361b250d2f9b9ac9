// SPDX-License-Identifier: GPL-3.0-or-later
// What the ledger keeps besides the audit trail: equity now and then, and the marks at the end of
// a UTC day. Handed from the core thread to the ledger's through a bounded queue: neither waits.
#pragma once

#include "core/audit/recovery.h"
#include "core/base/timestamp.h"
#include "core/domain/history.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lpm::ledger {

// The last mark of a held coin in a UTC day.
struct DayMark
{
    domain::Address account;
    std::string coin;
    std::chrono::sys_days day{};
    domain::Decimal mark;
    base::Timestamp time{}; // when that mark was received
    domain::Decimal size;   // signed, held then
    std::optional<domain::Decimal> unrealizedPnl;

    friend bool operator==(const DayMark &, const DayMark &) = default;
};

using Sample = std::variant<domain::EquitySample, DayMark>;

class LedgerSamples
{
public:
    explicit LedgerSamples(audit::Network network) : m_network(std::move(network)) {}

    const audit::Network &network() const { return m_network; } // of every sample
    // From any thread. While the ledger refuses, the oldest beyond limits::WaitingSamples go.
    void add(Sample sample);
    std::vector<Sample> take();                 // what waits, oldest first
    void giveBack(std::vector<Sample> samples); // that could not be written
    bool isEmpty() const;
    std::uint64_t dropped() const;

private:
    void trim();

    const audit::Network m_network;
    mutable std::mutex m_mutex; // of what follows
    std::deque<Sample> m_waiting;
    std::uint64_t m_dropped = 0;
};

} // namespace lpm::ledger
