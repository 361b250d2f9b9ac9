// SPDX-License-Identifier: GPL-3.0-or-later
// Shift+F10 opens the menu of what has the focus, as the menu key does: many keyboards have none.
// GUI thread.
#pragma once

#include <QObject>

namespace lpm::gui {

class MenuKey : public QObject
{
    Q_OBJECT
public:
    explicit MenuKey(QObject *parent); // in all windows of the program, while it is there

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace lpm::gui
