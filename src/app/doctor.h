// SPDX-License-Identifier: GPL-3.0-or-later
// `position-monitor doctor`: goes through what a run needs and says what is in order and what is
// not, without starting one.
#pragma once

#include "core/config/settings.h"

#include <ostream>

namespace lpm::app {

int runDoctor(int argc, char **argv, const config::Settings &settings, std::ostream &out);

} // namespace lpm::app
