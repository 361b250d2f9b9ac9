// SPDX-License-Identifier: GPL-3.0-or-later
// The chain that runs through the audit lines: how one is sealed, and how one is checked. Pure.
#pragma once

#include "core/audit/head.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lpm::audit {

// What stands before the very first line: seq 0 and a hash of 64 zeros.
Head emptyHead();

// Makes the line, newline included, that carries the members of `object` (a JSON object, not
// empty) after `head`, and moves `head` to it.
std::string seal(std::string object, Head &head);

// How the line of `head` ends, newline included.
std::string lineEnding(const Head &head);

// The line by itself: its form and its hash.
base::Result<Head> checkSelf(std::string_view line);
// The line, without its newline, as the one that follows `before`.
base::Result<Head> checkLink(std::string_view line, const Head &before);

// Follows a chain line by line. A file that goes on for one that could not be synced begins with
// lines that may be in the one before too: those are not new, and must be the same.
class ChainCursor
{
public:
    // Behind the line of `at`.
    ChainCursor(Head at, bool mayRepeat) : m_at(std::move(at)), m_mayRepeat(mayRepeat) {}

    // The next line of the file, without its newline; whether it is new.
    base::Result<bool> take(std::string_view line);
    const Head &at() const { return m_at; } // of the last new line
    // The lines so far are all old, and more of them must come.
    bool isBehind() const { return m_repeated.has_value(); }

private:
    Head m_at;
    bool m_mayRepeat; // the next line may be an old one
    std::optional<Head> m_repeated;
};

} // namespace lpm::audit
