// SPDX-License-Identifier: GPL-3.0-or-later
// What an exchange's feed pushes, as values: made by a codec, carried by ExchangeClient.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"
#include "core/domain/fill.h"

#include <string>
#include <variant>
#include <vector>

namespace lpm::exchange {

struct FillsFrame
{
    domain::Address account;
    std::vector<domain::Fill> fills; // in the order received
    bool isSnapshot = false;
    bool isTwap = false; // slices of a TWAP order: a stream of their own, missing from the other
};

struct FundingsFrame
{
    domain::Address account;
    std::vector<domain::FundingPayment> payments;
    bool isSnapshot = false;
};

// The exchange's own view, pushed. `dexes` holds every dex of the account if isAllDexes.
struct StateFrame
{
    domain::Address account;
    std::vector<domain::DexState> dexes;
    bool isAllDexes = false;
};

struct Mark
{
    std::string coin;
    domain::Decimal price;
};

struct MarksFrame
{
    std::vector<Mark> marks;
};

using FeedFrame = std::variant<FillsFrame, FundingsFrame, StateFrame, MarksFrame>;

} // namespace lpm::exchange
