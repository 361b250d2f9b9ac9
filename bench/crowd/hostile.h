// SPDX-License-Identifier: GPL-3.0-or-later
// One hostile client at a time, who sends as fast as it can and reads nothing: how soon it is told
// so, how soon it is cut, and what it cost in memory.
#pragma once

#include "crowd/report.h"

#include "core/base/result.h"

#include <QString>

namespace lpm::bench::crowd {

base::Result<void> measureHostile(const QString &program, Report &report);

} // namespace lpm::bench::crowd
