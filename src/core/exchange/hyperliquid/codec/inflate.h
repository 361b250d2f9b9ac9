// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks the compressed context feed: base64 of raw DEFLATE (hyperliquid.md 2.4). Pure.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace lpm::exchange::hyperliquid {

// At most `mostBytes` come out; what would be more is an Error, found before it is stored.
base::Result<std::string> inflateBase64(std::string_view base64, std::size_t mostBytes);

} // namespace lpm::exchange::hyperliquid
