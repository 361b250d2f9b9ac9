// SPDX-License-Identifier: GPL-3.0-or-later
// The memory that the answers under way share. One alone may be as long as all of it; a short one
// always has room, however much a long one has taken. Pure.
#pragma once

#include <algorithm>
#include <cstddef>

namespace lpm::exchange::hyperliquid {

class AnswerRoom
{
public:
    // `bytes`: what one answer may be. `answers`: the most that are under way at once.
    AnswerRoom(std::size_t bytes, std::size_t answers) : m_bytes(bytes), m_share(bytes / answers) {}

    // How long an answer may be that holds `own` bytes by now.
    std::size_t mostFor(std::size_t own) const
    {
        const std::size_t others = m_held - own;
        return std::max(m_share, m_bytes - std::min(others, m_bytes));
    }
    void take(std::size_t bytes) { m_held += bytes; }
    void giveBack(std::size_t bytes) { m_held -= bytes; }

private:
    std::size_t m_bytes;
    std::size_t m_share; // of each, were they all equally long
    std::size_t m_held = 0;
};

} // namespace lpm::exchange::hyperliquid
