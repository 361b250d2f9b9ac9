// SPDX-License-Identifier: GPL-3.0-or-later
// What time it is at a monitor elsewhere, so that the ages of its prices are right although the two
// computers' clocks differ. GUI thread.
#pragma once

#include "core/base/clock.h"

#include <algorithm>

namespace lpm::gui {

class RemoteClock final : public base::Clock
{
public:
    // `own` must outlive it.
    explicit RemoteClock(const base::Clock &own) : m_own(own) {}

    base::Instant now() const override
    {
        base::Instant now = m_own.now();
        now.wall += m_ahead;
        return now;
    }

    // By this computer's own clock.
    base::Instant here() const { return m_own.now(); }

    // An answer to what was asked `here` at `asked` was written at `written`. Counted from the
    // question: an age comes out greater by the way there and back, never smaller.
    void answered(base::Timestamp written, base::Instant asked) { m_ahead = written - asked.wall; }
    // A message tells a time that has been: it cannot be earlier there.
    void heard(base::Timestamp told) { m_ahead = std::max(m_ahead, told - here().wall); }

private:
    const base::Clock &m_own;
    base::Milliseconds m_ahead{0};
};

} // namespace lpm::gui
