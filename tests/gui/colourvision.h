// SPDX-License-Identifier: GPL-3.0-or-later
// How colours look to other eyes, and how far two of them lie apart: for tests of the themes.
#pragma once

#include <QColor>

#include <array>

namespace lpm::gui::testing {

// WCAG 2: 1 for the same colour, 21 for black on white.
double contrast(const QColor &text, const QColor &background);

using VisionMatrix = std::array<std::array<double, 3>, 3>; // on linear RGB

// Full dichromacy, by the model of Machado, Oliveira and Fernandes (2009).
inline constexpr VisionMatrix Protanopia{{{0.152286, 1.052583, -0.204868},
                                          {0.114503, 0.786281, 0.099216},
                                          {-0.003882, -0.048116, 1.051998}}};
inline constexpr VisionMatrix Deuteranopia{{{0.367322, 0.860646, -0.227968},
                                            {0.280085, 0.672501, 0.047413},
                                            {-0.011820, 0.042940, 0.968881}}};

// The distance in CIE L*a*b* as those eyes see it; about 2 is just noticed side by side.
double distanceAsSeen(const QColor &a, const QColor &b, const VisionMatrix &eyes);

} // namespace lpm::gui::testing
