// SPDX-License-Identifier: GPL-3.0-or-later
// Panels of what is not watched yet: they have their place, and say so. No row is ever made up.
#pragma once

class QWidget;

namespace lpm::gui {

class Theme;

// Without a parent; the theme must outlive them.
QWidget *makeOrdersPanel(const Theme &theme);
QWidget *makeAlertsPanel(const Theme &theme);

} // namespace lpm::gui
