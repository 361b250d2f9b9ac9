// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell says when asked: the value with every digit, and for a derived number the formula
// with its operands. Plain text; made on demand, one tooltip at a time.
#pragma once

#include "gui/models/positioncolumns.h"

#include <QTimeZone>

namespace lpm::gui {

QString explain(PositionColumn column, const CellInput &input, const QTimeZone &zone); // of times

} // namespace lpm::gui
