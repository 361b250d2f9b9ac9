// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace lpm::base {

Instant SystemClock::now() const
{
    using namespace std::chrono;
    return Instant{floor<Milliseconds>(system_clock::now()),
                   duration_cast<Milliseconds>(steady_clock::now().time_since_epoch())};
}

} // namespace lpm::base
