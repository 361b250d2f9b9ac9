// SPDX-License-Identifier: GPL-3.0-or-later
// An update as the text that clients get, with the keys of the program's own, and as its frame.
#pragma once

#include "beast/book.h"

#include <cstdint>
#include <string>

namespace beastpeer {

std::string numberText(double value);  // no exponent, no trailing zeros
std::string timeText(std::int64_t ms); // RFC 3339

// fill: null for a price update.
std::string updateText(const Account &account, const Position &position, const Fill *fill,
                       std::int64_t now);
std::string framed(const std::string &text);

} // namespace beastpeer
