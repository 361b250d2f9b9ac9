// SPDX-License-Identifier: GPL-3.0-or-later
// What the compact strip shows of the chosen account, or of all. A value.
#pragma once

#include "gui/models/positionsmodel.h"
#include "gui/models/summarytotals.h"

#include <vector>

namespace lpm::gui {

struct Risk
{
    QString coin;
    domain::Decimal distance; // to liquidation, a ratio
    QString account{};        // whose it is, where several are looked at

    friend bool operator==(const Risk &, const Risk &) = default;
};

struct CompactView
{
    QString account; // whose numbers they are
    QString mark;    // DEMO, TESTNET; "" for the real thing
    SummaryTotals totals;
    std::optional<domain::Decimal> distance;                 // the nearest liquidation, a ratio
    QString nearest;                                         // the coin that is so near
    std::vector<Risk> risks; // nearest first, at most limits::TrayRisks
    domain::PriceState freshness = domain::PriceState::Live; // of the worst in it
};

QString freshnessWords(domain::PriceState freshness); // "" of what is live

// Distance, coin and freshness of the account's open positions (nullopt: of all). The feed may be
// down with no position to tell it: isFeedDown says it too.
CompactView compactViewOf(const PositionsModel &positions,
                          const std::optional<domain::Address> &account,
                          const SummaryTotals &totals, bool isFeedDown);

} // namespace lpm::gui
