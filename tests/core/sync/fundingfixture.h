// SPDX-License-Identifier: GPL-3.0-or-later
// A funding row of a BTC position at a time of the scripted exchange.
#pragma once

#include "tests/core/sync/scriptedexchange.h"

namespace lpm::fixture {

inline constexpr long long Hour = 3'600'000;

inline domain::FundingPayment funding(const char *amount, long long time,
                                      std::optional<int> samples = {})
{
    domain::FundingPayment payment;
    payment.coin = "BTC";
    payment.time = at(time);
    payment.amount = dec(amount);
    payment.positionSize = dec("0.2");
    payment.rate = dec("0.0000125");
    payment.samples = samples;
    return payment;
}

} // namespace lpm::fixture
