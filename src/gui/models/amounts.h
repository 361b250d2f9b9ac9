// SPDX-License-Identifier: GPL-3.0-or-later
// What in the tables is an amount of money or size, and what stands there while amounts are hidden.
// Pure.
#pragma once

#include "gui/models/fillsmodel.h"
#include "gui/models/positioncolumns.h"
#include "gui/privacy.h"

#include <QTimeZone>

#include <string>

namespace lpm::gui {

bool isAmount(PositionColumn column);
bool isAmount(FillColumn column);
bool isAmount(const std::string &comparedField); // every one but a price

// ••• without the colour that tells its sign; what is not known stays —.
Cell hiddenCell(const Cell &cell);
QString hiddenOr(const QString &text, bool isHidden);

// As explain() of positionexplain.h, without an amount in value or operands.
QString explainHidden(PositionColumn column, const CellInput &input, const QTimeZone &zone);

} // namespace lpm::gui
