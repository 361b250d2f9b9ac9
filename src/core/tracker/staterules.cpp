// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/staterules.h"

#include "core/domain/instrument.h"
#include "core/tracker/positionmath.h"

namespace lpm::tracker {

using domain::Decimal;
using domain::EntryKnowledge;
using domain::PositionState;

void takeEntry(PositionState &state, const domain::ExchangePosition &theirs, int priceDecimals)
{
    const Decimal n = notionalFromState(theirs);
    const bool agrees = n.isPositive()
                        && (!theirs.entryPrice
                            || entryPrice(n, theirs.size, priceDecimals) == *theirs.entryPrice);
    if (agrees) {
        state.entryNotional = n;
        state.entry = EntryKnowledge::Exact;
    } else if (theirs.entryPrice) {
        state.entryNotional = *theirs.entryPrice * theirs.size.abs();
        state.entry = EntryKnowledge::Approximate;
    }
}

PositionState resized(const PositionState &before, const Decimal &size)
{
    PositionState state = before;
    const bool sameSide = state.size.sign() * size.sign() > 0;
    if (size.isZero()) {
        state.entryNotional = Decimal{};
        state.entry = EntryKnowledge::Exact;
    } else if (sameSide && state.entry != EntryKnowledge::Unknown) {
        state.entryNotional = Decimal::divide(state.entryNotional * size.abs(),
                                              state.size.abs(), domain::PerpetualDecimals,
                                              domain::Rounding::Truncate);
        state.entry = EntryKnowledge::Approximate;
    } else {
        state.entryNotional = Decimal{};
        state.entry = EntryKnowledge::Unknown;
    }
    if (!sameSide)
        state.openedAt.reset();
    state.size = size;
    state.basis = domain::Basis::Partial;
    state.netSinceOpen.reset();
    return state;
}

} // namespace lpm::tracker
