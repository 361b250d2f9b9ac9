// SPDX-License-Identifier: GPL-3.0-or-later
// The program's mark, painted in code: it needs no image plugin and is sharp at any size.
#pragma once

#include <QIcon>

namespace lpm::gui {

QPixmap appPixmap(int size);
QIcon appIcon();

} // namespace lpm::gui
