// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own limits and paces by name, with their reasons.
#pragma once

#include <chrono>
#include <cstddef>

namespace lpm::gui::limits {

using namespace std::chrono_literals;

inline constexpr auto UpdatePace = 50ms;     // 20 a second: faster is not seen, and costs a core
inline constexpr auto HealthSilence = 5000ms; // health comes each second: then it is not believed
inline constexpr auto TickPace = 1000ms;     // ages, freshness, re-sorting
inline constexpr auto FlashTime = 300ms;     // a number that changed glows so long
inline constexpr auto CurvePace = 5s;         // between two points of equity
inline constexpr auto CurveGap = 20s;         // over a longer silence no line is drawn
inline constexpr auto KeptCurveGap = 180s;    // of points that were kept, one a minute
inline constexpr std::size_t CurvePoints = 720;     // a screen has no more columns to show them
inline constexpr std::size_t FillsKept = 10'000;    // rows of the fills panel
inline constexpr std::size_t RelayedFills = 10'000; // waiting for a window that is busy
inline constexpr std::size_t RelayedOpen = 20'000;  // latest updates waiting, one a position
inline constexpr int FilterLength = 256;            // characters of the filter of the positions
inline constexpr int NameLength = 48;               // characters of a coin or label that are shown
inline constexpr int FeedBadgesShown = 3;           // with more accounts, one badge counts them

static_assert(UpdatePace < TickPace);

} // namespace lpm::gui::limits
