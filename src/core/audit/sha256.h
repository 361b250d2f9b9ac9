// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 by libcrypto, which uses the processor's instructions for it where it has them.
#pragma once

#include <array>
#include <string_view>

namespace lpm::audit {

// Lower-case hex digits.
using HexDigest = std::array<char, 64>;

// Of the two texts as if they were one.
HexDigest sha256(std::string_view first, std::string_view second = {});

} // namespace lpm::audit
