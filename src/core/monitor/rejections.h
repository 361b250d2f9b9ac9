// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange sent and nobody could read: said once a minute per reason, with a count, and
// read again at most every 10 s, however much of it comes. Pure.
#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::monitor {

class Rejections
{
public:
    // The line to write now, if any. `mayBeMissing`: what it held may come by reading again.
    std::optional<std::string> onRejected(const std::string &reason, bool mayBeMissing,
                                          base::Milliseconds now);
    // Lines of minutes that are over: how often a reason came again.
    std::vector<std::string> takeDueLines(base::Milliseconds now);
    // true, once: read again now.
    bool takeResync(base::Milliseconds now);
    bool hadAny(base::Milliseconds now) const; // in the last minute

private:
    struct Repeats
    {
        base::Milliseconds since{0};
        std::uint64_t count = 0; // after the first, which was written at once
    };

    std::map<std::string, Repeats> m_reasons;
    std::optional<base::Milliseconds> m_last;
    std::optional<base::Milliseconds> m_lastResync;
    bool m_isResyncWanted = false;
};

} // namespace lpm::monitor
