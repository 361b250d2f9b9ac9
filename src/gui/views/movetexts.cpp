// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/movetexts.h"

#include "gui/format/numberformat.h"
#include "gui/format/timeformat.h"
#include "gui/limits.h"
#include "gui/models/amounts.h"

#include <QCoreApplication>

namespace lpm::gui {

namespace {

struct MoveWords
{
    Q_DECLARE_TR_FUNCTIONS(Summary)
};

} // namespace

QString dayDetail(const std::optional<FigureChange> &change, bool isHidden)
{
    const QString text =
        change ? signedNumber(change->change, MoneyDecimals) : unknownText();
    return MoveWords::tr("today %1").arg(hiddenOr(text, isHidden));
}

QString dayFormula(const QString &what, const std::optional<FigureChange> &change,
                   const QTimeZone &zone)
{
    const QString title = MoveWords::tr("%1 since 00:00 UTC").arg(what);
    if (!change)
        return MoveWords::tr("%1: not known, because no value is known of the last %2 min of the "
                             "day before, or none of now")
            .arg(title)
            .arg(std::chrono::minutes(limits::DayStartReach).count());
    return MoveWords::tr("%1: now − then\n%2 − %3 = %4 USD\nthen: %5")
        .arg(title, fullNumber(change->now), operand(change->then.value),
             signedFullNumber(change->change), fullTimeText(change->then.time, zone));
}

QString drawdownDetail(const std::optional<Drawdown> &drawdown, base::Timestamp now)
{
    if (!drawdown)
        return MoveWords::tr("below the peak");
    return MoveWords::tr("%1 in %2").arg(percent(drawdown->ratio),
                                         ageText(now - drawdown->since));
}

QString drawdownFormula(const std::optional<Drawdown> &drawdown, const QTimeZone &zone)
{
    const auto hours = std::chrono::hours(limits::DrawdownSpan).count();
    if (!drawdown)
        return MoveWords::tr("How far the equity is below the highest of the last %1 h: not known, "
                             "because no equity is known of that time, or none of now")
            .arg(hours);
    return MoveWords::tr("highest equity of the last %1 h − equity now\n%2 − %3 = %4 USD, %5\n"
                         "highest at %6\nequity known since %7\n"
                         "A withdrawal counts like a loss here, and a deposit hides one.")
        .arg(hours)
        .arg(fullNumber(drawdown->peak.value), operand(drawdown->now),
             fullNumber(drawdown->below), percent(drawdown->ratio),
             fullTimeText(drawdown->peak.time, zone), fullTimeText(drawdown->since, zone));
}

} // namespace lpm::gui
