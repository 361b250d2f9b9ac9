// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourvision.h"

#include <algorithm>
#include <cmath>

namespace lpm::gui::testing {

namespace {

using Triple = std::array<double, 3>;

double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

Triple linearOf(const QColor &color)
{
    return {linear(color.red() / 255.0), linear(color.green() / 255.0),
            linear(color.blue() / 255.0)};
}

double luminance(const Triple &rgb) { return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]; }

Triple seen(const Triple &rgb, const VisionMatrix &eyes)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        const auto &part = eyes.at(row);
        result.at(row) =
            std::clamp(part[0] * rgb[0] + part[1] * rgb[1] + part[2] * rgb[2], 0.0, 1.0);
    }
    return result;
}

double labPart(double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; }

Triple labOf(const Triple &rgb)
{
    const double x = labPart((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    const double y = labPart(luminance(rgb));
    const double z = labPart((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

} // namespace

double contrast(const QColor &text, const QColor &background)
{
    const double a = luminance(linearOf(text));
    const double b = luminance(linearOf(background));
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

double distanceAsSeen(const QColor &a, const QColor &b, const VisionMatrix &eyes)
{
    const Triple first = labOf(seen(linearOf(a), eyes));
    const Triple second = labOf(seen(linearOf(b), eyes));
    return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

} // namespace lpm::gui::testing
