// SPDX-License-Identifier: GPL-3.0-or-later
// The mark price inside an asset's context; answers and frames share it.
#pragma once

#include "core/exchange/hyperliquid/codec/jsonreader.h"

#include <optional>

namespace lpm::exchange::hyperliquid {

// nullopt where the context tells none, as in a frame of changes.
std::optional<domain::Decimal> readMarkOf(json::Reading &reading, json::Value &context);

} // namespace lpm::exchange::hyperliquid
