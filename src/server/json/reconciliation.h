// SPDX-License-Identifier: GPL-3.0-or-later
// The API's JSON of how an account compares with the exchange.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/domain/reconciliation.h"

#include <cstddef>
#include <limits>

namespace lpm::server {

// What of the lists is told.
struct ReconciliationExtent
{
    bool isDoubtfulOnly = false; // of the rows those that are suspect or differ
    std::size_t mostHistory = std::numeric_limits<std::size_t>::max();
};

void writeReconciliation(base::JsonWriter &json, const domain::ReconciliationView &view);
void writeReconciliationPart(base::JsonWriter &json, const domain::ReconciliationView &view,
                             const ReconciliationExtent &extent);

} // namespace lpm::server
