// SPDX-License-Identifier: GPL-3.0-or-later
// A change of a position, made again from its audit line. Pure.
#pragma once

#include "core/audit/lineparser.h"
#include "core/base/result.h"
#include "core/domain/change.h"

#include <optional>

namespace lpm::audit {

// nullopt: the line tells of no step. Its revision is 0, and of a fill what only people read is
// left out: its hash, its direction, whom it liquidated. Corrupt: a member is not of its form.
base::Result<std::optional<domain::Change>> changeOf(const ParsedLine &line);

} // namespace lpm::audit
