// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange has done to a position by force stays above the positions until somebody has
// read it: a message of the desktop is gone after some seconds. GUI thread.
#pragma once

#include "gui/shell/notices.h"
#include "gui/views/banner.h"

namespace lpm::gui {

class Privacy;

class AlarmLine : public Banner
{
    Q_OBJECT
public:
    // Both must outlive it.
    AlarmLine(const Theme &theme, const Privacy &privacy, QWidget *parent = nullptr);

    void add(const DesktopNotice &alarm);

private:
    void showNewest();
    void dismiss();

    const Privacy &m_privacy;
    DesktopNotice m_newest;
    int m_unread = 0;
};

} // namespace lpm::gui
