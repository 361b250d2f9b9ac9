// SPDX-License-Identifier: GPL-3.0-or-later
// Decimals and position states of every kind, for properties of what the audit writes and reads.
#pragma once

#include "core/domain/decimal.h"
#include "core/domain/position.h"

#include <rapidcheck.h>

#include <optional>
#include <string>

namespace lpm::audit::testing {

// Any decimal that can exist: up to 38 digits, any scale.
inline rc::Gen<domain::Decimal> anyDecimal()
{
    return rc::gen::exec([] {
        const int digits = *rc::gen::inRange(0, 39);
        domain::Int128 units = 0;
        for (int i = 0; i < digits; ++i)
            units = units * 10 + *rc::gen::inRange(0, 10);
        const int scale = *rc::gen::inRange(0, domain::Decimal::MaxScale + 1);
        return domain::Decimal::fromUnits(*rc::gen::arbitrary<bool>() ? -units : units, scale);
    });
}

// To be called within a property.
inline domain::PositionState anyState()
{
    domain::PositionState state;
    state.size = *anyDecimal();
    state.entryNotional = *anyDecimal();
    state.entry = *rc::gen::element(domain::EntryKnowledge::Exact,
                                    domain::EntryKnowledge::Approximate,
                                    domain::EntryKnowledge::Unknown);
    state.basis = *rc::gen::element(domain::Basis::Complete, domain::Basis::Partial);
    state.realizedPnl = *anyDecimal();
    state.fees.clear();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        state.fees[*rc::gen::element<std::string>("USDC", "HYPE", "\"q\"\n", "é")] = *anyDecimal();
    state.feesUsd = *rc::gen::arbitrary<bool>() ? std::optional(*anyDecimal()) : std::nullopt;
    state.funding = *anyDecimal();
    if (*rc::gen::arbitrary<bool>())
        state.openedAt = base::fromUnixMilliseconds(*rc::gen::inRange(0LL, 4'000'000'000'000LL));
    if (*rc::gen::arbitrary<bool>())
        state.netSinceOpen = *anyDecimal();
    return state;
}

} // namespace lpm::audit::testing
