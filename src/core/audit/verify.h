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

    // For people: "OK 1234 lines, head=…", or what is broken.
    std::string text() const;
};

// An Error where there is nothing to judge: no such directory, a file that cannot be opened.
base::Result<VerifyReport> verifyTrail(Disk &disk, const std::string &directory);
base::Result<VerifyReport> verifyTrail(const std::string &directory); // on the system's disk

} // namespace lpm::audit
