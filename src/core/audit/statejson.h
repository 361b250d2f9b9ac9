// SPDX-License-Identifier: GPL-3.0-or-later
// A PositionState as the audit trail writes it, and back, to the last digit. Pure.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/domain/openlate.h"
#include "core/domain/position.h"

#include <string_view>

namespace lpm::audit {

void writeState(base::JsonWriter &writer, const domain::PositionState &state);
base::Result<domain::PositionState> readState(std::string_view json);

// Any value a Decimal can hold, from its own text: up to 38 digits, where Decimal::parse stops at
// what the exchange may send.
base::Result<domain::Decimal> readDecimal(std::string_view text);

// Of the members `late_size` and `late_cash`; where both are empty, nothing is open.
base::Result<domain::OpenLate> readOpenLate(std::string_view size, std::string_view cash);

} // namespace lpm::audit
