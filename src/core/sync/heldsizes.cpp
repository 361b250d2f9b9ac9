// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/heldsizes.h"

#include "core/tracker/positionmath.h"

#include <algorithm>

namespace lpm::sync {

namespace {

bool isSince(const Moment &until, const Moment &moment)
{
    return until.at >= moment.at && until.time >= moment.time;
}

// True too where either is not known. A state that agrees with itself shows more than the entry.
bool mayShow(const std::optional<domain::Decimal> &entryNotional,
             const domain::ExchangePosition &theirs, const domain::Instrument &instrument)
{
    if (!entryNotional || !theirs.entryPrice || theirs.size.isZero())
        return true;
    try {
        if (const auto told = tracker::consistentNotional(theirs, instrument.priceDecimals))
            return told == entryNotional;
        return tracker::entryPrice(*entryNotional, theirs.size, instrument.priceDecimals)
               == *theirs.entryPrice;
    } catch (const domain::ArithmeticOverflow &) {
        return true;
    }
}

} // namespace

void HeldSizes::leave(const domain::PositionState &state, const Moment &until)
{
    const bool isExact = state.entry == domain::EntryKnowledge::Exact;
    m_left.push_back({state.size, isExact ? std::optional(state.entryNotional) : std::nullopt, until});
    if (m_left.size() > Remembered) {
        const Moment &oldest = m_left.front().until;
        const Moment known = m_droppedUntil.value_or(oldest);
        m_droppedUntil = {std::max(known.at, oldest.at), std::max(known.time, oldest.time)};
        m_left.pop_front();
    }
}

bool HeldSizes::isForgotten(const Moment &since) const
{
    return (m_forgottenUntil && isSince(*m_forgottenUntil, since))
           || (m_droppedUntil && isSince(*m_droppedUntil, since));
}

bool HeldSizes::mayInclude(const domain::Decimal &size, const Moment &since) const
{
    return isForgotten(since)
           || std::any_of(m_left.begin(), m_left.end(), [&](const Left &left) {
                  return left.size == size && isSince(left.until, since);
              });
}

bool HeldSizes::mayIncludeEntry(const domain::ExchangePosition &theirs,
                                const domain::Instrument &instrument, const Moment &since) const
{
    return isForgotten(since)
           || std::any_of(m_left.begin(), m_left.end(), [&](const Left &left) {
                  return left.size == theirs.size && isSince(left.until, since)
                         && mayShow(left.entryNotional, theirs, instrument);
              });
}

bool HeldSizes::mayIncludeAny(const Moment &since) const
{
    return isForgotten(since)
           || std::any_of(m_left.begin(), m_left.end(),
                          [&](const Left &left) { return isSince(left.until, since); });
}

} // namespace lpm::sync
