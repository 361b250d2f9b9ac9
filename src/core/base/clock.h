// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to the host's clock. Pure parts never call it: they are given an Instant.
#pragma once

#include "core/base/timestamp.h"

namespace lpm::base {

class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;

protected:
    Clock() = default;
    Clock(const Clock &) = default;
    Clock &operator=(const Clock &) = default;
};

class SystemClock final : public Clock
{
public:
    Instant now() const override;
};

// Stands still until told to move. For tests and the simulator's fixed runs.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Timestamp wall) : m_now{wall, Milliseconds{0}} {}
    Instant now() const override { return m_now; }
    void advance(Milliseconds by)
    {
        m_now.wall += by;
        m_now.monotonic += by;
    }

private:
    Instant m_now;
};

} // namespace lpm::base
