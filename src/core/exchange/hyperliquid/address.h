// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as people type them: checksums of mixed case, and the address of a private key.
// The key is needed for nothing else: it is used once and wiped.
#pragma once

#include "core/base/result.h"
#include "core/domain/address.h"

#include <span>
#include <string>
#include <string_view>

namespace lpm::exchange::hyperliquid {

// 0x and 40 hex digits. All lower or all upper case is taken as it is; mixed case must be a right
// EIP-55 checksum, for a wrong one means a digit was mistyped. The text is never echoed.
base::Result<domain::Address> checkedAddress(std::string_view text);

// The address with its EIP-55 checksum, as wallets show it.
std::string checksumText(const domain::Address &address);

// The address whose private key is written in `key` (64 hex digits, 0x in front or not, blanks
// around it allowed). The characters of `key` are zero on return, whatever comes out.
base::Result<domain::Address> addressFromPrivateKey(std::span<char> key);

} // namespace lpm::exchange::hyperliquid
