// SPDX-License-Identifier: GPL-3.0-or-later
// The third way to run: a window on a monitor elsewhere (--connect). Nothing of a monitor is
// started or opened here: no feed, no trail, no ledger, no server, no lock.
#pragma once

#include "core/config/settings.h"

namespace lpm::gui {
class Translation;
}

namespace lpm::app {

// Until its window is closed; the program's exit code. Under a QApplication.
int runAttached(const config::Settings &settings, gui::Translation &translation);

} // namespace lpm::app
