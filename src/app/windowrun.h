// SPDX-License-Identifier: GPL-3.0-or-later
// The window before a core that runs.
#pragma once

#include "app/corethread.h"

namespace lpm::app {

// Shows it until it is closed; the program's exit code, which is 1 if monitoring stopped by itself
// before. On the GUI thread, under a QApplication.
int runWindow(CoreThread &core, const config::Settings &settings, const ExchangeAccess &access);

} // namespace lpm::app
