// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of fill and funding reading that answers and frames share.
#pragma once

#include "core/domain/fill.h"
#include "core/exchange/hyperliquid/codec/jsonreader.h"

#include <vector>

namespace lpm::exchange::hyperliquid {

void readFills(json::Reading &reading, json::Value &value, std::vector<domain::Fill> &into);
void readTwapFills(json::Reading &reading, json::Value &value, std::vector<domain::Fill> &into);
// Rows as the feed sends them: without hash, without delta.
void readPushedFundings(json::Reading &reading, json::Value &value,
                        std::vector<domain::FundingPayment> &into);

} // namespace lpm::exchange::hyperliquid
