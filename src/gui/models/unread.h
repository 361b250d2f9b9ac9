// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing known of an account is not the same as nothing held: before the exchange was compared
// for the first time, an empty account is said to be unread, not flat. Pure.
#pragma once

#include "core/domain/positionupdate.h"

#include <cstddef>
#include <vector>

namespace lpm::gui {

// Positions that an earlier run left are known, if old; that there were none then says nothing of
// now. `health` may be null.
bool isUnread(const domain::SummaryView &summary, const domain::HealthView *health);

// Whether all of so many accounts were read, and there is any.
bool areRead(const std::vector<domain::SummaryPtr> &summaries, std::size_t accounts,
             const domain::HealthView *health);

} // namespace lpm::gui
