// SPDX-License-Identifier: GPL-3.0-or-later
// What the last comparisons with the exchange say of each coin: the worst of its fields. A value.
#pragma once

#include "core/domain/position.h"
#include "core/domain/reconciliation.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace lpm::gui {

class Proofs
{
public:
    void take(const domain::ReconciliationView &view); // all of its account

    // Agrees, where it is not worse than not compared.
    domain::FieldVerdict verdictOf(const domain::PositionView &position) const;
    bool isUnknown(const domain::Address &account) const; // nobody knows whether it agrees now

private:
    using Coin = std::pair<domain::Address, std::string>;

    std::map<Coin, domain::FieldVerdict> m_verdicts; // suspect or worse
    std::set<domain::Address> m_unknown;
};

} // namespace lpm::gui
