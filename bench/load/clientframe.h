// SPDX-License-Identifier: GPL-3.0-or-later
// What a WebSocket client sends, as bytes. The mask is zeros: it changes nothing.
#pragma once

#include <string>
#include <string_view>

namespace lpm::bench::load {

// `start`: the first byte, the end mark and the opcode.
std::string clientFrame(unsigned char start, std::string_view payload);

} // namespace lpm::bench::load
