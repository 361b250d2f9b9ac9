// SPDX-License-Identifier: GPL-3.0-or-later
// How fastAssetCtxs travels: base64 of raw deflate (RFC 1951, no header).
#pragma once

#include <string>
#include <string_view>

namespace lpm::simulator {

std::string deflatedBase64(std::string_view text);

} // namespace lpm::simulator
