// SPDX-License-Identifier: GPL-3.0-or-later
// Checks a whole audit trail: every line, every day, and that each follows the one before.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/head.h"

#include <cstdint>
#include <string>

namespace lpm::audit {

struct VerifyReport
{
    bool isGood = false;
    std::uint64_t lines = 0; // good ones, up to the first bad
    Head head;               // of the last good line
    std::string firstBad;    // "" or: audit-2026-11-23.jsonl line 500: hash mismatch
    bool isCutOff = false;   // that is the trail's end, in the middle of the next line

    // For people: "OK 1234 lines, head=…", or what is broken. Of a line that was cut off also what
    // is whole before it: a write that a kill interrupted, or that goes on now, looks like this, and
    // a last line that somebody shortened.
    std::string text() const;
};

// An Error where there is nothing to judge: no such directory, a file that cannot be opened.
base::Result<VerifyReport> verifyTrail(Disk &disk, const std::string &directory);
base::Result<VerifyReport> verifyTrail(const std::string &directory); // on the system's disk

} // namespace lpm::audit
