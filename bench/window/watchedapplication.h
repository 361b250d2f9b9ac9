// SPDX-License-Identifier: GPL-3.0-or-later
// The application of the bench: stamps when an input that somebody posted was handled and when the
// window was painted after it, and keeps how long each kind of work held the GUI thread.
#pragma once

#include "window/cost.h"

#include <QApplication>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QInputEvent;
class QWidget;
class QWindow;

namespace lpm::bench::window {

enum class Input { Key, Wheel, Move, Press };
inline constexpr int InputKinds = 4;

// Of one input, ms from when it was posted; `shown` only where a painting followed.
struct Handled
{
    Input kind = Input::Key;
    double handledMs = 0;
    double shownMs = -1;
};

struct Work // one kind of it
{
    std::string name;
    std::size_t times = 0;
    double totalMs = 0;
    double longestMs = 0;
};

void print(const std::vector<Work> &work); // the first ones

class WatchedApplication : public QApplication
{
public:
    // When an input was posted, ms ago; negative: nobody of ours did.
    using AgeOf = std::function<double(const QInputEvent &event)>;

    using QApplication::QApplication;

    void watchInputs(QWidget &window, AgeOf ageOf);
    std::vector<Handled> stopWatchingInputs();

    void watchWork();
    std::vector<Work> stopWatchingWork(); // the longest first

    bool notify(QObject *receiver, QEvent *event) override;

private:
    bool notifyInput(QObject *receiver, const QInputEvent &input, QEvent *event, Input kind);
    bool notifyWorking(QObject *receiver, QEvent *event);
    void onPainted();

    struct Waiting // for the next painting
    {
        std::size_t place = 0;
        SteadyClock::time_point handled;
    };
    using WorkKey = std::pair<const char *, int>; // the receiver's class, the event's type

    QWidget *m_widget = nullptr;
    QWindow *m_window = nullptr;
    AgeOf m_ageOf;
    std::vector<Handled> m_handled;
    std::vector<Waiting> m_waiting;
    bool m_isWorkWatched = false;
    int m_depth = 0;
    std::map<WorkKey, Work> m_work;
};

} // namespace lpm::bench::window
