// SPDX-License-Identifier: GPL-3.0-or-later
// Brings back what stands where no screen is any more: the window, its floating docks and the
// windows beside it. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <QRect>

#include <functional>
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
    void look();                 // now; also by itself whenever a screen goes or changes

private:
    void keep(QWidget &widget, int titleHeight) const;
    void follow(QScreen *screen);
    void lookSoon();

    QWidget &m_window;
    std::function<std::vector<QRect>()> m_screens;
    std::vector<QPointer<QWidget>> m_beside;
};

} // namespace lpm::gui
