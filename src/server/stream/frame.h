// SPDX-License-Identifier: GPL-3.0-or-later
// A message of the stream as the bytes of its WebSocket frame. Frames to clients are not masked,
// so one encoding is shared by all of them.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lpm::server {

enum class Opcode : unsigned char { Continuation, Text, Binary, Close = 8, Ping, Pong };

using FramePtr = std::shared_ptr<const QByteArray>;

FramePtr textFrame(std::string_view text);           // one unfragmented text frame
std::string_view payloadOf(const QByteArray &frame); // of a frame that textFrame made

QByteArray controlFrame(Opcode opcode, std::string_view payload); // of 125 bytes at most
std::string closePayload(std::uint16_t code, std::string_view reason);

} // namespace lpm::server
