// SPDX-License-Identifier: GPL-3.0-or-later
// A message of the stream as the bytes of its WebSocket frame. Frames to clients are not masked,
// so one encoding is shared by all of them.
#pragma once

#include <QByteArray>

#include <memory>
#include <string_view>

namespace lpm::server {

using FramePtr = std::shared_ptr<const QByteArray>;

FramePtr textFrame(std::string_view text);           // one unfragmented text frame
std::string_view payloadOf(const QByteArray &frame); // of a frame that textFrame made

} // namespace lpm::server
