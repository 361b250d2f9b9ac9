// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/heldsizes.h"

#include <algorithm>

namespace lpm::sync {

namespace {

bool isSince(const Moment &until, const Moment &moment)
{
    return until.at >= moment.at && until.time >= moment.time;
}

} // namespace

void HeldSizes::leave(const domain::Decimal &size, const Moment &until)
{
    m_left.push_back({size, until});
    if (m_left.size() > Remembered) {
        m_forgottenUntil = m_left.front().until;
        m_left.pop_front();
    }
}

bool HeldSizes::isForgotten(const Moment &since) const
{
    return m_forgottenUntil && isSince(*m_forgottenUntil, since);
}

bool HeldSizes::mayInclude(const domain::Decimal &size, const Moment &since) const
{
    return isForgotten(since)
           || std::any_of(m_left.begin(), m_left.end(), [&](const Left &left) {
                  return left.size == size && isSince(left.until, since);
              });
}

bool HeldSizes::mayIncludeAny(const Moment &since) const
{
    return isForgotten(since)
           || std::any_of(m_left.begin(), m_left.end(),
                          [&](const Left &left) { return isSince(left.until, since); });
}

} // namespace lpm::sync
