// SPDX-License-Identifier: GPL-3.0-or-later
// Columns moved and sized by keys, as the mouse does on a header: the column of the chosen cell, in
// the table that has the focus. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace lpm::gui {

class DataTable;

enum class ColumnStep { Left, Right, Wider, Narrower, Fitted };

// Returns what was done, or why nothing was: a sentence. The column stays in sight.
QString stepColumn(DataTable &table, ColumnStep step);

// The table that has the focus, also behind the palette of commands; else `usual`.
DataTable &tableInFocus(DataTable &usual);

// `usual` is meant where no table has the focus; it must outlive the menu. `say` hears what was done.
void addColumnKeys(QMenu &menu, DataTable &usual, std::function<void(const QString &)> say);

} // namespace lpm::gui
