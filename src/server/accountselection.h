// SPDX-License-Identifier: GPL-3.0-or-later
// ?account=label|0x…|all: which accounts a request is about. What is kept over time is the name:
// the accounts behind it may change, so each use selects anew.
#pragma once

#include "core/base/result.h"
#include "server/apibackend.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::server {

struct AccountSelection
{
    std::vector<domain::WatchedAccount> accounts; // one, unless isAll
    bool isAll = false;

    bool contains(const domain::Address &account) const;
};

using AccountName = std::optional<std::string>; // as asked for; nullopt: the first account

// By address or label; nullopt is unknown. A label wins over nothing: addresses are tried first.
// The address of an agent finds its master.
std::optional<domain::WatchedAccount> findAccount(const ApiBackend &backend, std::string_view name);

// nullopt takes the first account. NotFound with a sentence for a name that is not watched.
base::Result<AccountSelection> selectAccounts(const ApiBackend &backend, const AccountName &name);

} // namespace lpm::server
