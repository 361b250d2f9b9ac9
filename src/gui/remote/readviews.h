// SPDX-License-Identifier: GPL-3.0-or-later
// From the API's JSON (docs/api.md) to the values that the window shows. What is missing or wrong
// is a Parse error with a sentence, never a wrong number; null stays unknown; keys and kinds of
// events that are not known here are passed over. Pure, any thread.
#pragma once

#include "core/base/result.h"
#include "core/domain/positionupdate.h"

#include <QJsonObject>

#include <vector>

namespace lpm::gui {

base::Result<domain::PositionView> readPosition(const QJsonObject &json);
base::Result<domain::SummaryView> readSummary(const QJsonObject &json);
// A state: one account's summary, or those of all under `accounts`, by address.
base::Result<std::vector<domain::SummaryPtr>> readState(const QJsonObject &json);
base::Result<domain::HealthView> readHealth(const QJsonObject &json);

} // namespace lpm::gui
