// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/hand.h"

#include <QCoreApplication>
#include <QInputEvent>
#include <QWindow>

namespace lpm::bench::window {

namespace {

constexpr quint64 FirstStamp = 0x4C50'4D00'0000; // no time of a system's own event

} // namespace

Hand::Hand(QWindow &window, const std::vector<Stroke> &strokes, std::chrono::milliseconds pace)
    : m_window(window), m_posted(strokes.size())
{
    for (const Stroke &stroke : strokes) {
        m_events.push_back(eventOf(stroke, window.position()));
        m_events.back()->setTimestamp(FirstStamp + m_events.size() - 1);
    }
    m_thread = std::thread([this, pace] { run(pace); });
}

Hand::~Hand() { m_thread.join(); }

void Hand::run(std::chrono::milliseconds pace)
{
    auto due = SteadyClock::now();
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        std::this_thread::sleep_until(due += pace);
        m_posted[i] = SteadyClock::now();
        QCoreApplication::postEvent(&m_window, m_events[i].release());
    }
    m_isDone = true;
}

double Hand::ageOf(const QInputEvent &event) const
{
    const quint64 stamp = event.timestamp();
    const bool isOurs = stamp >= FirstStamp && stamp - FirstStamp < m_posted.size();
    return isOurs ? millisecondsSince(m_posted[static_cast<std::size_t>(stamp - FirstStamp)]) : -1;
}

} // namespace lpm::bench::window
