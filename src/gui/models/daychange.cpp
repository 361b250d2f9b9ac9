// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/daychange.h"

#include "gui/format/orunknown.h"
#include "gui/limits.h"

#include <chrono>

namespace lpm::gui {

using domain::Decimal;

namespace {

constexpr int RatioDecimals = 6;

std::optional<FigureChange> changeOf(const MoneyTrack &track, MoneyFigure figure,
                                     const MoneyPoint &now, base::Timestamp begin)
{
    if (!(now.*figure))
        return std::nullopt;
    const auto then = track.last(figure, begin - limits::DayStartReach, begin);
    if (!then)
        return std::nullopt;
    const Decimal &value = *(now.*figure);
    const auto change = orUnknown([&] { return value - then->value; });
    if (!change)
        return std::nullopt;
    return FigureChange{*then, value, *change};
}

} // namespace

base::Timestamp beginOfDay(base::Timestamp now)
{
    return std::chrono::floor<std::chrono::days>(now);
}

DayChange dayChangeOf(const MoneyTrack &track, const MoneyPoint &now)
{
    const base::Timestamp begin = beginOfDay(now.time);
    const auto of = [&](MoneyFigure figure) { return changeOf(track, figure, now, begin); };
    return {begin, of(&MoneyPoint::equity), of(&MoneyPoint::netPnl), of(&MoneyPoint::unrealizedPnl),
            of(&MoneyPoint::realizedPnl)};
}

std::optional<Drawdown> drawdownOf(const MoneyTrack &track, const MoneyPoint &now)
{
    const base::Timestamp from = now.time - limits::DrawdownSpan;
    auto peak = track.highestEquity(from, now.time);
    const auto since = track.firstEquity(from);
    if (!peak || !since || !now.equity)
        return std::nullopt;
    if (*now.equity > peak->value)
        peak = KnownValue{now.time, *now.equity};
    const auto below = orUnknown([&] { return peak->value - *now.equity; });
    if (!below)
        return std::nullopt;
    Drawdown found{*peak, *since, *now.equity, *below, {}};
    if (peak->value.isPositive())
        found.ratio = orUnknown([&] {
            return Decimal::divide(*below, peak->value, RatioDecimals,
                                   domain::Rounding::HalfAwayFrom0);
        });
    return found;
}

} // namespace lpm::gui
