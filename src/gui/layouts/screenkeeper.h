// SPDX-License-Identifier: GPL-3.0-or-later
// Brings back what stands where no screen is any more: the window, its floating docks and the
// windows beside it. Sees to it that docks are shown where they were put, and in front of the
// window. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <QRect>

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
    // A child of the window. `screens` is asked each time.
    explicit ScreenKeeper(QWidget &window,
                          std::function<std::vector<QRect>()> screens = roomOfScreens);

    void watch(QWidget &beside); // has no title: all of it can be taken hold of
    void look();                 // now; also by itself whenever a screen changes
    void lookAfterLoss();        // now; also by itself whenever a screen goes

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Test = std::function<bool(const QRect &frame, const std::vector<QRect> &screens,
                                    int titleHeight)>; // whether it may stay
    void lookAtAll(const Test &test) const;
    void keep(QWidget &widget, int titleHeight, const Test &test) const;
    void follow(QScreen *screen);
    void lookSoon();
    void showAfterTheWindow();

    QWidget &m_window;
    std::function<std::vector<QRect>()> m_screens;
    std::vector<QPointer<QWidget>> m_beside;
    std::map<const QObject *, QPoint> m_shownAt; // of those that were shown and not moved since
};

} // namespace lpm::gui
