// SPDX-License-Identifier: GPL-3.0-or-later
// How times look on screen: ages in two units at most, clock times in the zone given.
#pragma once

#include "core/base/timestamp.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

#include <optional>

namespace lpm::gui {

QString ageText(base::Milliseconds age); // 3s, 2m, 4h12m, 3d4h; a clock that is behind reads 0s
QString ageText(const std::optional<base::Timestamp> &since, base::Timestamp now); // or —

QString clockText(base::Timestamp time, const QTimeZone &zone);    // 14:03:22
// Of the day `today` as clockText, of another one 11-23 14:03. Without a day all are of it.
QString clockText(base::Timestamp time, const QTimeZone &zone, const QDate &today);
QDate dayOf(base::Timestamp time, const QTimeZone &zone);
QString fullTimeText(base::Timestamp time, const QTimeZone &zone); // 2026-11-23 14:03:22.120 UTC

} // namespace lpm::gui
