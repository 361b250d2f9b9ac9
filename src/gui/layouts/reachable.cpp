// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/reachable.h"

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int GripWidth = 80; // of a title that a hand finds

// How far a span lies outside of another, which may have been saved by anything.
long long spanAway(long long from, long long to, long long low, long long high)
{
    if (to < low)
        return low - to;
    return from > high ? from - high : 0;
}

long long wayTo(const QRect &frame, const QRect &screen)
{
    return spanAway(frame.left(), frame.right(), screen.left(), screen.right()) +
           spanAway(frame.top(), frame.bottom(), screen.top(), screen.bottom());
}

long long shared(const QRect &frame, const QRect &screen)
{
    const QRect both = frame.intersected(screen);
    return both.isEmpty() ? 0 : 1LL * both.width() * both.height();
}

} // namespace

bool isReachable(const QRect &frame, const std::vector<QRect> &screens, int titleHeight)
{
    const QRect title(frame.topLeft(), QSize(frame.width(), titleHeight));
    return std::any_of(screens.begin(), screens.end(), [&](const QRect &screen) {
        const QRect seen = title.intersected(screen);
        return seen.width() >= std::min(GripWidth, title.width()) &&
               seen.height() * 2 >= title.height();
    });
}

bool isMostlySeen(const QRect &frame, const std::vector<QRect> &screens)
{
    return std::any_of(screens.begin(), screens.end(), [&](const QRect &screen) {
        return shared(frame, screen) * 2 >= shared(frame, frame);
    });
}

QRect onNearestScreen(const QRect &frame, const std::vector<QRect> &screens)
{
    const auto nearest =
        std::min_element(screens.begin(), screens.end(), [&](const QRect &a, const QRect &b) {
            const long long ofA = shared(frame, a);
            const long long ofB = shared(frame, b);
            return ofA != ofB ? ofA > ofB : wayTo(frame, a) < wayTo(frame, b);
        });
    if (nearest == screens.end())
        return frame;
    const QSize size = frame.size().boundedTo(nearest->size());
    const int right = nearest->right() - size.width() + 1;
    const int bottom = nearest->bottom() - size.height() + 1;
    return {QPoint(std::clamp(frame.left(), nearest->left(), right),
                   std::clamp(frame.top(), nearest->top(), bottom)),
            size};
}

} // namespace lpm::gui
