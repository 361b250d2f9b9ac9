// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the frame headers of what a client sends, beside QWebSocket, which neither refuses an
// unmasked frame nor tells of pings. Pure: bytes in, counts out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lpm::server {

class FrameWatch
{
public:
    struct Seen
    {
        int messages = 0;        // ended in these bytes; a control frame is one, a fragment is none
        bool isUnmasked = false; // RFC 6455, 5.1: the connection must fail
    };

    Seen take(std::string_view bytes);

private:
    std::size_t headerSize() const; // as far as the bytes so far tell

    std::array<unsigned char, 14> m_header{};
    std::size_t m_headerBytes = 0;
    std::uint64_t m_payloadLeft = 0;
};

} // namespace lpm::server
