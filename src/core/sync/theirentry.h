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
    // `readAt`: the exchange's own time of the reading. nullopt: the position does not agree with
    // itself, so that its entry notional is not known.
    static std::optional<TheirEntry> of(const domain::ExchangePosition &theirs,
                                        const domain::Instrument &instrument,
                                        base::Timestamp readAt);

    // One of the reading's time or before it may be in the reading already, and is not carried: if it
    // is not, what is told next is something else.
    void apply(const domain::Fill &fill);
    // Whether it tells what was carried along: its notional, or where it does not agree with itself,
    // the entry that it shows.
    bool leadsTo(const domain::ExchangePosition &theirs) const;

private:
    TheirEntry(domain::PositionState state, domain::Instrument instrument, base::Timestamp readAt);

    std::optional<domain::PositionState> m_state; // nullopt: a number did not fit
    domain::Instrument m_instrument;
    base::Timestamp m_readAt;
};

} // namespace lpm::sync
