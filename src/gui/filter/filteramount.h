// SPDX-License-Identifier: GPL-3.0-or-later
// A number as it is typed into the filter: -1,250.5, 10k, 5%, 4h. Exact, or a sentence that says
// what is wrong with it.
#pragma once

#include "gui/filter/numberfields.h"

#include <tl/expected.hpp>

namespace lpm::gui {

// In the unit that a field is kept in.
tl::expected<domain::Decimal, QString> filterAmount(const QString &text, NumberUnit unit);

} // namespace lpm::gui
