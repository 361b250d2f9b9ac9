// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts what a server sends into WebSocket messages and reads of each no more than it must: whether
// it is an update, of a fill, of which account, and its seq. A million of them come in a second.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lpm::bench::load {

struct Update
{
    bool isFill = false;
    int account = 0; // by the last digit of its label, from 0
    std::uint64_t seq = 0;
    std::string_view text;
};

// nullopt: another message, such as initial_state.
std::optional<Update> readUpdate(std::string_view message);

// The message at the front of `bytes`: its payload, and how many bytes the frame took; nothing when
// the frame is not complete.
struct Frame
{
    std::string_view payload;
    std::size_t bytes = 0;
    unsigned char start = 0; // the first byte
};
inline constexpr unsigned char TextStart = 0x81; // whole frames
inline constexpr unsigned char PingStart = 0x89;
inline constexpr unsigned char PongStart = 0x8A;
std::optional<Frame> frontFrame(std::string_view bytes);

} // namespace lpm::bench::load
