// SPDX-License-Identifier: GPL-3.0-or-later
// A seeded generator of whole numbers: the same seed gives the same sequence on every machine,
// which the standard library's distributions do not promise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lpm::simulator {

class Random
{
public:
    explicit Random(std::uint64_t seed);
    // A generator of its own for a purpose, so that one user's draws do not shift another's.
    Random fork(std::string_view purpose) const;

    std::uint64_t next();
    // 0 to bound − 1; bound ≥ 1.
    std::int64_t below(std::int64_t bound);
    std::int64_t between(std::int64_t low, std::int64_t high); // both included
    bool chance(int perMille);
    // Bell-shaped around 0, within ±4 · spread.
    std::int64_t around0(std::int64_t spread);
    std::string hex(int digits);

private:
    std::uint64_t m_seed;
    std::uint64_t m_state[4];
};

} // namespace lpm::simulator
