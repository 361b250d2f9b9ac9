// SPDX-License-Identifier: GPL-3.0-or-later
// A real window before a player: 500 positions on three accounts, sorted by unrealized P&L and
// filtered, as a trader would leave it.
#pragma once

#include "window/playedsource.h"
#include "window/player.h"

#include "gui/mainwindow.h"

#include <QThread>

#include <functional>

namespace lpm::gui {
class DataTable;
}
class QLineEdit;

namespace lpm::bench::window {

inline constexpr int Positions = 500;
inline constexpr int Accounts = 3;

// Lets the event loop run so long, or until it is so; whether it was.
void runFor(std::chrono::milliseconds time);
bool runUntil(const std::function<bool()> &isSo, std::chrono::milliseconds patience);

gui::DataTable &tableOf(const gui::MainWindow &window, const char *name);

struct RunningThread : QThread
{
    ~RunningThread() override
    {
        quit();
        wait();
    }
};

class Stage
{
public:
    Stage();
    ~Stage();

    bool play(); // until the positions are shown; false: they do not come
    void pause();
    Player::Told told();
    void tellFills(int count);

    gui::MainWindow &window() { return m_window; }
    gui::DataTable &positions() const { return tableOf(m_window, "Positions"); }
    gui::DataTable &fills() const { return tableOf(m_window, "Fills"); }
    QLineEdit &filter() const;

private:
    void onCore(const std::function<void()> &action); // and waits for it

    Book m_book;
    RunningThread m_core; // ends after the source, whose relay is deleted on it
    base::SystemClock m_clock;
    PlayedSource m_source;
    std::unique_ptr<Player> m_player;
    gui::MainWindow m_window;
};

} // namespace lpm::bench::window
