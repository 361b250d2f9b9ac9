// SPDX-License-Identifier: GPL-3.0-or-later
// What the core and a monitor elsewhere tell in English, as the window says it. It is known by its
// words, for the API tells nothing else; names, numbers and what a system says stay as they are, as
// does a sentence of another version. Pure.
#pragma once

#include <QString>

#include <optional>
#include <string>

namespace lpm::gui {

QString toldText(const QString &english);
QString toldText(const std::string &english);
std::optional<QString> toldIfKnown(const QString &english); // nullopt: of somebody else

} // namespace lpm::gui
