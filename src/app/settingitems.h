// SPDX-License-Identifier: GPL-3.0-or-later
// The program's settings as the window's dialog shows them, and back. Pure.
#pragma once

#include "core/config/configfile.h"
#include "core/config/layers.h"
#include "core/config/settings.h"
#include "gui/setup/setup.h"

#include <string>

namespace lpm::app {

// `kept`: what the config file says; shown where nothing goes before it, also where this run does
// not heed it.
std::vector<gui::SettingItem> settingItems(const config::Settings &settings,
                                           const config::Layer &kept);
config::Changes fileChanges(const gui::SettingChanges &changes);

// Where a value comes from, as a sentence names it.
QString originText(const std::string &origin);
bool goesBeforeTheFile(const std::string &origin); // a flag, the environment or .env

} // namespace lpm::app
