// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/screenkeeper.h"

#include "gui/layouts/reachable.h"

#include <QDockWidget>
#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>

namespace lpm::gui {

using namespace std::chrono_literals;

namespace {

constexpr int LeastTitle = 24; // of a frame that is not known before it is shown

// A desktop that moves windows by itself may do it before and after.
constexpr std::array<std::chrono::milliseconds, 3> AfterLoss{0ms, 300ms, 1500ms};

} // namespace

std::vector<QRect> roomOfScreens()
{
    std::vector<QRect> rooms;
    for (const QScreen *screen : QGuiApplication::screens())
        rooms.push_back(screen->availableGeometry());
    return rooms;
}

ScreenKeeper::ScreenKeeper(QWidget &window, std::function<std::vector<QRect>()> screens,
                           std::chrono::milliseconds settling)
    : QObject(&window), m_window(window), m_screens(std::move(screens)), m_settling(settling)
{
    for (QScreen *screen : QGuiApplication::screens())
        follow(screen);
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &ScreenKeeper::follow);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this] {
        for (const auto wait : AfterLoss)
            QTimer::singleShot(wait, this, &ScreenKeeper::lookAfterLoss);
    });
    m_window.installEventFilter(this);
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>())
        followPlace(*dock);
}

void ScreenKeeper::follow(QScreen *screen)
{
    connect(screen, &QScreen::availableGeometryChanged, this, &ScreenKeeper::lookSoon);
}

// The desktop moves windows by itself first, if it does.
void ScreenKeeper::lookSoon() { QTimer::singleShot(0, this, &ScreenKeeper::look); }

void ScreenKeeper::watch(QWidget &beside)
{
    m_beside.emplace_back(&beside);
    followPlace(beside);
}

void ScreenKeeper::followPlace(QWidget &shown)
{
    shown.installEventFilter(this);
    connect(&shown, &QObject::destroyed, this,
            [this](QObject *gone) { m_shownAt.erase(gone); }); // another may come to its address
}

// For a moment: what moves it later is somebody's wish.
void ScreenKeeper::rememberPlace(const QWidget &shown)
{
    const int number = ++m_shows;
    m_shownAt[&shown] = {shown.pos(), number};
    QTimer::singleShot(m_settling, this, [this, key = &shown, number] {
        const auto entry = m_shownAt.find(key);
        if (entry != m_shownAt.end() && entry->second.number == number)
            m_shownAt.erase(entry);
    });
}

// A window without a frame that was only just shown is told, by some desktops, of a place it had for
// a moment, and never of the right one; it would be remembered there. Put there once more it is told.
bool ScreenKeeper::eventFilter(QObject *watched, QEvent *event)
{
    auto &widget = static_cast<QWidget &>(*watched);
    if (watched == &m_window) {
        if (event->type() == QEvent::Show && !event->spontaneous())
            QTimer::singleShot(0, this, &ScreenKeeper::showAfterTheWindow);
        return false;
    }
    if (event->type() == QEvent::Show && !event->spontaneous() && widget.isWindow()) {
        rememberPlace(widget);
    } else if (event->type() == QEvent::Move) {
        const auto shown = m_shownAt.find(watched);
        if (shown == m_shownAt.end())
            return false;
        const QPoint place = shown->second.place;
        m_shownAt.erase(shown); // once: what comes after it is somebody's wish
        const bool isAstray
            = event->spontaneous() && widget.isWindow() && widget.pos() != place;
        if (isAstray)
            QTimer::singleShot(0, &widget, [&widget, place] { widget.move(place); });
    }
    return false;
}

// A dock that some desktops saw before its window is a stranger to it, and goes behind it.
void ScreenKeeper::showAfterTheWindow()
{
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>()) {
        if (!dock->isFloating() || !dock->isVisible())
            continue;
        dock->hide();
        dock->setAttribute(Qt::WA_ShowWithoutActivating); // the keys are the window's
        dock->show();
        dock->setAttribute(Qt::WA_ShowWithoutActivating, false);
    }
}

void ScreenKeeper::look() { lookAtAll(isReachable); }

void ScreenKeeper::lookAfterLoss()
{
    lookAtAll([](const QRect &frame, const std::vector<QRect> &screens, int titleHeight) {
        return isReachable(frame, screens, titleHeight) && isMostlySeen(frame, screens);
    });
}

void ScreenKeeper::lookAtAll(const Test &test) const
{
    const int title = m_window.geometry().top() - m_window.frameGeometry().top();
    keep(m_window, std::max(title, LeastTitle), test);
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>()) {
        if (dock->isFloating())
            keep(*dock, LeastTitle, test);
    }
    for (const QPointer<QWidget> &beside : m_beside) {
        if (beside)
            keep(*beside, beside->height(), test);
    }
}

void ScreenKeeper::keep(QWidget &widget, int titleHeight, const Test &test) const
{
    if (widget.isMaximized() || widget.isFullScreen())
        return; // it is the desktop's to place
    const std::vector<QRect> screens = m_screens();
    const QRect frame = widget.frameGeometry().united(widget.geometry());
    if (test(frame, screens, titleHeight))
        return;
    const QRect wanted = onNearestScreen(frame, screens);
    if (wanted.size() != frame.size())
        widget.resize(widget.size() - (frame.size() - wanted.size()));
    widget.move(wanted.topLeft());
}

} // namespace lpm::gui
