// SPDX-License-Identifier: GPL-3.0-or-later
// The troubles that the simulated exchange can be told to make, each at moments that a seed fixes.
#pragma once

#include "core/base/result.h"
#include "simulator/engine/random.h"

#include <set>
#include <string_view>

namespace lpm::simulator {

enum class Fault {
    Drop,      // a frame is left out
    Duplicate, // a frame is sent twice
    Reorder,   // a frame is sent after the next one
    Shuffle,   // the fills of a frame come in the wrong order
    Truncated, // half a frame
    Stall,     // nothing is sent for a while although the socket lives
    Close,     // the connection breaks
    Expire,    // close 1000 "Expired", as in the routine rotation
    Http429,   // budget exceeded although it is not
    Http502    // the HTML page of the proxy
};

using FaultSet = std::set<Fault>;

// "drop,duplicate,http502"; "" is none; an unknown name is an Error that lists the known ones.
base::Result<FaultSet> parseFaults(std::string_view list);

class FaultPlan
{
public:
    FaultPlan(FaultSet faults, Random random) : m_faults(std::move(faults)), m_random(random) {}

    // Whether this fault happens now. Draws only for faults that are on.
    bool strikes(Fault fault);

private:
    FaultSet m_faults;
    Random m_random;
};

} // namespace lpm::simulator
