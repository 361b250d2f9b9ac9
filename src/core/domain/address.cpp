// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/address.h"

namespace lpm::domain {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

base::Result<Address> Address::parse(std::string_view text)
{
    constexpr std::size_t length = 42;
    // The value is not echoed: somebody may have pasted a private key here.
    if (text.size() != length || text[0] != '0' || (text[1] != 'x' && text[1] != 'X'))
        return base::failure(base::ErrorCode::InvalidArgument,
                             "an address is 0x and 40 hex digits; got "
                                 + std::to_string(text.size()) + " characters");
    Address address;
    for (std::size_t i = 0; i < address.m_bytes.size(); ++i) {
        const int high = hexValue(text[2 + 2 * i]);
        const int low = hexValue(text[3 + 2 * i]);
        if (high < 0 || low < 0)
            return base::failure(base::ErrorCode::InvalidArgument,
                                 "an address is 0x and 40 hex digits; got something else");
        address.m_bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return address;
}

std::string Address::text() const
{
    static constexpr char hex[] = "0123456789abcdef";
    std::string out = "0x";
    out.reserve(42);
    for (const std::uint8_t byte : m_bytes) {
        out += hex[byte >> 4];
        out += hex[byte & 0xF];
    }
    return out;
}

std::string Address::shortText() const
{
    const std::string whole = text();
    return whole.substr(0, 6) + "…" + whole.substr(38);
}

} // namespace lpm::domain
