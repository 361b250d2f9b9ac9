// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what stands on the desktop can still be taken hold of, and where else it may stand when
// its monitor is gone. Pure functions of rectangles, in the desktop's device-independent pixels.
#pragma once

#include <QRect>

#include <vector>

namespace lpm::gui {

// frame: with its title, which is its upper `titleHeight`. screens: the room that panels leave on
// each.
bool isReachable(const QRect &frame, const std::vector<QRect> &screens, int titleHeight);

// Whether at least half of it is on one screen: of a panel on a monitor that is gone some desktops leave
// a strip within reach.
bool isMostlySeen(const QRect &frame, const std::vector<QRect> &screens);

// Wholly on the screen that is nearest: where most of it is, else the least way to go. Made smaller
// only if it is larger than that screen. Without a screen it stays.
QRect onNearestScreen(const QRect &frame, const std::vector<QRect> &screens);

} // namespace lpm::gui
