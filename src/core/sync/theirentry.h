// SPDX-License-Identifier: GPL-3.0-or-later
// The entry that the exchange has told of a position, carried along through the fills that follow:
// what it tells next, if nothing else happens to it. Pure.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

#include <optional>

namespace lpm::sync {

class TheirEntry
{
public:
    // nullopt: the position does not agree with itself, so that its entry notional is not known.
    static std::optional<TheirEntry> of(const domain::ExchangePosition &theirs,
                                        const domain::Instrument &instrument);

    void apply(const domain::Fill &fill);
    // Whether it tells what was carried along.
    bool leadsTo(const domain::ExchangePosition &theirs) const;

private:
    TheirEntry(domain::PositionState state, domain::Instrument instrument);

    std::optional<domain::PositionState> m_state; // nullopt: a number did not fit
    domain::Instrument m_instrument;
};

} // namespace lpm::sync
