// SPDX-License-Identifier: GPL-3.0-or-later
// Packs the audit files of days that are over. A crash at any moment leaves each file whole, as it
// was or packed, and the next call finishes.
#pragma once

#include "core/audit/disk.h"
#include "core/base/timestamp.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace lpm::audit {

struct CompressReport
{
    std::uint64_t files = 0;
    std::uint64_t bytesBefore = 0;
    std::uint64_t bytesAfter = 0;

    std::string text() const; // for people: "3 files compressed, 1024 to 80 bytes"
};

// Of days that ended more than `age` before `now`, but never the newest file with lines. Busy: a program works
// on the directory. Corrupt: a packed file does not hold what it should; the plain one stays.
base::Result<CompressReport> compressTrail(const std::shared_ptr<Disk> &disk,
                                           const std::string &directory, base::Timestamp now,
                                           std::chrono::days age);

} // namespace lpm::audit
