// SPDX-License-Identifier: GPL-3.0-or-later
// From the API's JSON to what happened: the stream's position_update, and the rows of its list of
// fills. Errors as in readviews.h. An older monitor does not tell the exchange's words for a fill:
// `direction` then says what it did to the position, where that can be known. Pure.
#pragma once

#include "core/base/result.h"
#include "core/domain/history.h"
#include "core/domain/positionupdate.h"

#include <QJsonObject>

#include <vector>

namespace lpm::gui {

struct ReadUpdate
{
    domain::PositionUpdate update;
    bool isMissed = false; // told for its fill: its position is of then, a state has it already
};

base::Result<ReadUpdate> readUpdate(const QJsonObject &json);

// GET /api/v1/fills, oldest first. Their positions are not told: only account, coin and symbol are.
// A seq of 0 is of an earlier run.
base::Result<std::vector<domain::PositionUpdatePtr>> readFills(const QJsonObject &json);

// GET /api/v1/equity of one account, newest first.
base::Result<domain::EquityPast> readEquity(const QJsonObject &json, const domain::Address &account);

} // namespace lpm::gui
