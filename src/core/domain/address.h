// SPDX-License-Identifier: GPL-3.0-or-later
// An account's address: 20 bytes, written 0x and 40 lower-case hex digits.
#pragma once

#include "core/base/result.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace lpm::domain {

class Address
{
public:
    constexpr Address() = default; // the zero address; never a watched account

    // 0x and 40 hex digits, any case. Whether mixed case is a right EIP-55 checksum is asked
    // where a person typed it (exchange/hyperliquid/address.h).
    static base::Result<Address> parse(std::string_view text);
    static constexpr Address fromBytes(const std::array<std::uint8_t, 20> &bytes)
    {
        Address address;
        address.m_bytes = bytes;
        return address;
    }

    std::string text() const;      // 0x…, lower case
    std::string shortText() const; // 0x1234…abcd, for logs and titles
    const std::array<std::uint8_t, 20> &bytes() const { return m_bytes; }
    bool isZero() const { return *this == Address{}; }

    friend auto operator<=>(const Address &, const Address &) = default;

private:
    std::array<std::uint8_t, 20> m_bytes{};
};

} // namespace lpm::domain

template <>
struct std::hash<lpm::domain::Address>
{
    // The bytes are a hash already; eight of them are enough for a table.
    std::size_t operator()(const lpm::domain::Address &address) const noexcept
    {
        std::size_t value = 0;
        for (std::size_t i = 0; i < 8; ++i)
            value = value << 8 | address.bytes()[i];
        return value;
    }
};
