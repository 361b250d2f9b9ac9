// SPDX-License-Identifier: GPL-3.0-or-later
// The mark price inside an asset's context; answers and frames share it.
#pragma once

#include "core/exchange/hyperliquid/codec/jsonreader.h"

#include <optional>
#include <string_view>

namespace lpm::exchange::hyperliquid {

// Whether it may be a coin's. A mark under another name is passed over: it is nobody's.
inline bool isUsableName(std::string_view name)
{
    return !name.empty() && name.size() <= json::TextBytes;
}

// nullopt where the context tells none, as in a frame of changes. Of one coin: a mark that cannot
// be one fails the reading.
std::optional<domain::Decimal> readMarkOf(json::Reading &reading, json::Value &context);
// Of one coin among many: a mark that cannot be one is passed over, so that it costs no other.
std::optional<domain::Decimal> readUsableMarkOf(json::Reading &reading, json::Value &context);

} // namespace lpm::exchange::hyperliquid
