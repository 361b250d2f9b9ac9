// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of the stream who read nothing beside as many good ones, while prices and fills go on:
// what they cost in memory, and whether the good ones wait longer for their fills.
#pragma once

#include "crowd/report.h"

#include "core/base/result.h"

#include <QString>

namespace lpm::bench::crowd {

base::Result<void> measureStalled(const QString &program, Report &report);

} // namespace lpm::bench::crowd
