// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#ifdef __linux__
#include <time.h>
#endif

namespace lpm::base {

namespace {

// It must run on while the host is asleep: what was received before is old then. On Linux the steady
// clock stands still.
Milliseconds sinceBoot()
{
    using namespace std::chrono;
#ifdef __linux__
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return floor<Milliseconds>(seconds{time.tv_sec} + nanoseconds{time.tv_nsec});
#endif
    return floor<Milliseconds>(steady_clock::now().time_since_epoch());
}

} // namespace

Instant SystemClock::now() const
{
    using namespace std::chrono;
    return Instant{floor<Milliseconds>(system_clock::now()), sinceBoot()};
}

} // namespace lpm::base
