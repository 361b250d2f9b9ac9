// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/framereader.h"

#include "server/limits.h"

#include <algorithm>
#include <utility>

namespace lpm::server {

namespace {

constexpr unsigned Fin = 0x80;
constexpr unsigned Reserved = 0x70;
constexpr unsigned Control = 0x08;
constexpr unsigned Masked = 0x80;
constexpr std::size_t MaskBytes = 4;

// RFC 6455, 7.4.1.
constexpr std::uint16_t NormalClosure = 1000;
constexpr std::uint16_t ProtocolError = 1002;
constexpr std::uint16_t NotUtf8 = 1007;
constexpr std::uint16_t TooBig = 1009;

// 7.4, and 1012 to 1014 of IANA's registry; 1004 to 1006 and 1015 never travel.
bool maySay(unsigned code)
{
    return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) ||
           (code >= 3000 && code <= 4999);
}

bool isUtf8(std::string_view text)
{
    Utf8Watch watch;
    return watch.take(text) && watch.isComplete();
}

// What a close frame is answered with: the same, or what is wrong with it.
std::string answerToClose(std::string_view payload)
{
    if (payload.empty())
        return closePayload(NormalClosure, {});
    if (payload.size() == 1)
        return closePayload(ProtocolError, "a close code has two bytes");
    const auto high = static_cast<unsigned char>(payload[0]);
    const auto low = static_cast<unsigned char>(payload[1]);
    if (!maySay(high * 256u + low))
        return closePayload(ProtocolError, "this close code must not be sent");
    if (!isUtf8(payload.substr(2)))
        return closePayload(NotUtf8, "the reason is not UTF-8");
    return std::string(payload);
}

} // namespace

bool Utf8Watch::take(std::string_view bytes)
{
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (m_left > 0) {
            if (byte < m_low || byte > m_high)
                return false;
            --m_left;
            m_low = 0x80;
            m_high = 0xBF;
        } else if (byte >= 0x80 && !begin(byte)) {
            return false;
        }
    }
    return true;
}

// Some second bytes have less room: nothing overlong, no surrogates, nothing beyond U+10FFFF.
bool Utf8Watch::begin(unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return false;
    m_left = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    m_low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    m_high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    return true;
}

std::size_t FrameReader::headerSize() const
{
    if (m_headerBytes < 2)
        return 2;
    const unsigned length = m_header[1] & 0x7Fu;
    return 2 + (length == 126 ? 2u : length == 127 ? 8u : 0u) + MaskBytes;
}

bool FrameReader::isControl() const { return (m_header[0] & Control) != 0; }

FrameReader::Seen FrameReader::take(std::string_view bytes)
{
    Seen seen;
    while (!bytes.empty() && !m_isOver) {
        if (m_isInPayload) {
            const auto part = bytes.substr(0, std::min<std::uint64_t>(m_payloadLeft, bytes.size()));
            bytes.remove_prefix(part.size());
            takePayload(part, seen);
        } else {
            takeHeader(static_cast<unsigned char>(bytes.front()), seen);
            bytes.remove_prefix(1);
        }
        if (m_isInPayload && m_payloadLeft == 0 && !m_isOver)
            endFrame(seen);
    }
    return seen;
}

void FrameReader::takeHeader(unsigned char byte, Seen &seen)
{
    m_header[m_headerBytes++] = byte;
    if (m_headerBytes == 2) {
        seen.isUnmasked = (m_header[1] & Masked) == 0;
        m_opcode = static_cast<Opcode>(m_header[0] & 0x0F);
        if (const auto fault = faultOfStart(); !fault.empty())
            fail(seen, ProtocolError, fault);
    } else if (m_headerBytes == headerSize()) {
        judgeLength(seen);
    }
}

// What is wrong with the first two bytes of a frame; "" where they are right.
std::string_view FrameReader::faultOfStart() const
{
    const unsigned opcode = m_header[0] & 0x0Fu;
    if ((m_header[1] & Masked) == 0)
        return "frames of a client are masked";
    if ((m_header[0] & Reserved) != 0)
        return "no extension uses the reserved bits";
    if ((opcode & ~Control) > 2)
        return "this opcode is reserved";
    if (isControl()) {
        const bool isWhole = (m_header[0] & Fin) != 0 && (m_header[1] & 0x7Fu) <= 125;
        return isWhole ? "" : "a control frame is one frame of 125 bytes at most";
    }
    const bool isInMessage = m_kind != Opcode::Continuation;
    if (m_opcode == Opcode::Continuation)
        return isInMessage ? "" : "there is nothing to continue";
    return isInMessage ? "the message before is not finished" : "";
}

void FrameReader::judgeLength(Seen &seen)
{
    const std::size_t end = headerSize() - MaskBytes;
    std::uint64_t length = m_header[1] & 0x7Fu;
    if (end > 2) {
        length = 0;
        for (std::size_t i = 2; i < end; ++i)
            length = length << 8 | m_header[i];
        const std::uint64_t least = end == 4 ? 126 : 65'536;
        if (length < least || length >> 63 != 0) {
            fail(seen, ProtocolError, "a length has 63 bits in as few bytes as hold it");
            return;
        }
    }
    if (!isControl() && length > limits::ClientMessageBytes - m_message.size()) {
        fail(seen, TooBig, "a message may hold 64 KiB at most");
        return;
    }
    if (!isControl() && m_opcode != Opcode::Continuation)
        m_kind = m_opcode;
    m_payloadLeft = length;
    m_payloadRead = 0;
    m_isInPayload = true;
}

void FrameReader::takePayload(std::string_view bytes, Seen &seen)
{
    std::string &whole = isControl() ? m_control : m_message;
    const std::size_t before = whole.size();
    const unsigned char *mask = m_header.data() + headerSize() - MaskBytes;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        whole += static_cast<char>(byte ^ mask[m_payloadRead++ % MaskBytes]);
    }
    m_payloadLeft -= bytes.size();
    if (!isControl() && m_kind == Opcode::Text &&
        !m_utf8.take(std::string_view(whole).substr(before)))
        fail(seen, NotUtf8, "a text is UTF-8");
}

void FrameReader::endFrame(Seen &seen)
{
    m_headerBytes = 0;
    m_isInPayload = false;
    if ((m_header[0] & Fin) == 0)
        return;
    ++seen.messages;
    if (!isControl()) {
        if (!m_utf8.isComplete()) {
            fail(seen, NotUtf8, "a text ends inside a character");
            return;
        }
        seen.events.push_back(
            {std::exchange(m_kind, Opcode::Continuation), std::exchange(m_message, {})});
        return;
    }
    std::string payload = std::exchange(m_control, {});
    m_isOver = m_opcode == Opcode::Close;
    if (m_isOver)
        seen.events.push_back({Opcode::Close, answerToClose(payload)});
    else if (m_opcode == Opcode::Ping)
        seen.events.push_back({Opcode::Ping, std::move(payload)});
}

void FrameReader::fail(Seen &seen, std::uint16_t code, std::string_view reason)
{
    m_isOver = true;
    seen.events.push_back({Opcode::Close, closePayload(code, reason)});
}

} // namespace lpm::server
