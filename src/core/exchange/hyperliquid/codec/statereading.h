// SPDX-License-Identifier: GPL-3.0-or-later
// The part of state reading that answers and frames share.
#pragma once

#include "core/domain/accountstate.h"
#include "core/exchange/hyperliquid/codec/jsonreader.h"

namespace lpm::exchange::hyperliquid {

void readDexState(json::Reading &reading, json::Value &value, domain::DexState &into);

} // namespace lpm::exchange::hyperliquid
