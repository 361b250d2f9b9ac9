// SPDX-License-Identifier: GPL-3.0-or-later
// Whose liquidation a fill was part of, as the audit trail writes it, and back. Pure.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/base/result.h"
#include "core/domain/fill.h"

#include <string_view>

namespace lpm::audit {

void writeLiquidation(base::JsonWriter &writer, const domain::Liquidation &liquidation);
// Corrupt: it is no such object. Members that are not known are passed over.
base::Result<domain::Liquidation> readLiquidation(std::string_view json);

} // namespace lpm::audit
