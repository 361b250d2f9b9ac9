// SPDX-License-Identifier: GPL-3.0-or-later
// Positions as text for other programs: TSV for the clipboard, CSV for a file, JSON as the API has
// it. Pure; numbers are exact, what is not known is empty, and null in JSON.
#pragma once

#include "gui/export/exportfields.h"

#include <QByteArray>

#include <vector>

namespace lpm::gui {

struct PositionsTable
{
    std::vector<PositionColumn> columns;   // in the order shown
    std::vector<const PositionRow *> rows; // in the order shown
};

enum class TableHeader { None, Keys };

QString cellText(const PositionRow &row, PositionColumn column);
QString tsvOf(const PositionsTable &table, TableHeader header);
QByteArray csvOf(const PositionsTable &table);                // RFC 4180, UTF-8
QString jsonOf(const std::vector<const PositionRow *> &rows); // every key, whatever the columns

} // namespace lpm::gui
