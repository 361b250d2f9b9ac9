// SPDX-License-Identifier: GPL-3.0-or-later
// A clock whose wall can be set while the monotonic one goes on.
#pragma once

#include "core/base/clock.h"
#include "fakesource.h"

namespace lpm::gui::testing {

class SetClock final : public base::Clock
{
public:
    base::Instant now() const override { return m_now; }
    void run(base::Milliseconds by) { m_now = {m_now.wall + by, m_now.monotonic + by}; }
    void setAhead(base::Milliseconds by) { m_now.wall += by; }

private:
    base::Instant m_now{Noon, base::Milliseconds{0}};
};

} // namespace lpm::gui::testing
