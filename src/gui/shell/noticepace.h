// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a storm of notices from being one: of each kind so many a minute are told one by one, the
// others together as soon as there is room again. A value; pure.
#pragma once

#include "core/base/timestamp.h"
#include "gui/shell/notices.h"

#include <deque>
#include <map>
#include <vector>

namespace lpm::gui {

class NoticePace
{
public:
    // What may be shown now of what is new and of what waited. Also with nothing new, each second.
    std::vector<DesktopNotice> pass(const std::vector<DesktopNotice> &fresh,
                                    base::Milliseconds now);
    void forget(NoticeKind kind); // what waits of it: it was switched off

private:
    struct Lane
    {
        std::deque<base::Milliseconds> told; // when, in the last window
        int waiting = 0;
        bool isAlarm = false; // among those that wait
        DesktopNotice last;   // of those that wait
        QStringList subjects; // of the alarms among them, where they are not well since
    };

    std::map<NoticeKind, Lane> m_lanes;
};

} // namespace lpm::gui
