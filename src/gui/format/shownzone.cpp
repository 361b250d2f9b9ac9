// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/shownzone.h"

namespace lpm::gui {

bool isKnownZone(const QString &key)
{
    return key.isEmpty() || QTimeZone::isTimeZoneIdAvailable(key.toUtf8());
}

QTimeZone zoneOf(const QString &key)
{
    return key.isEmpty() || !isKnownZone(key) ? QTimeZone::systemTimeZone()
                                              : QTimeZone(key.toUtf8());
}

} // namespace lpm::gui
