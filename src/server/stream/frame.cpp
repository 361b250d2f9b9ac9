// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/frame.h"

#include <cstdint>

namespace lpm::server {

namespace {

constexpr char FinalText = static_cast<char>(0x81); // FIN, opcode 1
constexpr std::size_t ShortMax = 125;
constexpr std::size_t MediumMax = 65'535;

} // namespace

FramePtr textFrame(std::string_view text)
{
    QByteArray frame;
    frame.reserve(static_cast<qsizetype>(text.size()) + 10);
    frame.append(FinalText);
    if (text.size() <= ShortMax) {
        frame.append(static_cast<char>(text.size()));
    } else {
        const bool isMedium = text.size() <= MediumMax;
        frame.append(static_cast<char>(isMedium ? 126 : 127));
        const std::uint64_t length = text.size();
        for (int shift = isMedium ? 8 : 56; shift >= 0; shift -= 8)
            frame.append(static_cast<char>((length >> shift) & 0xFF));
    }
    frame.append(text.data(), static_cast<qsizetype>(text.size()));
    return std::make_shared<const QByteArray>(std::move(frame));
}

std::string_view payloadOf(const QByteArray &frame)
{
    const auto length = static_cast<unsigned char>(frame[1]);
    const qsizetype header = length < 126 ? 2 : length == 126 ? 4 : 10;
    return {frame.constData() + header, static_cast<std::size_t>(frame.size() - header)};
}

} // namespace lpm::server
