// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated exchange whose accounts hold as many positions as wanted, each opened by a fill; its
// prices move, nobody trades. Its limits are out of the way: many programs start against it.
#pragma once

#include "simulator/embedded/embeddedexchange.h"

namespace lpm::bench {

inline constexpr int PositionsPerAccount = 50;

class FilledExchange
{
public:
    // `history`: fills of the first account besides those that open its positions.
    FilledExchange(int positions, int history);

    base::Result<void> start();
    const simulator::EmbeddedExchange &exchange() const { return m_exchange; }
    int accounts() const { return static_cast<int>(m_exchange.accounts().size()); }

private:
    base::Result<void> fill(simulator::Engine &engine) const;

    int m_positions;
    int m_history;
    simulator::EmbeddedExchange m_exchange;
};

} // namespace lpm::bench
