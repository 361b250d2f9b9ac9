// SPDX-License-Identifier: GPL-3.0-or-later
// How far money has moved since the UTC day began, and how far equity is below its highest. Exact
// differences of what is known; a deposit or a withdrawal moves equity, too. Pure.
#pragma once

#include "gui/models/moneytrack.h"

#include <optional>

namespace lpm::gui {

struct FigureChange
{
    KnownValue then; // the last at or before midnight, limits::DayStartReach back at most
    domain::Decimal now;
    domain::Decimal change;

    friend bool operator==(const FigureChange &, const FigureChange &) = default;
};

base::Timestamp beginOfDay(base::Timestamp now); // 00:00 UTC

struct DayChange
{
    base::Timestamp begin{};
    std::optional<FigureChange> equity;
    std::optional<FigureChange> netPnl;
    std::optional<FigureChange> unrealizedPnl;
    std::optional<FigureChange> realizedPnl;
};

DayChange dayChangeOf(const MoneyTrack &track, const MoneyPoint &now);

struct Drawdown
{
    KnownValue peak;         // the highest equity of limits::DrawdownSpan, with that of now
    base::Timestamp since{}; // when the first equity was known in that span
    domain::Decimal now;
    domain::Decimal below;                // peak − now, never negative
    std::optional<domain::Decimal> ratio; // of the peak; nullopt: the peak was not positive
};

// nullopt: no equity was known before, or none is now.
std::optional<Drawdown> drawdownOf(const MoneyTrack &track, const MoneyPoint &now);

// Both, as the summary shows them.
struct MoneyMoves
{
    DayChange day;
    std::optional<Drawdown> drawdown;
};

inline MoneyMoves movesOf(const MoneyTrack &track, const MoneyPoint &now)
{
    return {dayChangeOf(track, now), drawdownOf(track, now)};
}

} // namespace lpm::gui
