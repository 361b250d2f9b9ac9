// SPDX-License-Identifier: GPL-3.0-or-later
// The window before a core that runs.
#pragma once

#include "app/corethread.h"

namespace lpm::gui {
class Setup;
}

namespace lpm::app {

struct WindowEnd
{
    int exitCode = ExitOk;     // ExitFailure if monitoring stopped by itself before
    bool isAskedAgain = false; // the settings have changed: run with them
    std::string refusal{};     // why there was no window, a sentence; "" there was one
    bool wasShown = false;     // the window of a core that runs
};

// Shows it until it is closed. On the GUI thread, under a QApplication; the setup, if there is one,
// is behind the window's dialogs; the notice is said before it.
WindowEnd runWindow(CoreThread &core, const config::Settings &settings,
                    const ExchangeAccess &access, gui::Setup *setup = nullptr,
                    const std::string &notice = {});

} // namespace lpm::app
