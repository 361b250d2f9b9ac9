// SPDX-License-Identifier: GPL-3.0-or-later
// What this program is, its version and licence.
#pragma once

#include <QString>

class QWidget;

namespace lpm::gui {

QString aboutText(const QString &version);
void showAbout(QWidget &parent, const QString &version);

} // namespace lpm::gui
