// SPDX-License-Identifier: GPL-3.0-or-later
// An engine in which nothing happens by itself, with one account, for tests of its arithmetic.
#pragma once

#include "simulator/engine/accountview.h"
#include "simulator/engine/engine.h"

namespace lpm::tests {

using namespace lpm::simulator;
using domain::Decimal;
using domain::FillSide;

inline Decimal number(const char *text) { return *Decimal::parse(text); }

inline domain::Address someone()
{
    return *domain::Address::parse("0x00000000000000000000000000000000000000aa");
}

inline EngineOptions quiet(std::int64_t perpetualUsd = 50'000)
{
    AccountSpec spec;
    spec.address = someone();
    spec.perpetualUsd = perpetualUsd;
    spec.tradesByItself = false;
    EngineOptions options;
    options.accounts = {spec};
    options.moveMarks = false;
    return options;
}

inline FillOrder order(const char *coin, FillSide side, const char *size, const char *price)
{
    FillOrder result;
    result.account = someone();
    result.coin = coin;
    result.side = side;
    result.size = number(size);
    result.price = number(price);
    return result;
}

inline DexView view(const Engine &engine, int dex = 0)
{
    return viewDex(engine.universe(), engine.board(), engine.accounts().front(), dex);
}

inline std::string money(Integer amount) { return wireText(amount, MoneyDecimals); }

} // namespace lpm::tests
