// SPDX-License-Identifier: GPL-3.0-or-later
// How much a stream client may send: a burst, refilled with time. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "server/limits.h"

#include <algorithm>
#include <cstdint>

namespace lpm::server {

class Allowance
{
public:
    // false: it has sent more than it may.
    bool take(std::int64_t bytes, int messages, base::Milliseconds now)
    {
        const std::int64_t passed = std::min<std::int64_t>((now - m_last).count(), MaxPassed);
        m_last = now;
        m_bytes =
            std::min(limits::CreditBytes * 1000, m_bytes + passed * limits::CreditBytesPerSecond);
        m_messages = std::min(limits::MessageBurst * std::int64_t{1000},
                              m_messages + passed * limits::MessagesPerSecond);
        m_bytes -= bytes * 1000;
        m_messages -= messages * std::int64_t{1000};
        return m_bytes >= 0 && m_messages >= 0;
    }

private:
    static constexpr std::int64_t MaxPassed = 60'000; // ms; both buckets are full long before

    base::Milliseconds m_last{0};
    std::int64_t m_bytes = limits::CreditBytes * 1000; // thousandths, as time is in ms
    std::int64_t m_messages = limits::MessageBurst * std::int64_t{1000};
};

} // namespace lpm::server
