// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/clientframe.h"

namespace lpm::bench::load {

std::string clientFrame(unsigned char start, std::string_view payload)
{
    constexpr unsigned masked = 0x80;
    constexpr std::size_t maskBytes = 4;
    std::string frame{static_cast<char>(start)};
    if (payload.size() < 126) {
        frame += static_cast<char>(masked | payload.size());
    } else {
        const int bytes = payload.size() < 65'536 ? 2 : 8;
        frame += static_cast<char>(masked | (bytes == 2 ? 126u : 127u));
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
            frame += static_cast<char>(payload.size() >> shift & 0xFFu);
    }
    frame.append(maskBytes, '\0').append(payload);
    return frame;
}

} // namespace lpm::bench::load
