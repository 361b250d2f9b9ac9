// SPDX-License-Identifier: GPL-3.0-or-later
// A day as the demo would bring it, second after second as fast as the window can take them: the
// clock it is given goes by the same seconds. Its memory is read after each hour.
#include "window/book.h"
#include "window/cost.h"
#include "window/parts.h"
#include "window/playedsource.h"
#include "window/stage.h"

#include "gui/mainwindow.h"

#include <QThread>

#include <algorithm>
#include <cstdio>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;

constexpr int HeldPositions = 12;
constexpr int KnownPositions = 60; // a position closes each minute and another one opens
constexpr int DayAccounts = 3;
constexpr int SecondsAnHour = 3600;
constexpr int FillsAMinute = 40;
constexpr int Minute = 60;
constexpr int SteadyAfter = 6; // hours: by then everything that is bounded is full
constexpr double MostGrowthMb = 4;
constexpr base::Timestamp Morning{base::Milliseconds{1'795'392'000'000}}; // 2026-11-23 00:00 UTC

class Day
{
public:
    Day()
        : m_book(KnownPositions, DayAccounts),
          m_source(m_book.accounts(), *QThread::currentThread()),
          m_window(m_source, m_clock, {})
    {
        for (int i = HeldPositions; i < KnownPositions; ++i)
            m_book.setHeld(i, false);
        m_window.show();
    }

    void playHour()
    {
        for (int i = 0; i < SecondsAnHour; ++i)
            playSecond();
    }

    long long updates() const { return m_updates; }
    long long fills() const { return m_fills; }

private:
    void playSecond();
    void tellAccounts();
    int held(int place) const { return (m_first + place) % KnownPositions; }

    Book m_book;
    base::ManualClock m_clock{Morning};
    PlayedSource m_source;
    gui::MainWindow m_window;
    int m_first = 0; // of the positions that are held
    long long m_seconds = 0;
    long long m_updates = 0;
    long long m_fills = 0;
};

void Day::playSecond()
{
    m_clock.advance(1s);
    const auto now = m_clock.now().wall;
    gui::CoreRelay &relay = m_source.relay();
    if (++m_seconds % Minute == 1)
        tellAccounts();
    for (int i = 0; i < HeldPositions; ++i)
        relay.takeUpdate(m_book.move(held(i), now));
    m_updates += HeldPositions;
    if (m_seconds % Minute < FillsAMinute) {
        relay.takeUpdate(m_book.fill(held(static_cast<int>(m_seconds) % HeldPositions), now));
        ++m_updates;
        ++m_fills;
    }
    for (int i = 0; i < DayAccounts; ++i)
        relay.takeSummary(m_book.summary(i, now));
    relay.takeHealth(m_book.health(now));
    runFor(0ms); // over the relay; in a loop, so that what is deleted later is deleted
    m_window.flush();
    m_window.onTick();
    runFor(0ms); // and painted
}

void Day::tellAccounts()
{
    const auto now = m_clock.now().wall;
    if (m_seconds > 1) {
        m_book.setHeld(m_first, false);
        m_book.setHeld(held(HeldPositions), true);
        m_first = (m_first + 1) % KnownPositions;
    }
    for (int i = 0; i < DayAccounts; ++i)
        m_source.relay().takeReconciliation(m_book.agreement(i, now));
}

} // namespace

base::Result<void> measureDay(const Plan &plan, Report &report)
{
    Day day;
    std::vector<double> resident;
    std::vector<int> descriptors;
    report.title("a day in the window: " + std::to_string(plan.hours) + " hours sped up");
    std::printf("  hour: memory in MB, open files\n");
    for (int hour = 1; hour <= plan.hours; ++hour) {
        day.playHour();
        resident.push_back(residentMb());
        descriptors.push_back(openDescriptors());
        std::printf("  %4d: %7.1f %4d\n", hour, resident.back(), descriptors.back());
        std::fflush(stdout);
    }
    report.add({"updates", double(day.updates()), ""});
    report.add({"fills among them", double(day.fills()), ""});
    const auto steady = static_cast<std::size_t>(std::min(SteadyAfter, plan.hours)) - 1;
    const double most = *std::max_element(resident.begin() + static_cast<long>(steady),
                                          resident.end());
    report.add({"memory after hour " + std::to_string(steady + 1), resident[steady], "MB"});
    report.add({"growth of it until the end, at most", most - resident[steady], "MB",
                MostGrowthMb});
    report.add({"growth of open files since then",
                double(descriptors.back() - descriptors[steady]), "", 0});
    return {};
}

} // namespace lpm::bench::window
