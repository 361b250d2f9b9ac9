// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window of a column: one or more values under the API's keys, every digit of
// them. Pure.
#pragma once

#include "gui/models/positionsmodel.h"

#include <QString>

#include <span>

namespace lpm::gui {

struct ExportField
{
    const char *key; // as in the API
    bool isText;     // from outside, so a spreadsheet may take it for a formula
    QString (*text)(const PositionRow &row); // "" where it is not known
};

// As the window shows it: what the monitor said last may be old by now.
std::optional<domain::PriceState> shownPriceState(const PositionRow &row);

// The first one is what the cell itself shows.
std::span<const ExportField> exportFieldsOf(PositionColumn column);

} // namespace lpm::gui
