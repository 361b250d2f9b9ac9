// SPDX-License-Identifier: GPL-3.0-or-later
// Time as the exchange and the API speak of it: UTC, whole milliseconds.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace lpm::base {

using Milliseconds = std::chrono::milliseconds;
using Timestamp = std::chrono::sys_time<Milliseconds>; // UTC

// What "now" is, passed into the pure parts: wall time for people and files, a monotonic reading
// (origin arbitrary) for time-outs, so that a jump of the host's clock disturbs neither.
struct Instant
{
    Timestamp wall{};
    Milliseconds monotonic{0};
};

Timestamp fromUnixMilliseconds(long long milliseconds);
long long toUnixMilliseconds(Timestamp time);

// RFC 3339 with milliseconds and Z: 2026-11-23T14:18:05.120Z
std::string toRfc3339(Timestamp time);
void appendRfc3339(std::string &out, Timestamp time);
// Accepts what toRfc3339 writes, and the same with 0 to 9 digits of a second (cut to ms).
Result<Timestamp> parseRfc3339(std::string_view text);

// The UTC day of a time, as in a file name: 2026-11-23
std::string utcDay(Timestamp time);

} // namespace lpm::base
