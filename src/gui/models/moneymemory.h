// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers of the money of each account and of all of them together, for the
// change of the day and the drawdown. What a monitor kept of several accounts is added up where it
// is of the same moment. Pure.
#pragma once

#include "core/domain/account.h"
#include "gui/models/daychange.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace lpm::gui {

class MoneyMemory
{
public:
    explicit MoneyMemory(const std::vector<domain::WatchedAccount> &accounts);

    // Forgets the others. Whether they are not the same any more; in which order they come is one.
    bool setAccounts(const std::vector<domain::WatchedAccount> &accounts);
    void add(const AccountChoice &whose, const MoneyPoint &now);
    void forgetSeen(); // what was added; what was kept stays. The clock that dated it was wrong
    // A page of one account's samples, newest first. Until when the next one is to be asked for;
    // nullopt: all that is wanted of it is here.
    std::optional<base::Timestamp> putPast(const domain::EquityPast &page, base::Timestamp now);

    MoneyMoves moves(const AccountChoice &whose, const MoneyPoint &now) const;

private:
    void addUpAll();
    void addUp(base::Timestamp time);

    std::set<domain::Address> m_accounts;
    std::map<AccountChoice, MoneyTrack> m_tracks;
    std::map<domain::Address, std::map<base::Timestamp, MoneyPoint>> m_kept;
};

} // namespace lpm::gui
