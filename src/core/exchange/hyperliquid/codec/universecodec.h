// SPDX-License-Identifier: GPL-3.0-or-later
// What can be traded, and its marks (hyperliquid.md 1.4–1.6). Pure.
#pragma once

#include "core/base/result.h"
#include "core/domain/instrument.h"
#include "core/exchange/feedframes.h"

#include <string>
#include <string_view>
#include <vector>

namespace lpm::exchange::hyperliquid {

// meta of one dex, in the order of the universe.
base::Result<std::vector<domain::Instrument>> decodeMeta(std::string_view json,
                                                         const std::string &dex);
// Pairs whose tokens are both known; others are left out.
base::Result<std::vector<domain::Instrument>> decodeSpotMeta(std::string_view json);
// Names, "" (the first dex) always in front. An answer that is JSON but not a list is an
// ErrorCode::Protocol: whoever answered does not know the question.
base::Result<std::vector<std::string>> decodePerpDexs(std::string_view json);
// metaAndAssetCtxs: a mark for each coin of the universe that has one.
base::Result<MarksFrame> decodeMetaAndAssetCtxs(std::string_view json);

} // namespace lpm::exchange::hyperliquid
