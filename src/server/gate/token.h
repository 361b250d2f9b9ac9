// SPDX-License-Identifier: GPL-3.0-or-later
// The API's token: read from a file that only its owner can read, compared in constant time,
// never printed.
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::server {

// Keeps the token's SHA-256 only: comparing digests takes the same time whatever is offered.
class Token
{
public:
    explicit Token(std::string_view text);
    bool matches(std::string_view offered) const;

private:
    std::array<std::uint8_t, 32> m_digest;
};

// One line of at least 16 characters out of A-Z a-z 0-9 - . _ ~ + / = (what headers carry).
// Io or Configuration, the path in the sentence, never the content.
base::Result<Token> readTokenFile(const std::string &path);

// What an Authorization header offers ("Bearer …"), nullopt for another scheme.
std::optional<std::string_view> bearerOf(std::string_view authorization);
// The offered subprotocol bearer.TOKEN of a Sec-WebSocket-Protocol list, without its prefix.
std::optional<std::string_view> bearerSubprotocol(std::string_view list);

} // namespace lpm::server
