// SPDX-License-Identifier: GPL-3.0-or-later
// The same strokes by keys and mouse of the X server, through xdotool: nothing of Qt is left out.
// The server stamps each by the clock that the bench reads, to the millisecond.
#pragma once

#include <QProcess>

class QInputEvent;

namespace lpm::bench::window {

class Stage;

class XHand
{
public:
    static bool isThere(); // an X server, and xdotool

    // Starts at once; `rounds` of some 130 strokes each.
    XHand(Stage &stage, int rounds);
    ~XHand();

    bool isDone() const { return m_process.state() == QProcess::NotRunning; }
    static double ageOf(const QInputEvent &event); // ms

private:
    QProcess m_process;
};

} // namespace lpm::bench::window
