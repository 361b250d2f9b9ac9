// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the audit trail holds, for spreadsheets (CSV) and programs (JSON), at full precision.
#pragma once

#include "core/audit/recovery.h"
#include "core/base/result.h"

#include <ostream>
#include <string>

namespace lpm::app {

// `what`: fills, funding or positions; `format`: csv or json.
base::Result<void> exportTrail(const std::string &directory, const std::string &what,
                               const std::string &format, std::ostream &out);

// Positions read before, in the same form.
void exportPositions(const audit::RecoveredTrail &trail, const std::string &format,
                     std::ostream &out);

} // namespace lpm::app
