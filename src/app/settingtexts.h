// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of settings says of each, in the window's language. The table itself is read by
// programs without a window, so its sentences are named here once more for the translators.
#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace lpm::app {

std::span<const char *const> settingTexts(); // the table's, as it has them
QString settingText(std::string_view english); // one that is not among them stays as it is

} // namespace lpm::app
