// SPDX-License-Identifier: GPL-3.0-or-later
// Brings back what stands where no screen is any more: the window, its floating docks and the
// windows beside it. Sees to it that docks are shown where they were put, and in front of the
// window. GUI thread.
#pragma once

#include "gui/limits.h"

#include <QObject>
#include <QPointer>
#include <QRect>

#include <chrono>
#include <functional>
#include <map>
#include <vector>

class QScreen;
class QWidget;

namespace lpm::gui {

std::vector<QRect> roomOfScreens(); // that panels leave, of the screens there are

class ScreenKeeper : public QObject
{
    Q_OBJECT
public:
    // A child of the window. `screens` is asked each time. Once `settling` is over, a shown window is
    // anybody's to move.
    explicit ScreenKeeper(QWidget &window,
                          std::function<std::vector<QRect>()> screens = roomOfScreens,
                          std::chrono::milliseconds settling = limits::ShownSettles);

    void watch(QWidget &beside); // has no title: all of it can be taken hold of
    void look();                 // now; also by itself whenever a screen changes
    void lookAfterLoss();        // now; also by itself whenever a screen goes

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Test = std::function<bool(const QRect &frame, const std::vector<QRect> &screens,
                                    int titleHeight)>; // whether it may stay
    struct Shown
    {
        QPoint place;
        int number = 0; // of all that were shown
    };

    void followPlace(QWidget &shown);
    void rememberPlace(const QWidget &shown);
    void lookAtAll(const Test &test) const;
    void keep(QWidget &widget, int titleHeight, const Test &test) const;
    void follow(QScreen *screen);
    void lookSoon();
    void showAfterTheWindow();

    QWidget &m_window;
    std::function<std::vector<QRect>()> m_screens;
    std::vector<QPointer<QWidget>> m_beside;
    std::chrono::milliseconds m_settling;
    int m_shows = 0;
    std::map<const QObject *, Shown> m_shownAt; // of those just shown and not moved since
};

} // namespace lpm::gui
