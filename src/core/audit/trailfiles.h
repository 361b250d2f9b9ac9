// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a directory are the audit trail, in their order, and where the chain begins.
#pragma once

#include "core/audit/auditlogger.h"

#include <string>
#include <vector>

namespace lpm::audit {

struct TrailFile
{
    std::string path;
    std::string name; // audit-2026-11-23.jsonl or audit-2026-11-23.jsonl.gz
    std::string day;  // 2026-11-23
    bool isCompressed = false;
};

struct Trail
{
    std::vector<TrailFile> files; // oldest first
    Head base;                    // what the first line of the first file follows
};

std::string trailFileName(std::string_view day);

// Reads the directory. Anything named like a trail file that is not a regular file is an Error, so
// is a base record that does not parse. NotFound: there is no such directory.
base::Result<Trail> listTrail(const std::string &directory);

// Retention removes old days and leaves this: the seq and hash of the last line removed.
inline constexpr std::string_view BaseRecordName = "audit-base.json";
std::string baseRecordText(const Head &lastRemoved);

} // namespace lpm::audit
