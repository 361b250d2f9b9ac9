// SPDX-License-Identifier: GPL-3.0-or-later
// How fastAssetCtxs travels, base64 of raw deflate (RFC 1951, no header), and a gzip file that
// unpacks to much more than it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lpm::simulator {

std::string deflatedBase64(std::string_view text);

// So many MiB of zeros as a gzip file: about a thousandth of its contents.
std::string gzippedZeros(std::size_t mebibytes);

} // namespace lpm::simulator
