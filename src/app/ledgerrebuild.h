// SPDX-License-Identifier: GPL-3.0-or-later
// `position-monitor ledger rebuild`: makes the ledger anew from the audit files, says what it did
// on stderr and prints the positions, read from it, as JSON.
#pragma once

#include "core/config/settings.h"

#include <ostream>

namespace lpm::app {

int rebuildLedger(int argc, char **argv, const config::Settings &settings, std::ostream &out);

} // namespace lpm::app
