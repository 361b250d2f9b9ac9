// SPDX-License-Identifier: GPL-3.0-or-later
// Five hundred clients who take their time, with their headers, their bodies or their reading:
// whether others are answered meanwhile, and how soon all are cut.
#pragma once

#include "crowd/report.h"

#include "core/base/result.h"

#include <QString>

namespace lpm::bench::crowd {

base::Result<void> measureSlow(const QString &program, Report &report);

} // namespace lpm::bench::crowd
