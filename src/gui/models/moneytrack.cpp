// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/moneytrack.h"

#include "gui/format/orunknown.h"
#include "gui/limits.h"

namespace lpm::gui {

using domain::Decimal;

namespace {

std::optional<Decimal> sumOfKnown(const std::optional<Decimal> &a, const std::optional<Decimal> &b)
{
    if (!a || !b)
        return std::nullopt;
    return orUnknown([&] { return *a + *b; });
}

std::chrono::sys_time<std::chrono::minutes> minuteOf(base::Timestamp time)
{
    return std::chrono::floor<std::chrono::minutes>(time);
}

bool isHigher(const MoneyPoint &point, const std::optional<KnownValue> &than)
{
    return point.equity && (!than || *point.equity > than->value);
}

} // namespace

MoneyPoint pointOf(const domain::EquitySample &sample)
{
    MoneyPoint point{sample.time, sample.equity, {}, sample.unrealizedPnl, sample.realizedPnl};
    if (sample.unrealizedPnl && sample.fees)
        point.netPnl = orUnknown([&] {
            return sample.realizedPnl + *sample.unrealizedPnl - *sample.fees + sample.funding;
        });
    return point;
}

MoneyPoint pointOf(const SummaryTotals &totals, base::Timestamp now)
{
    return {now, totals.equity, totals.netPnl, totals.unrealizedPnl, totals.realizedPnl};
}

MoneyPoint sumOf(const MoneyPoint &a, const MoneyPoint &b)
{
    MoneyPoint sum{a.time, {}, {}, {}, {}};
    for (const MoneyFigure figure : {&MoneyPoint::equity, &MoneyPoint::netPnl,
                                     &MoneyPoint::unrealizedPnl, &MoneyPoint::realizedPnl})
        sum.*figure = sumOfKnown(a.*figure, b.*figure);
    return sum;
}

void MoneyTrack::add(const MoneyPoint &now)
{
    const Minute minute = minuteOf(now.time);
    m_minutes.erase(m_minutes.upper_bound(minute), m_minutes.end());
    const auto [at, isNew] = m_minutes.try_emplace(minute, Spell{now, now, {}});
    Spell &spell = at->second;
    spell.last = now;
    if (isHigher(now, spell.highest))
        spell.highest = {now.time, *now.equity};
    if (isNew)
        trim();
}

void MoneyTrack::putPast(const MoneyPoint &kept)
{
    const auto [at, isNew] =
        m_minutes.try_emplace(minuteOf(kept.time), Spell{kept, kept, {}});
    Spell &spell = at->second;
    if (kept.time < spell.first.time)
        spell.first = kept;
    if (kept.time > spell.last.time)
        spell.last = kept;
    if (isHigher(kept, spell.highest))
        spell.highest = {kept.time, *kept.equity};
    trim();
}

void MoneyTrack::trim()
{
    while (m_minutes.size() > limits::MoneyMinutes)
        m_minutes.erase(m_minutes.begin());
}

std::optional<KnownValue> MoneyTrack::last(MoneyFigure figure, base::Timestamp since,
                                           base::Timestamp until) const
{
    for (auto at = m_minutes.upper_bound(minuteOf(until)); at != m_minutes.begin();) {
        --at;
        for (const MoneyPoint *point : {&at->second.last, &at->second.first}) {
            if (point->time <= until && point->time >= since && point->*figure)
                return KnownValue{point->time, *(point->*figure)};
        }
        if (at->second.last.time < since)
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<KnownValue> MoneyTrack::highestEquity(base::Timestamp since,
                                                    base::Timestamp until) const
{
    std::optional<KnownValue> highest;
    for (auto at = m_minutes.lower_bound(minuteOf(since)); at != m_minutes.end(); ++at) {
        const auto &own = at->second.highest;
        if (own && own->time >= since && own->time <= until &&
            (!highest || own->value > highest->value))
            highest = own;
    }
    return highest;
}

std::optional<base::Timestamp> MoneyTrack::firstEquity(base::Timestamp since) const
{
    for (auto at = m_minutes.lower_bound(minuteOf(since)); at != m_minutes.end(); ++at) {
        const auto &[first, last, highest] = at->second;
        if (first.equity && first.time >= since)
            return first.time;
        if (highest && highest->time >= since)
            return highest->time;
        if (last.equity && last.time >= since)
            return last.time;
    }
    return std::nullopt;
}

} // namespace lpm::gui
