// SPDX-License-Identifier: GPL-3.0-or-later
// Invariants that stay on in release builds. A broken one means that a position shown could be
// wrong: the program flushes the audit trail and stops (the monitor catches, see positionmonitor).
#pragma once

#include <stdexcept>
#include <string>

namespace lpm::base {

// Thrown by ensure() only. Never caught to go on, only to flush and stop.
class InvariantViolation : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void violate(const char *sentence, const char *file, int line);

// Outside data is never checked with this: it is answered with an Error.
inline void ensure(bool holds, const char *sentence, const char *file = __builtin_FILE(),
                   int line = __builtin_LINE())
{
    if (!holds) [[unlikely]]
        violate(sentence, file, line);
}

} // namespace lpm::base
