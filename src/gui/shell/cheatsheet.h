// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window on one sheet: the menus' and the views'. GUI thread.
#pragma once

#include "gui/shell/commands.h"

class QDialog;
class QWidget;

namespace lpm::gui {

// Of the commands those that have a key. Deletes itself when closed.
QDialog *showCheatSheet(const std::vector<Command> &commands, QWidget &parent);

} // namespace lpm::gui
