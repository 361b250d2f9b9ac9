// SPDX-License-Identifier: GPL-3.0-or-later
// The strip's numbers for one account, or added up over all of them. A sum with an unknown part is
// unknown, never too small.
#pragma once

#include "core/domain/positionupdate.h"

#include <optional>
#include <vector>

namespace lpm::gui {

struct SummaryTotals
{
    int accounts = 0; // 0: nothing has been read yet
    std::vector<domain::SummaryPtr> parts; // what it is the sum of
    int activePositions = 0;
    std::optional<domain::Decimal> equity;
    std::optional<domain::Decimal> netPnl;
    std::optional<domain::Decimal> realizedPnl;
    std::optional<domain::Decimal> unrealizedPnl;
    std::optional<domain::Decimal> fees;
    std::optional<domain::Decimal> funding;
    std::optional<domain::Decimal> longExposure;
    std::optional<domain::Decimal> shortExposure;
    std::optional<domain::Decimal> netExposure;
    std::optional<domain::Decimal> grossExposure;
};

using AccountChoice = std::optional<domain::Address>; // nullopt: all of them together

SummaryTotals totalsOf(const std::vector<domain::SummaryPtr> &summaries);

} // namespace lpm::gui
