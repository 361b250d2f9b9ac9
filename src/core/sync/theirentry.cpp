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
    try {
        const auto notional = tracker::consistentNotional(theirs, instrument.priceDecimals);
        if (!notional)
            return std::nullopt;
        domain::PositionState state;
        state.size = theirs.size;
        state.entryNotional = *notional;
        return TheirEntry(std::move(state), instrument, readAt);
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
