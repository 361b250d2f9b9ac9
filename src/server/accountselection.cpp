// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accountselection.h"

#include <algorithm>

namespace lpm::server {

using base::ErrorCode;
using base::failure;

bool AccountSelection::contains(const domain::Address &account) const
{
    return std::any_of(accounts.begin(), accounts.end(),
                       [&](const auto &watched) { return watched.address == account; });
}

std::optional<domain::WatchedAccount> findAccount(const ApiBackend &backend, std::string_view name)
{
    const auto watched = backend.accounts();
    auto address = domain::Address::parse(name);
    if (address) {
        if (const auto summary = backend.summary(*address))
            address = summary->account;
    }
    const auto found = std::find_if(watched.begin(), watched.end(), [&](const auto &account) {
        return address ? account.address == *address
                       : !account.label.empty() && account.label == name;
    });
    if (found == watched.end())
        return std::nullopt;
    return *found;
}

base::Result<AccountSelection> selectAccounts(const ApiBackend &backend, const AccountName &name)
{
    auto watched = backend.accounts();
    if (name == "all")
        return AccountSelection{std::move(watched), true};
    if (!name) {
        if (watched.empty())
            return failure(ErrorCode::NotFound, "no account is watched yet");
        return AccountSelection{{watched.front()}, false};
    }
    if (auto account = findAccount(backend, *name))
        return AccountSelection{{*std::move(account)}, false};
    return failure(ErrorCode::NotFound, "no watched account has this address or label");
}

} // namespace lpm::server
