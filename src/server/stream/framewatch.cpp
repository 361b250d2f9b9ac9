// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/framewatch.h"

#include <algorithm>

namespace lpm::server {

namespace {

constexpr unsigned char Fin = 0x80;
constexpr unsigned char Masked = 0x80;
constexpr std::size_t MaskBytes = 4;

} // namespace

std::size_t FrameWatch::headerSize() const
{
    if (m_headerBytes < 2)
        return 2;
    const unsigned length = m_header[1] & 0x7Fu;
    return 2 + (length == 126 ? 2u : length == 127 ? 8u : 0u) + MaskBytes;
}

FrameWatch::Seen FrameWatch::take(std::string_view bytes)
{
    Seen seen;
    while (!bytes.empty()) {
        if (m_payloadLeft > 0) {
            const auto skipped = std::min<std::uint64_t>(m_payloadLeft, bytes.size());
            bytes.remove_prefix(static_cast<std::size_t>(skipped));
            m_payloadLeft -= skipped;
            continue;
        }
        m_header[m_headerBytes++] = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (m_headerBytes < 2)
            continue;
        if ((m_header[1] & Masked) == 0) {
            seen.isUnmasked = true;
            return seen;
        }
        if (m_headerBytes < headerSize())
            continue;
        const unsigned length = m_header[1] & 0x7Fu;
        m_payloadLeft = length < 126 ? length : 0;
        for (std::size_t i = 2; length >= 126 && i < headerSize() - MaskBytes; ++i)
            m_payloadLeft = m_payloadLeft << 8 | m_header[i];
        if (m_header[0] & Fin)
            ++seen.messages;
        m_headerBytes = 0;
    }
    return seen;
}

} // namespace lpm::server
