// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the relay so many price changes a second, as the monitor would: spread over the time, with
// a summary of each account ten times a second and health each second. On a thread of its own,
// whose cost is measured apart from the window's.
#pragma once

#include "window/book.h"
#include "window/cost.h"

#include "core/base/clock.h"
#include "gui/source/corerelay.h"

#include <QBasicTimer>
#include <QObject>

namespace lpm::bench::window {

class Player : public QObject
{
public:
    static constexpr int ChangesAStep = 70;
    static constexpr int StepMs = 10; // so 700 in each 100 ms

    // Everything is used on the thread the player is moved to.
    Player(Book &book, gui::CoreRelay &relay) : m_book(book), m_relay(relay) {}

    void begin(); // the state of now, then the changes
    void end();
    void tellFills(int count); // at once

    struct Told
    {
        std::uint64_t changes = 0;
        double cpuMs = 0; // of its thread
    };
    Told told() const { return {m_changes, threadCpuMs()}; } // on its thread

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void step();
    void tellAccounts();

    Book &m_book;
    gui::CoreRelay &m_relay;
    base::SystemClock m_clock;
    QBasicTimer m_timer;
    SteadyClock::time_point m_start{};
    std::uint64_t m_steps = 0;
    std::uint64_t m_changes = 0;
};

} // namespace lpm::bench::window
