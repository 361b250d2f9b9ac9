// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/noticeboard.h"

#include "gui/limits.h"
#include "gui/privacy.h"
#include "gui/shell/tray.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/banner.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace lpm::gui {

namespace {

QString inOneLine(const QString &title, QString text)
{
    return title + QStringLiteral(" – ") + text.replace(QLatin1Char('\n'), QStringLiteral(" · "));
}

// In the end: what is well and then is not stands.
QStringList subjectsThatAreWell(const std::vector<DesktopNotice> &notices)
{
    QStringList well;
    for (const DesktopNotice &notice : notices) {
        for (const QString &subject : notice.subjects) {
            well.removeAll(subject);
            if (!notice.isAlarm)
                well += subject;
        }
    }
    return well;
}

} // namespace

NoticeBoard::NoticeBoard(DoubtingSource &source, const Privacy &privacy, Tray &tray,
                         const base::Clock &clock, const QTimeZone &zone,
                         std::function<void()> beep, QObject *parent)
    : QObject(parent),
      m_source(source),
      m_privacy(privacy),
      m_tray(tray),
      m_clock(clock),
      m_beep(std::move(beep)),
      m_rule(zone)
{
    connectSource(source);
    connect(&privacy, &Privacy::changed, this, [this] {
        if (!m_privacy.isHidden())
            return;
        m_shown.clear();
        m_tray.hideAmounts();
    });
    connect(&tray, &Tray::unsaid, this, [this](const TrayMessage &message) {
        Q_EMIT said(inOneLine(message.title,
                              m_privacy.isHidden() ? message.discreet : message.text));
    });
}

void NoticeBoard::connectSource(DoubtingSource &source)
{
    connect(&source, &DashboardSource::positionUpdated, this,
            [this](const domain::PositionUpdatePtr &update) {
                m_rule.takeUpdate(*update, m_clock.now());
            });
    connect(&source, &DashboardSource::healthChanged, this,
            [this](const domain::HealthPtr &health) {
                m_rule.takeHealth(*health, !m_source.silentSince(), m_clock.now());
            });
    connect(&source, &DashboardSource::reconciliationChanged, this,
            [this](const domain::ReconciliationPtr &view) { m_rule.takeReconciliation(*view); });
    connect(&source, &DashboardSource::stopped, this, [this](const QString &reason) {
        m_rule.takeStop(reason);
        look(); // what can be said at the very end
    });
    connect(&source, &DashboardSource::accountsChanged, this, [this] {
        std::vector<domain::Address> watched;
        for (const domain::WatchedAccount &account : m_source.accounts())
            watched.push_back(account.address);
        m_rule.keepOnly(watched);
    });
}

void NoticeBoard::look()
{
    const base::Instant now = m_clock.now();
    std::vector<DesktopNotice> fresh = m_rule.take(now);
    const QStringList well = subjectsThatAreWell(fresh); // also of what is switched off
    std::erase_if(fresh,
                  [this](const DesktopNotice &notice) { return m_off.contains(notice.kind); });
    for (const DesktopNotice &notice : fresh) {
        if (notice.kind == NoticeKind::Liquidation)
            Q_EMIT forced(notice); // each of them: only what the desktop shows is paced
    }
    const std::vector<DesktopNotice> due = m_pace.pass(fresh, now.monotonic);
    for (const DesktopNotice &notice : due)
        show(notice);
    if (!well.isEmpty())
        m_tray.withdraw(well); // also what waited until now
    const bool isAlarming = std::any_of(due.begin(), due.end(),
                                        [](const DesktopNotice &notice) { return notice.isAlarm; });
    if (m_isHeard && isAlarming)
        m_beep();
}

void NoticeBoard::show(const DesktopNotice &notice)
{
    const QString mark = modeMark(m_source.mode());
    const QString title =
        mark.isEmpty() ? notice.title : mark + QStringLiteral(" · ") + notice.title;
    const QString &text = m_privacy.isHidden() ? notice.discreet : notice.text;
    m_shown.push_back(title + QLatin1Char('\n') + text);
    if (m_shown.size() > limits::NoticesKept)
        m_shown.pop_front();
    if (m_tray.hasMessages())
        m_tray.say({title, text, notice.discreet, notice.isAlarm, notice.subjects});
    else if (notice.kind != NoticeKind::Liquidation) // which stands in the window
        Q_EMIT said(inOneLine(title, text));
}

QStringList NoticeBoard::shown() const { return {m_shown.begin(), m_shown.end()}; }

void NoticeBoard::setOff(NoticeKind kind, bool isOff)
{
    if (isOff) {
        m_off.insert(kind);
        m_pace.forget(kind);
    } else {
        m_off.erase(kind);
    }
}

void NoticeBoard::fillMenu(QMenu &menu)
{
    for (const NoticeKind kind : NoticeKinds) {
        QAction *entry = menu.addAction(noticeTitle(kind));
        entry->setCheckable(true);
        entry->setChecked(!m_off.contains(kind));
        connect(entry, &QAction::toggled, this, [this, kind](bool isOn) { setOff(kind, !isOn); });
        connect(entry, &QAction::triggered, this, &NoticeBoard::optionsChanged);
        m_kinds.push_back(entry);
    }
    menu.addSeparator();
    m_sound = menu.addAction(tr("&Sound with bad news"));
    m_sound->setCheckable(true);
    m_sound->setChecked(m_isHeard);
    connect(m_sound, &QAction::toggled, this, [this](bool isOn) { m_isHeard = isOn; });
    connect(m_sound, &QAction::triggered, this, &NoticeBoard::optionsChanged);
}

void NoticeBoard::restore(const WindowState &state)
{
    m_isHeard = state.isNoticeHeard;
    for (std::size_t i = 0; i < NoticeKinds.size(); ++i) {
        const bool isOff = state.noticesOff.contains(noticeKey(NoticeKinds.at(i)));
        setOff(NoticeKinds.at(i), isOff);
        if (i < m_kinds.size())
            m_kinds[i]->setChecked(!isOff);
    }
    if (m_sound != nullptr)
        m_sound->setChecked(m_isHeard);
}

void NoticeBoard::save(WindowState &state) const
{
    for (const NoticeKind kind : m_off)
        state.noticesOff += noticeKey(kind);
    state.isNoticeHeard = m_isHeard;
}

} // namespace lpm::gui
