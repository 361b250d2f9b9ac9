// SPDX-License-Identifier: GPL-3.0-or-later
// The window before a core that runs.
#pragma once

#include "app/corethread.h"
#include "app/logging.h"
#include "app/windowrefusals.h"

namespace lpm::gui {
class LogTail;
class Setup;
class Translation;
}

namespace lpm::app {

struct WindowEnd
{
    int exitCode = ExitOk;     // ExitFailure if monitoring stopped by itself before
    bool isAskedAgain = false; // the settings have changed: run with them
    std::string refusal{};     // why there was no window, a sentence; "" there was one
    bool wasShown = false;     // the window of a core that runs
    bool isDeclined = false;   // refused, since the person cancelled the question
};

// Beside the core; each must outlive the window, and may be missing.
struct WindowExtras
{
    gui::Setup *setup = nullptr;       // behind the window's dialogs
    const gui::LogTail *log = nullptr; // shown in its panel
    std::string notice{};              // said before it
    FileGoneWithout *file = nullptr;   // set aside once it is there
};

// Shows it until it is closed. On the GUI thread, under a QApplication.
WindowEnd runWindow(CoreThread &core, const config::Settings &settings,
                    const ExchangeAccess &access, const WindowExtras &extras = {});

// The language that the window of this directory was left with. Before the first widget.
void speakAsKeptIn(const std::string &directory, gui::Translation &translation);

// For the log's panel; the tail must outlive the log.
LogHearer hearerOf(gui::LogTail &tail);

} // namespace lpm::app
