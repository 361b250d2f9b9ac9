// SPDX-License-Identifier: GPL-3.0-or-later
// Many simulated hours at 50 fills a second, with the connection lost now and then: what the heart
// and the journal keep in memory must not grow with time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lpm::simulation {

struct SoakHour
{
    int hour = 0;
    std::uint64_t fills = 0;     // so far
    std::size_t bytesInUse = 0;  // of the heap
    std::uint64_t auditLines = 0;
};

struct SoakResult
{
    std::string broken; // "" or what does not hold
    std::vector<SoakHour> hours;
};

// Each hour is told to `onHour` as it ends.
SoakResult runSoak(int hours, void (*onHour)(const SoakHour &));

} // namespace lpm::simulation
