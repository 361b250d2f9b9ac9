// SPDX-License-Identifier: GPL-3.0-or-later
// Ten thousand clients of the stream who say nothing: what they cost in memory, and how soon
// somebody else is answered meanwhile.
#pragma once

#include "crowd/report.h"

#include "core/base/result.h"

#include <QString>

namespace lpm::bench::crowd {

base::Result<void> measureIdle(const QString &program, int clients, Report &report);

} // namespace lpm::bench::crowd
