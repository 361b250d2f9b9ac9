// SPDX-License-Identifier: GPL-3.0-or-later
// Posts strokes to a window at a steady pace from a thread of its own, whatever the window is busy
// with, and remembers when it posted each.
#pragma once

#include "window/cost.h"
#include "window/handscript.h"

#include <atomic>
#include <thread>

class QWindow;

namespace lpm::bench::window {

class Hand
{
public:
    // The window must outlive it.
    Hand(QWindow &window, const std::vector<Stroke> &strokes, std::chrono::milliseconds pace);
    ~Hand();
    Hand(const Hand &) = delete;
    Hand &operator=(const Hand &) = delete;

    bool isDone() const { return m_isDone; }
    double ageOf(const QInputEvent &event) const; // ms; negative: it is not of this hand

private:
    void run(std::chrono::milliseconds pace);

    QWindow &m_window;
    std::vector<std::unique_ptr<QInputEvent>> m_events; // made on the GUI thread
    std::vector<SteadyClock::time_point> m_posted;
    std::atomic<bool> m_isDone = false;
    std::thread m_thread;
};

} // namespace lpm::bench::window
