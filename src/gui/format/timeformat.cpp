// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/timeformat.h"

#include "gui/format/numberformat.h"

#include <QDateTime>

#include <algorithm>

namespace lpm::gui {

namespace {

QString twoUnits(long long large, QChar largeUnit, long long small, QChar smallUnit)
{
    QString text = QString::number(large) + largeUnit;
    if (small > 0)
        text += QString::number(small) + smallUnit;
    return text;
}

QDateTime inZone(base::Timestamp time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(base::toUnixMilliseconds(time), zone);
}

} // namespace

QString ageText(base::Milliseconds age)
{
    const long long seconds = std::max<long long>(age.count() / 1000, 0);
    if (seconds < 60)
        return QString::number(seconds) + QLatin1Char('s');
    const long long minutes = seconds / 60;
    if (minutes < 60)
        return QString::number(minutes) + QLatin1Char('m');
    const long long hours = minutes / 60;
    if (hours < 24)
        return twoUnits(hours, QLatin1Char('h'), minutes % 60, QLatin1Char('m'));
    return twoUnits(hours / 24, QLatin1Char('d'), hours % 24, QLatin1Char('h'));
}

QString ageText(const std::optional<base::Timestamp> &since, base::Timestamp now)
{
    return since ? ageText(now - *since) : unknownText();
}

QString clockText(base::Timestamp time, const QTimeZone &zone)
{
    return inZone(time, zone).toString(QStringLiteral("HH:mm:ss"));
}

QString clockText(base::Timestamp time, const QTimeZone &zone, const QDate &today)
{
    const QDateTime dateTime = inZone(time, zone);
    const bool isToday = !today.isValid() || dateTime.date() == today;
    return isToday ? clockText(time, zone) : dateTime.toString(QStringLiteral("MM-dd HH:mm"));
}

QDate dayOf(base::Timestamp time, const QTimeZone &zone)
{
    return inZone(time, zone).date();
}

QString fullTimeText(base::Timestamp time, const QTimeZone &zone)
{
    const QDateTime dateTime = inZone(time, zone);
    return dateTime.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz ")) +
           dateTime.timeZoneAbbreviation();
}

} // namespace lpm::gui
