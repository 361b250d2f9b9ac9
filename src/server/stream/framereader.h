// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what a client of the stream sends, as RFC 6455 has it. QWebSocket of Qt 6.4 does not:
// it takes unmasked frames, refuses a text with a character that two fragments share, counts the
// characters of a message for its bytes, and tells of no pings. Pure: bytes in, events out.
#pragma once

#include "server/stream/frame.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::server {

// Whether bytes that come in pieces are UTF-8 so far: RFC 3629, 4.
class Utf8Watch
{
public:
    bool take(std::string_view bytes);
    bool isComplete() const { return m_left == 0; }

private:
    bool begin(unsigned char byte);

    int m_left = 0;             // bytes of the character in hand
    unsigned char m_low = 0x80; // its next one is from here
    unsigned char m_high = 0xBF;
};

class FrameReader
{
public:
    struct Event
    {
        Opcode opcode;       // Text, Binary: a message; Ping; Close
        std::string payload; // of a close: what to answer, be it the client's or for its fault
    };
    struct Seen
    {
        int messages = 0;        // ended in these bytes; a control frame is one, a fragment is none
        bool isUnmasked = false; // 5.1: the connection must fail, and a close says so
        std::vector<Event> events;
    };

    Seen take(std::string_view bytes); // nothing is read behind a close

private:
    std::size_t headerSize() const; // as far as the bytes so far tell
    bool isControl() const;
    void takeHeader(unsigned char byte, Seen &seen);
    void takePayload(std::string_view bytes, Seen &seen);
    void endFrame(Seen &seen);
    std::string_view faultOfStart() const;
    void judgeLength(Seen &seen);
    void fail(Seen &seen, std::uint16_t code, std::string_view reason);

    std::array<unsigned char, 14> m_header{};
    std::size_t m_headerBytes = 0;
    bool m_isInPayload = false;
    std::uint64_t m_payloadLeft = 0;
    std::size_t m_payloadRead = 0;
    Opcode m_opcode{};                    // of the frame
    Opcode m_kind = Opcode::Continuation; // of the message in hand; Continuation: there is none
    std::string m_message;                // its payload so far
    Utf8Watch m_utf8;
    std::string m_control; // the payload of a control frame so far
    bool m_isOver = false;
};

} // namespace lpm::server
