// SPDX-License-Identifier: GPL-3.0-or-later
// Damage to trail files, as an input tells.
#pragma once

#include "tests/fuzz/memorydisk.h"
#include "tests/fuzz/writtentrail.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lpm::fuzz {

struct Damaged
{
    std::vector<DayFile> files;       // the lines that are in them now
    std::set<std::size_t> compressed; // their places
    // A byte of a compressed file is flipped besides, so that its lines are not known.
    struct Flip
    {
        std::size_t file = 0;
        std::size_t at = 0;
        std::uint8_t bits = 0;
    };
    std::optional<Flip> flip;
};

Damaged damage(std::vector<DayFile> files, Bytes &bytes);
void store(MemoryDisk &disk, const Damaged &damaged);

} // namespace lpm::fuzz
