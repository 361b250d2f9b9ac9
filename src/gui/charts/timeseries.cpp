// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/timeseries.h"

#include "gui/format/orunknown.h"

#include <algorithm>

namespace lpm::gui {

const TimePoint *pointAt(const std::vector<TimePoint> &points, base::Timestamp time)
{
    const auto after =
        std::upper_bound(points.begin(), points.end(), time,
                         [](auto at, const TimePoint &point) { return at < point.time; });
    return after == points.begin() ? nullptr : &*std::prev(after);
}

void TimeSeries::add(base::Timestamp time, const domain::Decimal &value)
{
    while (!m_points.empty() && m_points.back().time > time + m_gap)
        m_points.pop_back();
    if (!m_points.empty() && m_points.back().time >= time)
        return;
    const bool isBreak = m_points.empty() || time - m_points.back().time > m_gap;
    m_points.push_back({time, value, isBreak});
    thin();
}

void TimeSeries::putBefore(std::vector<TimePoint> points, base::Milliseconds gap)
{
    std::sort(points.begin(), points.end(),
              [](const TimePoint &a, const TimePoint &b) { return a.time < b.time; });
    const auto first = m_points.empty() ? points.end()
                                        : std::lower_bound(points.begin(), points.end(),
                                                           m_points.front().time,
                                                           [](const TimePoint &point, auto time) {
                                                               return point.time < time;
                                                           });
    points.erase(first, points.end());
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i].isBreak = i == 0 || points[i].time - points[i - 1].time > gap;
    if (!points.empty() && !m_points.empty())
        m_points.front().isBreak = m_points.front().time - points.back().time > gap;
    m_points.insert(m_points.begin(), points.begin(), points.end());
    thin();
}

// Every second point of the older half goes, so that the newest stay close; a break stays one.
void TimeSeries::thin()
{
    while (m_points.size() > m_most) {
        std::vector<TimePoint> kept;
        bool isBroken = false;
        const std::size_t half = m_points.size() / 2;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            TimePoint point = m_points[i];
            if (i > 0 && i < half && i % 2 == 1) {
                isBroken = isBroken || point.isBreak;
                continue;
            }
            point.isBreak = point.isBreak || isBroken;
            isBroken = false;
            kept.push_back(point);
        }
        if (kept.size() == m_points.size())
            return;
        m_points = std::move(kept);
    }
}

std::optional<domain::Decimal> TimeSeries::change() const
{
    if (m_points.size() < 2)
        return std::nullopt;
    return orUnknown([&] { return m_points.back().value - m_points.front().value; });
}

} // namespace lpm::gui
