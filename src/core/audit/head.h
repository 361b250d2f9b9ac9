// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the audit trail something stands.
#pragma once

#include <cstdint>
#include <string>

namespace lpm::audit {

// The end of the chain at a line.
struct Head
{
    std::uint64_t seq = 0; // of the last line; 0 before the very first
    std::string hash;      // 64 hex digits; zeros before the very first

    friend bool operator==(const Head &, const Head &) = default;
};

// A place to go on from, to be kept outside of the trail: that the files no longer hold it tells
// lines that were removed from lines that were never finished.
struct Checkpoint
{
    Head head;
    std::string file;         // its name, without a .gz; "" before the very first line
    std::uint64_t offset = 0; // of the byte behind the head's line, in the file uncompressed

    friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

} // namespace lpm::audit
