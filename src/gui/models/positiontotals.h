// SPDX-License-Identifier: GPL-3.0-or-later
// The sums over some rows of the positions. A sum with an unknown part is unknown, never too small.
// A value, USD.
#pragma once

#include "gui/format/sumtext.h"
#include "gui/models/positionsmodel.h"

#include <optional>
#include <vector>

namespace lpm::gui {

enum class TotalFigure {
    Gross,
    Longs,
    Shorts,
    Net, // longs − shorts
    Unrealized,
    Realized,
    Fees,
    Funding,
    NetPnl,
    Margin
};

struct PositionTotals
{
    using Sum = std::optional<domain::Decimal>;

    int rows = 0;
    Sum gross{domain::Decimal{}};
    Sum longs{domain::Decimal{}};
    Sum shorts{domain::Decimal{}};
    Sum net{domain::Decimal{}}; // longs − shorts
    Sum unrealized{domain::Decimal{}};
    Sum realized{domain::Decimal{}};
    Sum fees{domain::Decimal{}};
    Sum funding{domain::Decimal{}};
    Sum netPnl{domain::Decimal{}};
    Sum margin{domain::Decimal{}};
    bool isPartial = false;   // of realized, fees and funding something is missing
    bool hasOldPrice = false; // what follows from the mark is no better
    bool isFeedDown = false;  // then all of it may be old

    friend bool operator==(const PositionTotals &, const PositionTotals &) = default;
};

PositionTotals totalsOf(const std::vector<const PositionRow *> &rows);

SumSign signOf(TotalFigure figure); // as its numbers are shown
// What a position adds to a sum, and what all of them do, by their names.
std::optional<domain::Decimal> partOf(const domain::PositionView &position, TotalFigure figure);
std::vector<SumPart> partsOf(const std::vector<const PositionRow *> &rows, TotalFigure figure);

} // namespace lpm::gui
