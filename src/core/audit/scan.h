// SPDX-License-Identifier: GPL-3.0-or-later
// Walks one trail file and checks every line of it. Starting, reading back and verifying all rest
// on this, so that they cannot disagree about what a good file is.
#pragma once

#include "core/audit/trailfiles.h"

#include <functional>
#include <optional>

namespace lpm::audit {

struct BadLine
{
    std::uint64_t number = 0; // in its file, from 1; 0: not counted, the walk began further on
    std::uint64_t offset = 0; // its first byte
    std::string reason;       // hash mismatch, seq 12 expected …
};

struct Scan
{
    Head head;                   // of the last good line
    std::uint64_t lines = 0;     // good ones that are new
    std::uint64_t goodBytes = 0; // from the file's beginning on
    std::uint64_t fileBytes = 0;
    std::optional<BadLine> bad; // the first
    // The bad line and all behind it are what a cut-off write leaves: no good line is in it or
    // follows, or it holds a block that never reached the disk.
    bool isTornTail = false;
    // The bad line is the beginning of the line that would have been next, and nothing is behind.
    bool isCutOff = false;
};

// A new line's text as LineReader gives it, and the head it makes. An Error ends the walk.
using LineVisitor = std::function<base::Result<void>(std::string_view line, const Head &head)>;

// Where a walk begins: behind the line of `before`, at byte `offset`.
struct ScanStart
{
    Head before;
    std::uint64_t offset = 0;
};

base::Result<Scan> scanFile(Disk &disk, const TrailFile &file, const ScanStart &start,
                            const LineVisitor &visitor);

// Whether a file holds lines that were written: a whole one, unless it begins with a block that
// never reached the disk.
base::Result<bool> holdsLines(Disk &disk, const TrailFile &file);

// "audit-2026-11-23.jsonl line 500: hash mismatch", or "… at byte 601245: …"
std::string badLineText(const TrailFile &file, const BadLine &bad);

} // namespace lpm::audit
