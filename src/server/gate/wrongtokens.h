// SPDX-License-Identifier: GPL-3.0-or-later
// Counts wrong tokens by the address that sent them, so that one that guesses is told to stop and
// the log says who; of IPv6 a network of 64 bits is one, as it is given out. It never keeps a right token out: what is behind a proxy shares its address.
// Core thread.
#pragma once

#include "core/base/clock.h"

#include <QHostAddress>

#include <chrono>
#include <list>
#include <string>

namespace lpm::server {

class WrongTokens
{
public:
    explicit WrongTokens(const base::Clock &clock) : m_clock(clock) {} // outlives it

    // Counts one more. How long to wait before the next, zero while there were few.
    std::chrono::seconds add(const QHostAddress &from);

private:
    struct Count
    {
        std::string address;
        base::Milliseconds since{0};
        int tokens = 0;
    };

    const base::Clock &m_clock;
    std::list<Count> m_counts; // the address heard of last in front; the last one is forgotten
};

} // namespace lpm::server
