// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange says an account is (hyperliquid.md 1.1, 1.2, 1.10, 1.14). Pure.
#pragma once

#include "core/base/result.h"
#include "core/domain/accountstate.h"

#include <string>
#include <string_view>
#include <vector>

namespace lpm::exchange::hyperliquid {

// clearinghouseState of the dex asked for; the answer does not name it.
base::Result<domain::DexState> decodeClearinghouseState(std::string_view json, std::string dex);
base::Result<std::vector<domain::SpotBalance>> decodeSpotState(std::string_view json);
// A role that is not known is watched like a user's.
base::Result<domain::RoleAnswer> decodeRole(std::string_view json);
base::Result<domain::AccountAbstraction> decodeAbstraction(std::string_view json);

} // namespace lpm::exchange::hyperliquid
