// SPDX-License-Identifier: GPL-3.0-or-later
// What may go into the log: one line a message, whatever a name from outside holds, and no whole
// address unless it was asked for. Pure.
#pragma once

#include <string>

namespace lpm::app {

// Control characters, and those that end a line or turn it round, become \xHH; 0x and 40 hex digits
// become 0x1234…abcd.
std::string loggable(const std::string &message, bool withAddresses);

} // namespace lpm::app
