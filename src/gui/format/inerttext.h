// SPDX-License-Identifier: GPL-3.0-or-later
// Names come from an exchange where anybody may list a coin: whatever they hold is shown as text,
// never read as markup, and cannot turn the line around or break it.
#pragma once

#include <QString>

#include <string_view>

namespace lpm::gui {

// Control and formatting characters (line breaks, direction overrides) become �; a long name is
// cut.
QString inertName(std::string_view utf8);
// For setToolTip: lines kept, markup dead.
QString inertToolTip(const QString &plain);
QString plainText(const QString &toolTip); // what was given to inertToolTip

} // namespace lpm::gui
