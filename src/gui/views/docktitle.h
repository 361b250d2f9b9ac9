// SPDX-License-Identifier: GPL-3.0-or-later
// The title line of a panel: its name, and buttons to float and to close it in the window's look.
#pragma once

#include <QWidget>

class QDockWidget;

namespace lpm::gui {

class DockTitle : public QWidget
{
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget &dock);
};

} // namespace lpm::gui
