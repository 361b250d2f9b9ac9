// SPDX-License-Identifier: GPL-3.0-or-later
// An account's money over the last day, or of several accounts together: what it was in each
// minute, first and last, and the highest equity of the minute. Bounded by limits::MoneyMinutes, not
// by age: a clock may be ahead for a while. Pure.
#pragma once

#include "core/domain/history.h"
#include "gui/models/summarytotals.h"

#include <chrono>
#include <map>
#include <optional>

namespace lpm::gui {

// USD. nullopt: not known then.
struct MoneyPoint
{
    base::Timestamp time{};
    std::optional<domain::Decimal> equity;
    std::optional<domain::Decimal> netPnl;
    std::optional<domain::Decimal> unrealizedPnl;
    std::optional<domain::Decimal> realizedPnl;

    friend bool operator==(const MoneyPoint &, const MoneyPoint &) = default;
};

using MoneyFigure = std::optional<domain::Decimal> MoneyPoint::*;

MoneyPoint pointOf(const domain::EquitySample &sample);
MoneyPoint pointOf(const SummaryTotals &totals, base::Timestamp now);
// Of the same moment; an unknown part makes the sum unknown.
MoneyPoint sumOf(const MoneyPoint &a, const MoneyPoint &b);

struct KnownValue
{
    base::Timestamp time{};
    domain::Decimal value;

    friend bool operator==(const KnownValue &, const KnownValue &) = default;
};

class MoneyTrack
{
public:
    // As it is now. A clock that was set back drops what is ahead of it.
    void add(const MoneyPoint &now);
    void putPast(const MoneyPoint &kept); // as it was; what is known better stays

    // The last one that is known, from `since` to `until`, both inclusive.
    std::optional<KnownValue> last(MoneyFigure figure, base::Timestamp since,
                                   base::Timestamp until) const;
    std::optional<KnownValue> highestEquity(base::Timestamp since,
                                            base::Timestamp until) const; // the first such
    std::optional<base::Timestamp> firstEquity(base::Timestamp since) const; // when it was known

private:
    using Minute = std::chrono::sys_time<std::chrono::minutes>;
    struct Spell
    {
        MoneyPoint first;
        MoneyPoint last;
        std::optional<KnownValue> highest; // equity
    };

    void trim();

    std::map<Minute, Spell> m_minutes;
};

} // namespace lpm::gui
