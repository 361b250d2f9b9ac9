// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/hand.h"
#include "window/parts.h"
#include "window/stage.h"
#include "window/watchedapplication.h"

#include "gui/views/datatable.h"
#include "load/quantile.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <QWindow>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;

constexpr double MostMs = 16;
constexpr auto FillsPatience = 20s;
constexpr auto Pace = 10ms;
constexpr int Notch = 120;
constexpr int TurnsInLoad = 1000;
constexpr int PagesInLoad = 500;

// One event and the painting it leads to.
double handleAndPaint(QWidget &window, QEvent &event, QObject &receiver)
{
    const auto start = SteadyClock::now();
    QCoreApplication::sendEvent(&receiver, &event);
    QEvent paint(QEvent::UpdateRequest); // now, not when the window comes to it
    QCoreApplication::sendEvent(&window, &paint);
    return millisecondsSince(start);
}

QPointF middleOf(const QWidget &table, const QWidget &window)
{
    return table.mapTo(&window, table.rect().center());
}

std::vector<double> turnWheel(Stage &stage, int notch)
{
    QScrollBar &bar = *stage.fills().verticalScrollBar();
    const QPointF at = middleOf(*stage.fills().viewport(), stage.window());
    const QPointF onScreen = stage.window().mapToGlobal(at);
    std::vector<double> took;
    const int end = notch < 0 ? bar.maximum() : bar.minimum();
    for (int before = -1; bar.value() != end && bar.value() != before;) {
        before = bar.value();
        QWheelEvent turn(at, onScreen, QPoint(), QPoint(0, notch), Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        took.push_back(handleAndPaint(stage.window(), turn, *stage.window().windowHandle()));
        QCoreApplication::processEvents();
    }
    return took;
}

std::vector<double> press(Stage &stage, int key)
{
    gui::DataTable &table = stage.fills();
    std::vector<double> took;
    const int last = key == Qt::Key_PageDown ? table.model()->rowCount() - 1 : 0;
    const auto row = [&table] { return table.currentIndex().row(); };
    for (int before = -1; row() != last && row() != before;) {
        before = row();
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        took.push_back(handleAndPaint(stage.window(), press, table));
        QCoreApplication::processEvents();
    }
    return took;
}

void tell(const std::string &how, const std::vector<double> &took, Report &report)
{
    report.add({how + ": events", double(took.size()), ""});
    report.add({how + ": handled and painted, p50", load::quantile(took, 0.5), "ms"});
    report.add({how + ": handled and painted, p99", load::quantile(took, 0.99), "ms", MostMs});
    report.add({how + ": the longest", load::quantile(took, 1), "ms"});
}

void scroll(Stage &stage, Report &report)
{
    gui::DataTable &table = stage.fills();
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    tell("wheel, to the last fill", turnWheel(stage, -Notch), report);
    tell("wheel, back to the first", turnWheel(stage, Notch), report);
    table.setCurrentIndex(table.model()->index(0, 0));
    tell("PageDown, to the last fill", press(stage, Qt::Key_PageDown), report);
    tell("PageUp, back to the first", press(stage, Qt::Key_PageUp), report);
}

std::vector<Stroke> strokesOver(Stage &stage)
{
    const QPointF at = middleOf(*stage.fills().viewport(), stage.window());
    std::vector<Stroke> strokes;
    for (int i = 0; i < TurnsInLoad; ++i)
        strokes.push_back({QEvent::Wheel, at, 0, {}, i < TurnsInLoad / 2 ? -Notch : Notch});
    for (int i = 0; i < PagesInLoad; ++i) {
        const int key = i < PagesInLoad / 2 ? Qt::Key_PageDown : Qt::Key_PageUp;
        strokes.push_back({QEvent::KeyPress, {}, key});
        strokes.push_back({QEvent::KeyRelease, {}, key});
    }
    return strokes;
}

void scrollInLoad(WatchedApplication &application, Stage &stage, Report &report)
{
    stage.fills().setFocus();
    const Hand *hand = nullptr;
    application.watchInputs(stage.window(), [&hand](const QInputEvent &event) {
        return hand ? hand->ageOf(event) : -1;
    });
    std::vector<double> took;
    {
        const Hand posting(*stage.window().windowHandle(), strokesOver(stage), Pace);
        hand = &posting;
        while (!posting.isDone())
            runFor(100ms);
        runFor(500ms);
        for (const Handled &one : application.stopWatchingInputs())
            took.push_back(one.handledMs);
    }
    report.add({"wheel and pages, each 10 ms: events", double(took.size()), ""});
    report.add({"from posted to handled: p50", load::quantile(took, 0.5), "ms"});
    report.add({"from posted to handled: p99", load::quantile(took, 0.99), "ms", MostMs});
    report.add({"from posted to handled: the longest", load::quantile(took, 1), "ms"});
}

} // namespace

base::Result<void> measureFills(WatchedApplication &application, const Plan &plan, Report &report)
{
    Stage stage;
    if (!stage.play())
        return base::failure(base::ErrorCode::Timeout, "no positions were shown");
    stage.pause();
    runFor(1s);
    const double before = residentMb();
    const double cpu = threadCpuMs();
    stage.tellFills(plan.fills);
    const auto rows = [&] { return stage.fills().model()->rowCount(); };
    if (!runUntil([&] { return rows() >= plan.fills; }, FillsPatience))
        return base::failure(base::ErrorCode::Timeout,
                             "only " + std::to_string(rows()) + " fills are shown");
    report.title("the fills panel, full");
    report.add({"fills held", double(rows()), ""});
    report.add({"memory of them", residentMb() - before, "MB"});
    report.add({"the GUI thread's time to take them", threadCpuMs() - cpu, "ms"});
    scroll(stage, report);

    if (!stage.play())
        return base::failure(base::ErrorCode::Timeout, "no positions were shown");
    runFor(1s);
    report.title("the fills panel, full, during 700 price changes in each 100 ms");
    scrollInLoad(application, stage, report);
    return {};
}

} // namespace lpm::bench::window
