// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/hand.h"
#include "window/parts.h"
#include "window/stage.h"
#include "window/watchedapplication.h"
#include "window/xhand.h"

#include "load/quantile.h"

#include <QWindow>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;

constexpr double MostMs = 16; // a frame of a screen
constexpr auto Pace = 10ms;
constexpr auto WarmTime = 3s;
constexpr auto LastOnes = 500ms; // for what was posted last to be handled
constexpr int XRounds = 18;
constexpr const char *KindNames[InputKinds] = {"keys", "wheel", "mouse moves", "mouse buttons"};

void tell(const std::vector<Handled> &all, Report &report)
{
    std::vector<double> handled;
    std::vector<double> shown;
    for (const Handled &one : all) {
        handled.push_back(one.handledMs);
        if (one.shownMs >= 0)
            shown.push_back(one.shownMs);
    }
    report.add({"inputs", double(all.size()), ""});
    report.add({"handled: p50", load::quantile(handled, 0.5), "ms"});
    report.add({"handled: p99", load::quantile(handled, 0.99), "ms", MostMs});
    report.add({"handled: the longest", load::quantile(handled, 1), "ms"});
    for (int kind = 0; kind < InputKinds; ++kind) {
        std::vector<double> of;
        for (const Handled &one : all) {
            if (one.kind == static_cast<Input>(kind))
                of.push_back(one.handledMs);
        }
        if (!of.empty())
            report.add({std::string("  of these ") + KindNames[kind] + ": p99",
                        load::quantile(of, 0.99), "ms"});
    }
    report.add({"until the next painting: p50", load::quantile(shown, 0.5), "ms"});
    report.add({"until the next painting: p99", load::quantile(shown, 0.99), "ms"});
}

} // namespace

base::Result<void> measureInput(WatchedApplication &application, const Plan &plan, Report &report)
{
    Stage stage;
    if (!stage.play())
        return base::failure(base::ErrorCode::Timeout, "no positions were shown");
    runFor(WarmTime);
    QWindow &window = *stage.window().windowHandle();
    const Hand *hand = nullptr;
    application.watchInputs(stage.window(), [&hand](const QInputEvent &event) {
        return hand ? hand->ageOf(event) : -1;
    });
    application.watchWork();
    std::vector<Handled> handled;
    {
        const Hand posting(window, strokesIn(stage, plan.inputs), Pace);
        hand = &posting;
        while (!posting.isDone())
            runFor(100ms);
        runFor(LastOnes);
        handled = application.stopWatchingInputs();
        hand = nullptr;
    }
    report.title("input during the load, posted each 10 ms");
    tell(handled, report);
    print(application.stopWatchingWork());
    return {};
}

base::Result<void> measureXInput(WatchedApplication &application, Report &report)
{
    if (!XHand::isThere())
        return {};
    Stage stage;
    if (!stage.play())
        return base::failure(base::ErrorCode::Timeout, "no positions were shown");
    stage.window().activateWindow();
    runFor(WarmTime);
    application.watchInputs(stage.window(), &XHand::ageOf);
    {
        const XHand hand(stage, XRounds);
        while (!hand.isDone())
            runFor(100ms);
    }
    runFor(LastOnes);
    report.title("input during the load, by the X server's own keys and mouse");
    tell(application.stopWatchingInputs(), report);
    return {};
}

} // namespace lpm::bench::window
