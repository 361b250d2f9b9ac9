// SPDX-License-Identifier: GPL-3.0-or-later
// The chain that runs through the audit lines: how one is sealed, and how one is checked. Pure.
#pragma once

#include "core/audit/head.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace lpm::audit {

// What stands before the very first line: seq 0 and a hash of 64 zeros.
Head emptyHead();

// Makes the line, newline included, that carries the members of `object` (a JSON object, not
// empty) after `head`, and moves `head` to it.
std::string seal(std::string_view object, Head &head);

// How the line of `head` ends, newline included.
std::string lineEnding(const Head &head);

// The line by itself: its form and its hash.
base::Result<Head> checkSelf(std::string_view line);
// The line, without its newline, as the one that follows `before`.
base::Result<Head> checkLink(std::string_view line, const Head &before);

} // namespace lpm::audit
