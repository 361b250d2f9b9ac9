// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/alarmline.h"

#include "gui/privacy.h"

namespace lpm::gui {

AlarmLine::AlarmLine(const Theme &theme, const Privacy &privacy, QWidget *parent)
    : Banner(theme, parent), m_privacy(privacy)
{
    offer(tr("Dismiss"));
    connect(this, &Banner::offerTaken, this, &AlarmLine::dismiss);
    connect(&privacy, &Privacy::changed, this, &AlarmLine::showNewest);
}

void AlarmLine::add(const DesktopNotice &alarm)
{
    m_newest = alarm;
    ++m_unread;
    showNewest();
}

void AlarmLine::dismiss()
{
    m_unread = 0;
    showNewest();
}

// The others stand among the fills.
void AlarmLine::showNewest()
{
    if (m_unread == 0) {
        showNotice({}, Tone::Bad);
        return;
    }
    QString text = m_newest.title + QStringLiteral(" – ")
                   + sentenceOf(m_newest, m_privacy.isHidden());
    if (m_unread > 1)
        text += QLatin1Char(' ') + tr("(and %n before it)", nullptr, m_unread - 1);
    showNotice(text, Tone::Bad);
}

} // namespace lpm::gui
