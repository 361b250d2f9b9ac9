// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/screenkeeper.h"

#include "gui/layouts/reachable.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QScreen>
#include <QTimer>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int LeastTitle = 24; // of a frame that is not known before it is shown

} // namespace

std::vector<QRect> roomOfScreens()
{
    std::vector<QRect> rooms;
    for (const QScreen *screen : QGuiApplication::screens())
        rooms.push_back(screen->availableGeometry());
    return rooms;
}

ScreenKeeper::ScreenKeeper(QWidget &window, std::function<std::vector<QRect>()> screens)
    : QObject(&window), m_window(window), m_screens(std::move(screens))
{
    for (QScreen *screen : QGuiApplication::screens())
        follow(screen);
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &ScreenKeeper::follow);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &ScreenKeeper::lookSoon);
}

void ScreenKeeper::follow(QScreen *screen)
{
    connect(screen, &QScreen::availableGeometryChanged, this, &ScreenKeeper::lookSoon);
}

// The desktop moves windows by itself first, if it does.
void ScreenKeeper::lookSoon() { QTimer::singleShot(0, this, &ScreenKeeper::look); }

void ScreenKeeper::watch(QWidget &beside) { m_beside.emplace_back(&beside); }

void ScreenKeeper::look()
{
    const int title = m_window.geometry().top() - m_window.frameGeometry().top();
    keep(m_window, std::max(title, LeastTitle));
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>()) {
        if (dock->isFloating())
            keep(*dock, LeastTitle);
    }
    for (const QPointer<QWidget> &beside : m_beside) {
        if (beside)
            keep(*beside, beside->height());
    }
}

void ScreenKeeper::keep(QWidget &widget, int titleHeight) const
{
    if (widget.isMaximized() || widget.isFullScreen())
        return; // it is the desktop's to place
    const std::vector<QRect> screens = m_screens();
    const QRect frame = widget.frameGeometry();
    if (isReachable(frame, screens, titleHeight))
        return;
    const QRect wanted = onNearestScreen(frame, screens);
    if (wanted.size() != frame.size())
        widget.resize(widget.size() - (frame.size() - wanted.size()));
    widget.move(wanted.topLeft());
}

} // namespace lpm::gui
