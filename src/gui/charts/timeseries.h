// SPDX-License-Identifier: GPL-3.0-or-later
// A value over time, as it was told: exact, in order, and never more than a number of points. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace lpm::gui {

struct TimePoint
{
    base::Timestamp time{};
    domain::Decimal value;
    bool isBreak = false; // nothing was told for long before it: no line leads here

    friend bool operator==(const TimePoint &, const TimePoint &) = default;
};

// The last one at or before a time; nullptr: none.
const TimePoint *pointAt(const std::vector<TimePoint> &points, base::Timestamp time);

class TimeSeries
{
public:
    // Over a longer silence than `gap` no line is drawn.
    explicit TimeSeries(std::size_t most, base::Milliseconds gap) : m_most(most), m_gap(gap) {}

    // Later than the last, or it is left out. A clock that was set back drops what is ahead of it.
    void add(base::Timestamp time, const domain::Decimal &value);
    // What was kept from before the first point; in any order, `gap` apart at most where it is whole.
    void putBefore(std::vector<TimePoint> points, base::Milliseconds gap);

    const std::vector<TimePoint> &points() const { return m_points; }
    std::optional<domain::Decimal> change() const; // from the first to the last

private:
    void thin();

    std::size_t m_most;
    base::Milliseconds m_gap;
    std::vector<TimePoint> m_points;
};

} // namespace lpm::gui
