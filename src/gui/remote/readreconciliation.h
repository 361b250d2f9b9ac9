// SPDX-License-Identifier: GPL-3.0-or-later
// From the API's JSON to how accounts compare with the exchange. Errors as in readviews.h. Pure.
#pragma once

#include "core/base/result.h"
#include "core/domain/reconciliation.h"

#include <QJsonObject>

#include <vector>

namespace lpm::gui {

base::Result<domain::ReconciliationView> readReconciliation(const QJsonObject &json);
// Of all accounts, under `accounts`, by address.
base::Result<std::vector<domain::ReconciliationPtr>> readReconciliations(const QJsonObject &json);

// Whether they say the same, whenever they were made.
bool saysTheSame(const domain::ReconciliationView &a, const domain::ReconciliationView &b);

} // namespace lpm::gui
