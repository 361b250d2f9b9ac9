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
    std::uint64_t number = 0; // from 1
    std::string reason;       // hash mismatch, seq 12 expected …
};

struct Scan
{
    Head head;                // of the last good line
    std::uint64_t lines = 0;  // good ones
    std::uint64_t goodBytes = 0;
    std::uint64_t fileBytes = 0;
    std::optional<BadLine> bad; // the first
    // The bad line and all behind it are what a cut-off write leaves: no good line follows.
    bool isTornTail = false;
};

// The line's text as LineReader gives it, and the head it makes. An Error ends the walk.
using LineVisitor = std::function<base::Result<void>(std::string_view line, const Head &head)>;

base::Result<Scan> scanFile(const TrailFile &file, const Head &before, const LineVisitor &visitor);

// "audit-2026-11-23.jsonl line 500: hash mismatch"
std::string badLineText(const TrailFile &file, const BadLine &bad);

} // namespace lpm::audit
