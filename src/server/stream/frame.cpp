// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/frame.h"

namespace lpm::server {

namespace {

constexpr unsigned Final = 0x80;
constexpr std::size_t ShortMax = 125;
constexpr std::size_t MediumMax = 65'535;

QByteArray encode(Opcode opcode, std::string_view payload)
{
    QByteArray frame;
    frame.reserve(static_cast<qsizetype>(payload.size()) + 10);
    frame.append(static_cast<char>(Final | static_cast<unsigned>(opcode)));
    if (payload.size() <= ShortMax) {
        frame.append(static_cast<char>(payload.size()));
    } else {
        const bool isMedium = payload.size() <= MediumMax;
        frame.append(static_cast<char>(isMedium ? 126 : 127));
        const std::uint64_t length = payload.size();
        for (int shift = isMedium ? 8 : 56; shift >= 0; shift -= 8)
            frame.append(static_cast<char>((length >> shift) & 0xFF));
    }
    frame.append(payload.data(), static_cast<qsizetype>(payload.size()));
    return frame;
}

} // namespace

FramePtr textFrame(std::string_view text)
{
    return std::make_shared<const QByteArray>(encode(Opcode::Text, text));
}

std::string_view payloadOf(const QByteArray &frame)
{
    const auto length = static_cast<unsigned char>(frame[1]);
    const qsizetype header = length < 126 ? 2 : length == 126 ? 4 : 10;
    return {frame.constData() + header, static_cast<std::size_t>(frame.size() - header)};
}

QByteArray controlFrame(Opcode opcode, std::string_view payload)
{
    return encode(opcode, payload.substr(0, ShortMax));
}

std::string closePayload(std::uint16_t code, std::string_view reason)
{
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    return payload.append(reason);
}

} // namespace lpm::server
