// SPDX-License-Identifier: GPL-3.0-or-later
// What hostile clients send: something once, and something on and on.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace lpm::bench::crowd {

struct Attack
{
    std::string name;
    bool isStream = false; // behind an open WebSocket
    std::string once;
    std::string again;
    double mostMb = std::numeric_limits<double>::infinity(); // then it is silent
};

std::vector<Attack> attacksOn(int port);

} // namespace lpm::bench::crowd
