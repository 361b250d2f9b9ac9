// SPDX-License-Identifier: GPL-3.0-or-later
// F6 goes on to the next panel that can be seen, Shift+F6 back: the positions, then each dock. Tab
// would stop at everything between. GUI thread.
#pragma once

class QMainWindow;
class QMenu;

namespace lpm::gui {

void addPanelKeys(QMenu &menu, QMainWindow &window); // an entry each way

} // namespace lpm::gui
