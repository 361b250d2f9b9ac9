// SPDX-License-Identifier: GPL-3.0-or-later
// The API's JSON of how an account compares with the exchange.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/domain/reconciliation.h"

namespace lpm::server {

void writeReconciliation(base::JsonWriter &json, const domain::ReconciliationView &view);

} // namespace lpm::server
