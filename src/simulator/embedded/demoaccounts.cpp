// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/embedded/demoaccounts.h"

namespace lpm::simulator {

namespace {

domain::Address demoAddress(std::uint8_t number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = 0xDE;
    bytes[1] = 0x30;
    bytes[19] = number;
    return domain::Address::fromBytes(bytes);
}

} // namespace

std::vector<AccountSpec> demoAccounts()
{
    AccountSpec taker;
    taker.address = demoAddress(1);
    taker.label = "Momentum";
    taker.perpetualUsd = 50'000;
    taker.spotUsd = 20'000;

    AccountSpec maker;
    maker.address = demoAddress(2);
    maker.label = "Market maker";
    maker.perpetualUsd = 80'000;
    maker.spotUsd = 30'000;
    maker.fees.perpetualMaker = Rate{-300}; // the highest rebate tier
    maker.fees.spotMaker = Rate{-100};
    return {taker, maker};
}

std::vector<AccountSpec> accountsFor(const std::vector<domain::Address> &addresses)
{
    std::vector<AccountSpec> specs;
    for (const domain::Address &address : addresses) {
        AccountSpec spec;
        spec.address = address;
        spec.label = "Account " + std::to_string(specs.size() + 1);
        specs.push_back(std::move(spec));
    }
    return specs;
}

} // namespace lpm::simulator
