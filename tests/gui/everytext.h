// SPDX-License-Identifier: GPL-3.0-or-later
// Every text that a window could tell to somebody: on its widgets, in their tooltips, in its models
// whatever the role, in its charts, in the desktop's tray and messages, and to readers of the
// screen.
#pragma once

#include <QStringList>

class QAbstractItemModel;
class QWidget;

namespace lpm::gui::testing {

QStringList everyTextOf(const QAbstractItemModel &model); // rows × columns × roles, and headers
QStringList everyTextOf(QWidget &window);

} // namespace lpm::gui::testing
