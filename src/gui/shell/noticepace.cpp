// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/noticepace.h"

#include "gui/limits.h"

#include <QCoreApplication>

#include <utility>

namespace lpm::gui {

namespace {

struct PaceWords
{
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

DesktopNotice summaryOf(int count, bool isAlarm, const DesktopNotice &last,
                        const QStringList &subjects)
{
    if (count == 1)
        return last;
    DesktopNotice summary = last;
    summary.title =
        PaceWords::tr("%1: %n more notices", nullptr, count).arg(noticeWord(last.kind));
    const QString lead = PaceWords::tr("The last: %1").arg(last.title) + QLatin1Char('\n');
    summary.text = lead + last.text;
    summary.discreet = lead + last.discreet;
    summary.isAlarm = isAlarm;
    summary.subjects = subjects;
    return summary;
}

QStringList without(QStringList subjects, const QStringList &those)
{
    subjects.removeIf([&](const QString &subject) { return those.contains(subject); });
    return subjects;
}

} // namespace

std::vector<DesktopNotice> NoticePace::pass(const std::vector<DesktopNotice> &fresh,
                                            base::Milliseconds now)
{
    std::vector<DesktopNotice> shown;
    for (auto &[kind, lane] : m_lanes) {
        while (!lane.told.empty() && now - lane.told.front() >= limits::NoticeWindow)
            lane.told.pop_front();
        const bool hasRoom = lane.told.size() < static_cast<std::size_t>(limits::NoticesInWindow);
        if (lane.waiting == 0 || !hasRoom)
            continue;
        shown.push_back(summaryOf(lane.waiting, lane.isAlarm, lane.last, lane.subjects));
        lane.told.push_back(now);
        lane.waiting = 0;
        lane.isAlarm = false;
        lane.subjects.clear();
    }
    for (const DesktopNotice &notice : fresh) {
        Lane &lane = m_lanes[notice.kind];
        const bool hasRoom = lane.told.size() < static_cast<std::size_t>(limits::NoticesInWindow);
        if (hasRoom && lane.waiting == 0) {
            shown.push_back(notice);
            lane.told.push_back(now);
            continue;
        }
        ++lane.waiting;
        lane.isAlarm = lane.isAlarm || notice.isAlarm;
        lane.last = notice;
        if (notice.isAlarm)
            lane.subjects += notice.subjects;
        else
            lane.subjects = without(lane.subjects, notice.subjects);
    }
    return shown;
}

void NoticePace::forget(NoticeKind kind)
{
    m_lanes[kind].waiting = 0;
    m_lanes[kind].subjects.clear();
}

} // namespace lpm::gui
