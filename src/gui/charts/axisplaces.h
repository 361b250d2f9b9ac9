// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in a chart: values and times in floats for the screen, the lines of its grid
// at round ones.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <QCategoryAxis>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

namespace lpm::gui {

inline double place(double value) { return value; }

inline double place(const domain::Decimal &value) { return value.approximate(); }

inline double place(base::Timestamp time)
{
    return static_cast<double>(base::toUnixMilliseconds(time));
}

// From low to high in steps of 1, 2 or 5 of a digit, about `most` of them, none finer than
// `decimals`.
inline std::vector<domain::Decimal> roundValues(double low, double high, int most, int decimals)
{
    constexpr double Finest = 1e-12; // of a number, that its binary place can tell
    const double least = std::max({(high - low) / most, std::pow(10.0, -decimals),
                                   std::max(std::abs(low), std::abs(high)) * Finest});
    const int digit = static_cast<int>(std::floor(std::log10(least)));
    const double unit = std::pow(10.0, digit);
    const int step = least <= unit ? 1 : least <= 2 * unit ? 2 : least <= 5 * unit ? 5 : 10;
    domain::Int128 units = step;
    for (int i = 0; i < digit; ++i)
        units *= 10;
    const auto last = static_cast<long long>(std::floor(high / (step * unit)));
    std::vector<domain::Decimal> values;
    for (auto i = static_cast<long long>(std::ceil(low / (step * unit))); i <= last; ++i)
        values.push_back(domain::Decimal::fromUnits(units * i, std::max(-digit, 0)));
    return values;
}

// By a clock that is ahead of UTC by `offset`; `most` is meant as above. Where the clock is set in
// between, those after it are as far apart, and may be less round.
inline std::vector<base::Timestamp> roundTimes(base::Timestamp from, base::Timestamp to,
                                               std::chrono::seconds offset, int most)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::seconds, 17> Steps{
        1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h};
    const auto least = std::chrono::ceil<std::chrono::seconds>((to - from) / most);
    const auto found = std::lower_bound(Steps.begin(), Steps.end(), least);
    const std::chrono::seconds step =
        found != Steps.end() ? *found : std::chrono::ceil<std::chrono::days>(least);
    const auto clock = std::chrono::ceil<std::chrono::seconds>(from + offset).time_since_epoch();
    std::vector<base::Timestamp> times;
    for (auto at = base::Timestamp(clock + (step - clock % step) % step - offset); at <= to;
         at += step)
        times.push_back(at);
    return times;
}

// A label stands where its stretch ends: the first of them ends one from before the axis. The axis
// leaves out one that it has already.
template <class Place, class Text>
void putLabels(QCategoryAxis &axis, const std::vector<Place> &places, Text textOf)
{
    for (const QString &old : axis.categoriesLabels())
        axis.remove(old);
    axis.setStartValue(2 * axis.min() - axis.max());
    for (const Place &at : places)
        axis.append(textOf(at), place(at));
    if (places.empty()) // without any the axis would be left as it was painted before
        axis.append(QStringLiteral(" "), axis.min());
}

} // namespace lpm::gui
