// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a directory are the audit trail, in their order, and where the chain begins.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/head.h"

#include <string>
#include <string_view>
#include <vector>

namespace lpm::audit {

struct TrailFile
{
    std::string path;
    std::string name;     // audit-2026-11-23.jsonl, audit-2026-11-23.2.jsonl, either with .gz
    std::string day;      // 2026-11-23
    unsigned segment = 1; // of the day
    bool isCompressed = false;
    // May begin with lines that the file before it has too: it goes on for one that could not be
    // synced, or has been compressed and was not removed.
    bool mayRepeat = false;
    std::uint64_t size = 0; // bytes when it was listed, as they lie on the disk
};

struct Trail
{
    std::vector<TrailFile> files; // oldest first
    Head base;                    // what the first line of the first file follows
};

// The day's first file, and those that follow where one could not be gone on with.
std::string trailFileName(std::string_view day, unsigned segment = 1);
// Of the trail's order. A file that was compressed while lines of it still came goes on in the
// plain file.
bool isBefore(const TrailFile &a, const TrailFile &b);
// The file's name as it was before it was compressed.
std::string_view plainName(const TrailFile &file);

// Reads the directory. Anything named like a trail file that is not a regular file is an Error, so
// is a base record that does not parse. NotFound: there is no such directory.
base::Result<Trail> listTrail(Disk &disk, const std::string &directory);
base::Result<Trail> listTrail(const std::string &directory); // on the system's disk

// Retention removes old days and leaves this: the seq and hash of the last line removed.
inline constexpr std::string_view BaseRecordName = "audit-base.json";
std::string baseRecordText(const Head &lastRemoved);

} // namespace lpm::audit
