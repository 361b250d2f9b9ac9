// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON straight into a string, keys in the order they are given, nothing through a double.
// The caller balances begin and end; commas are the writer's work.
#pragma once

#include "core/base/timestamp.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace lpm::base {

class JsonWriter
{
public:
    explicit JsonWriter(std::string &out) : m_out(out) {}

    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }

    // Keys are ours and plain, or outside text: both are escaped.
    JsonWriter &key(std::string_view name);

    JsonWriter &string(std::string_view text); // invalid UTF-8 becomes U+FFFD
    // A string that `append(std::string &)` writes in place: digits and the like, nothing that
    // must be escaped.
    template <std::invocable<std::string &> Append>
    JsonWriter &plain(Append &&append)
    {
        separate();
        m_out += '"';
        append(m_out);
        m_out += '"';
        return *this;
    }
    JsonWriter &boolean(bool value);
    JsonWriter &null();
    JsonWriter &time(Timestamp value); // RFC 3339 text
    template <std::integral T>
    JsonWriter &integer(T value)
    {
        return raw(std::to_string(value));
    }
    // Text that is JSON already, such as an object encoded before.
    JsonWriter &raw(std::string_view json);

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    void separate()
    {
        if (m_needsComma)
            m_out += ',';
        m_needsComma = true;
    }

    std::string &m_out;
    bool m_needsComma = false;
};

// The text as a JSON string, quotes included.
void appendJsonString(std::string &out, std::string_view text);

} // namespace lpm::base
