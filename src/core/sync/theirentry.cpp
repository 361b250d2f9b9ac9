// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/theirentry.h"

#include "core/tracker/fillrules.h"
#include "core/tracker/positionmath.h"

#include <utility>

namespace lpm::sync {

TheirEntry::TheirEntry(domain::PositionState state, domain::Instrument instrument,
                       base::Timestamp readAt)
    : m_state(std::move(state)), m_instrument(std::move(instrument)), m_readAt(readAt)
{
}

std::optional<TheirEntry> TheirEntry::of(const domain::ExchangePosition &theirs,
                                         const domain::Instrument &instrument,
                                         base::Timestamp readAt)
{
    if (theirs.size.isZero() || !theirs.entryPrice)
        return std::nullopt;
    try {
        domain::PositionState state;
        state.size = theirs.size;
        state.entryNotional = tracker::notionalFromState(theirs);
        const bool agrees = state.entryNotional.isPositive()
                            && tracker::entryPrice(state.entryNotional, state.size,
                                                   instrument.priceDecimals)
                                   == *theirs.entryPrice;
        return agrees ? std::optional(TheirEntry(std::move(state), instrument, readAt))
                      : std::nullopt;
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

void TheirEntry::apply(const domain::Fill &fill)
{
    if (!m_state || fill.time <= m_readAt)
        return;
    try {
        m_state = tracker::afterPerpetualFill(*m_state, fill, m_instrument).after;
    } catch (const domain::ArithmeticOverflow &) {
        m_state.reset();
    }
}

bool TheirEntry::leadsTo(const domain::ExchangePosition &theirs) const
{
    if (!m_state || m_state->size.isZero() || m_state->size != theirs.size || !theirs.entryPrice)
        return false;
    if (const auto told = of(theirs, m_instrument, m_readAt))
        return told->m_state->entryNotional == m_state->entryNotional;
    try {
        return tracker::entryPrice(m_state->entryNotional, m_state->size, m_instrument.priceDecimals)
               == *theirs.entryPrice;
    } catch (const domain::ArithmeticOverflow &) {
        return false;
    }
}

} // namespace lpm::sync
