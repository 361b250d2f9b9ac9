// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/watchedapplication.h"

#include <QInputEvent>
#include <QMetaEnum>
#include <QTimer>
#include <QWidget>
#include <QWindow>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace lpm::bench::window {

namespace {

constexpr std::size_t WorkShown = 6;

std::optional<Input> inputOf(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease: return Input::Key;
    case QEvent::Wheel: return Input::Wheel;
    case QEvent::MouseMove: return Input::Move;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease: return Input::Press;
    default: return std::nullopt;
    }
}

std::string nameOf(const QObject &receiver, QEvent::Type type)
{
    const char *event = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    std::string name = receiver.metaObject()->className();
    if (const auto *timer = qobject_cast<const QTimer *>(&receiver))
        name += " of " + std::to_string(timer->interval()) + " ms";
    return name + ", " + (event ? event : std::to_string(type));
}

} // namespace

void print(const std::vector<Work> &work)
{
    std::printf("  what held the GUI thread longest:\n");
    for (std::size_t i = 0; i < std::min(WorkShown, work.size()); ++i) {
        const Work &one = work[i];
        std::printf("    %-54s %8zu times %8.2f ms at most, %6.2f on average\n", one.name.c_str(),
                    one.times, one.longestMs, one.totalMs / static_cast<double>(one.times));
    }
}

void WatchedApplication::watchInputs(QWidget &window, AgeOf ageOf)
{
    m_widget = &window;
    m_window = window.windowHandle();
    m_ageOf = std::move(ageOf);
    m_handled.clear();
    m_waiting.clear();
}

std::vector<Handled> WatchedApplication::stopWatchingInputs()
{
    m_widget = nullptr;
    m_window = nullptr;
    m_waiting.clear();
    return std::exchange(m_handled, {});
}

void WatchedApplication::watchWork()
{
    m_work.clear();
    m_isWorkWatched = true;
}

std::vector<Work> WatchedApplication::stopWatchingWork()
{
    m_isWorkWatched = false;
    std::vector<Work> all;
    for (auto &[key, work] : m_work)
        all.push_back(std::move(work));
    m_work.clear();
    std::sort(all.begin(), all.end(),
              [](const Work &a, const Work &b) { return a.longestMs > b.longestMs; });
    return all;
}

// The system's own events come for the window; what a widget makes of them is inside.
bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    const bool isOfGuiThread = receiver->thread() == thread();
    if (!isOfGuiThread || (!m_window && !m_isWorkWatched))
        return QApplication::notify(receiver, event);
    const auto kind = receiver == m_window ? inputOf(event->type()) : std::nullopt;
    const bool isPainting = event->type() == QEvent::UpdateRequest &&
                            (receiver == m_widget || receiver == m_window);
    const bool done = kind ? notifyInput(receiver, static_cast<const QInputEvent &>(*event), event,
                                         *kind)
                           : notifyWorking(receiver, event);
    if (isPainting)
        onPainted();
    return done;
}

bool WatchedApplication::notifyInput(QObject *receiver, const QInputEvent &input, QEvent *event,
                                     Input kind)
{
    const double age = m_ageOf(input);
    const auto start = SteadyClock::now();
    const bool done = notifyWorking(receiver, event);
    if (age < 0)
        return done;
    m_waiting.push_back({m_handled.size(), SteadyClock::now()});
    m_handled.push_back({kind, age + millisecondsSince(start), -1});
    return done;
}

bool WatchedApplication::notifyWorking(QObject *receiver, QEvent *event)
{
    if (!m_isWorkWatched || m_depth > 0)
        return QApplication::notify(receiver, event);
    const WorkKey key{receiver->metaObject()->className(),
                      static_cast<int>(event->type()) * 100'000 +
                          (qobject_cast<QTimer *>(receiver)
                               ? static_cast<QTimer *>(receiver)->interval()
                               : 0)};
    Work &work = m_work[key];
    if (work.name.empty())
        work.name = nameOf(*receiver, event->type());
    ++m_depth;
    const auto start = SteadyClock::now();
    const bool done = QApplication::notify(receiver, event); // the receiver may be gone after it
    const double took = millisecondsSince(start);
    --m_depth;
    ++work.times;
    work.totalMs += took;
    work.longestMs = std::max(work.longestMs, took);
    return done;
}

void WatchedApplication::onPainted()
{
    for (const Waiting &waiting : m_waiting) {
        Handled &handled = m_handled[waiting.place];
        handled.shownMs = handled.handledMs + millisecondsSince(waiting.handled);
    }
    m_waiting.clear();
}

} // namespace lpm::bench::window
