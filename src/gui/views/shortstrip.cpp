// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/shortstrip.h"

#include "gui/views/stattile.h"
#include "gui/views/summarystrip.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace lpm::gui {

namespace {

// Of a window in which all rows stand, without them. Above the lowest that the rest of the window
// can be, so that one who makes it lower comes to the point where rows are given up.
constexpr int HeightBeside = 560;

} // namespace

ShortStrip::ShortStrip(SummaryStrip &strip, QWidget *parent) : QScrollArea(parent), m_strip(strip)
{
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(&strip); // which listens to it, too
    strip.setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

bool ShortStrip::isShort() const
{
    return window()->height() < HeightBeside + m_strip.minimumSizeHint().height();
}

int ShortStrip::wantedHeight() const
{
    const auto *tile = m_strip.findChild<StatTile *>();
    const int all = m_strip.minimumSizeHint().height();
    return isShort() && tile != nullptr ? std::min(all, tile->minimumSizeHint().height()) : all;
}

QSize ShortStrip::sizeHint() const { return {m_strip.sizeHint().width(), wantedHeight()}; }

QSize ShortStrip::minimumSizeHint() const
{
    return {m_strip.minimumSizeHint().width(), wantedHeight()};
}

bool ShortStrip::eventFilter(QObject *watched, QEvent *event)
{
    const bool isNews = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
    // Of the strip, or of the window. Only what was not said yet: a window that is lower than it
    // should be never gives the height that was asked for.
    if (isNews && std::exchange(m_announced, wantedHeight()) != wantedHeight())
        updateGeometry();
    return watched == &m_strip && QScrollArea::eventFilter(watched, event);
}

// By the wheel, by its bar, and by arrows.
void ShortStrip::resizeEvent(QResizeEvent *event)
{
    setVerticalScrollBarPolicy(isShort() ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setFocusPolicy(isShort() ? Qt::StrongFocus : Qt::NoFocus);
    QScrollArea::resizeEvent(event);
}

void ShortStrip::showEvent(QShowEvent *event)
{
    if (m_window != window()) {
        if (m_window)
            m_window->removeEventFilter(this);
        m_window = window();
        m_window->installEventFilter(this);
    }
    updateGeometry();
    QScrollArea::showEvent(event);
}

} // namespace lpm::gui
