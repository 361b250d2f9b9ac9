// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before a failed request is made again: twice as long each time, up to a limit.
// Without jitter: the rate limiter spreads what several accounts ask.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <algorithm>

namespace lpm::sync {

class Backoff
{
public:
    explicit Backoff(base::Milliseconds longest) : m_longest(longest) {}

    base::Milliseconds next()
    {
        const auto delay = std::min(m_next, m_longest);
        m_next = std::min(m_next * 2, m_longest);
        return delay;
    }
    void reset() { m_next = First; }

private:
    static constexpr base::Milliseconds First{1000};

    base::Milliseconds m_longest;
    base::Milliseconds m_next = First;
};

// The server answers, but has no such endpoint or speaks of it in another form: what the endpoint
// would add is done without for now.
inline bool isUnavailable(const base::Error &error)
{
    return error.code == base::ErrorCode::NotFound || error.code == base::ErrorCode::Parse;
}

} // namespace lpm::sync
