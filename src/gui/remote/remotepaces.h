// SPDX-License-Identifier: GPL-3.0-or-later
// How often a monitor elsewhere is asked, how long it is waited for, and when it is tried again.
#pragma once

#include "core/base/timestamp.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lpm::gui {

struct RemotePaces
{
    base::Milliseconds tick{1000};      // its health, and a state where something has changed
    base::Milliseconds afterFill{100};  // a state, where one is small: sums move with the positions
    int ticksToState = 5;               // a state at the latest: it proves the stream alive
    int ticksToProof = 5;               // the comparison at the latest
    base::Milliseconds patience{5000};  // for an answer, and for the stream to open
    base::Milliseconds silence{10'000}; // without a word the stream is lost, whatever it says
    base::Milliseconds listRetry{5000}; // of missed fills that could not be read
    base::Milliseconds firstRetry{500};
    base::Milliseconds slowestRetry{30'000};
    base::Milliseconds refusedRetry{30'000}; // a token that is refused ten times a minute locks out
};

inline constexpr base::Milliseconds ShortestRetry{100};
inline constexpr std::size_t StateBytesPerTick = 64u << 10; // larger states are asked less often

// Full jitter: anything up to a pause that doubles with each attempt, so that windows do not come
// back together. `attempt` counts from 0.
inline base::Milliseconds retryPause(const RemotePaces &paces, int attempt, std::uint32_t random)
{
    constexpr int mostDoublings = 10;
    const auto longest =
        std::min(paces.slowestRetry, paces.firstRetry * (1 << std::min(attempt, mostDoublings)));
    const auto part = static_cast<std::uint64_t>(longest.count()) * random >> 32;
    return std::max(std::min(longest, ShortestRetry),
                    base::Milliseconds{static_cast<base::Milliseconds::rep>(part)});
}

} // namespace lpm::gui
