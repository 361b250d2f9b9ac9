// SPDX-License-Identifier: GPL-3.0-or-later
// An account that is watched, by address and by the name its owner gave it.
#pragma once

#include "core/domain/address.h"

#include <string>

namespace lpm::domain {

struct WatchedAccount
{
    Address address;
    std::string label; // "" without one

    friend bool operator==(const WatchedAccount &, const WatchedAccount &) = default;
};

} // namespace lpm::domain
