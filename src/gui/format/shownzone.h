// SPDX-License-Identifier: GPL-3.0-or-later
// The zone in which the window tells times, by the key that the settings keep: "" is the
// computer's own, others are names of the IANA ("UTC", "Europe/Berlin").
#pragma once

#include <QString>
#include <QTimeZone>

namespace lpm::gui {

QTimeZone zoneOf(const QString &key);  // one that this system does not know: the computer's own
bool isKnownZone(const QString &key);  // "" is

} // namespace lpm::gui
