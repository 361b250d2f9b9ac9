// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the files of a trail one after the other as one chain. What joins two files is judged here
// and nowhere else.
//
// Where a file could not be synced, the day's next segment begins with the lines that were in
// doubt, and is complete from its first moment on. The end of the file that was given up may then
// be missing, torn or the same; anything else is broken.
#pragma once

#include "core/audit/scan.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace lpm::audit {

struct WalkStart
{
    std::size_t file = 0; // its index in Trail::files
    ScanStart at;
};

struct WalkEnd
{
    struct Broken
    {
        std::size_t file = 0;
        Scan scan; // with its bad line
        // A cut-off write at the trail's very end: no later file holds a good line.
        bool isTornEnd = false;
    };
    Head head; // of the last good line
    std::uint64_t lines = 0;
    std::optional<Broken> broken; // the walk ends there

    // "audit-2026-11-23.jsonl line 500: hash mismatch"; only where it is broken.
    std::string badLineText(const Trail &trail) const;
};

// The whole trail.
WalkStart startOfAll(const Trail &trail);
// The day of the newest file that holds a line, with the line before it.
base::Result<WalkStart> startOfNewest(Disk &disk, const Trail &trail);
// Behind the checkpoint's line; Corrupt ("audit trail truncated") where that is gone.
base::Result<WalkStart> startBehind(Disk &disk, const Trail &trail, const Checkpoint &checkpoint);

base::Result<WalkEnd> walkTrail(Disk &disk, const Trail &trail, WalkStart start,
                                const LineVisitor &visitor);

// The seq of a file's first line, if that is whole; nullopt: it has none.
base::Result<std::optional<std::uint64_t>> firstSeq(Disk &disk, const TrailFile &file);
// Whether `next` goes on for `file` from a line that is no later than the one behind `head`.
base::Result<bool> takesOver(Disk &disk, const TrailFile &next, const TrailFile &file,
                             const Head &head);

} // namespace lpm::audit
