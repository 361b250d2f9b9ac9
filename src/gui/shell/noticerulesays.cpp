// SPDX-License-Identifier: GPL-3.0-or-later
// The rule's notices in words.
#include "gui/shell/noticerule.h"

#include "gui/format/numberformat.h"
#include "gui/format/timeformat.h"
#include "gui/limits.h"
#include "gui/models/amounts.h"
#include "gui/models/positioncolumns.h"
#include "gui/models/reconciliationtexts.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace lpm::gui {

using domain::Drift;

namespace {

struct SaidWords
{
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

// The first few, and how many there are beside.
QString few(const QStringList &all, const QString &separator)
{
    if (all.size() <= limits::NoticeLines)
        return all.join(separator);
    return all.mid(0, limits::NoticeLines).join(separator) + separator +
           SaidWords::tr("and %n more", nullptr,
                         static_cast<int>(all.size() - limits::NoticeLines));
}

QString lineOf(const Drift &drift, bool areAmountsShown)
{
    const QString what = coinWithoutDex(drift.coin) + QLatin1Char(' ') + fieldWord(drift.field);
    if (isAmount(drift.field) && !areAmountsShown)
        return what;
    return SaidWords::tr("%1: ours %2, exchange %3")
        .arg(what, fullNumber(drift.ours), fullNumber(drift.theirs));
}

QString subjectOf(const QString &account, const Drift &drift)
{
    return QStringList{noticeKey(NoticeKind::Reconciliation), account,
                       QString::fromStdString(drift.coin), QString::fromStdString(drift.field),
                       QString::number(drift.time.time_since_epoch().count())}
        .join(QLatin1Char('/'));
}

} // namespace

void NoticeRule::tell(NoticeKind kind, bool isAlarm, const QString &title, const QString &text,
                      const QString &discreet)
{
    m_told.push_back({kind, title, text, discreet, isAlarm});
}

void NoticeRule::tell(NoticeKind kind, bool isAlarm, const QString &title, const QString &text)
{
    tell(kind, isAlarm, title, text, text);
}

void NoticeRule::tellForced(base::Milliseconds now)
{
    for (auto next = m_forced.begin(); next != m_forced.end();) {
        const auto &[key, close] = *next;
        if (now - close.since < limits::FillsGather) {
            ++next;
            continue;
        }
        tellForced(std::get<2>(key), std::get<1>(key), close);
        next = m_forced.erase(next);
    }
}

void NoticeRule::tellForced(domain::Forced how, const std::string &coin, const ForcedClose &close)
{
    const QString title = (how == domain::Forced::Liquidation ? SaidWords::tr("%1: %2 liquidated")
                                                     : SaidWords::tr("%1: %2 auto-deleveraged"))
                              .arg(close.account, coinWithoutDex(coin));
    const bool wasLong = close.last.side == domain::FillSide::Sell;
    const QString side = wasLong ? SaidWords::tr("Long") : SaidWords::tr("Short");
    const QString at = fullNumber(close.last.price);
    QStringList text{
        SaidWords::tr("%1 %2 closed, last at %3").arg(side, fullNumber(close.size), at),
        SaidWords::tr("Closed P&L %1").arg(signedNumber(close.closedPnl, MoneyDecimals))};
    QStringList discreet{SaidWords::tr("%1 closed, last at %2").arg(side, at)};
    if (close.left) {
        const QString nothing = SaidWords::tr("Nothing is left of it");
        const bool isGone = close.left->isZero();
        text += isGone ? nothing : SaidWords::tr("Left: %1").arg(fullNumber(*close.left));
        discreet += isGone ? nothing : SaidWords::tr("Part of it is left");
    }
    if (close.isLate) {
        const QString when =
            SaidWords::tr("It happened at %1").arg(fullTimeText(close.last.time, m_zone));
        text += when;
        discreet += when;
    }
    tell(NoticeKind::Liquidation, true, title, text.join(QLatin1Char('\n')),
         discreet.join(QLatin1Char('\n')));
}

void NoticeRule::tellFeeds(base::Milliseconds now)
{
    std::vector<const Feed *> lost;
    std::vector<const Feed *> back;
    for (auto &[address, feed] : m_feeds) {
        if (std::exchange(feed.isBack, false) && !feed.downSince)
            back.push_back(&feed);
        const bool isLost = feed.downSince && now - *feed.downSince >= limits::FeedLostAfter;
        if (isLost && !std::exchange(feed.isToldDown, true))
            lost.push_back(&feed);
    }
    tellFeeds(lost, true);
    tellFeeds(back, false);
}

void NoticeRule::tellFeeds(const std::vector<const Feed *> &feeds, bool areLost)
{
    if (feeds.empty())
        return;
    QStringList names;
    QStringList lines;
    QStringList subjects;
    for (const Feed *feed : feeds) {
        names += feed->name;
        subjects += feed->subject;
        const QString since =
            feed->lastMessage ? clockText(*feed->lastMessage, m_zone) : SaidWords::tr("the start");
        if (areLost)
            lines += (feed->isOffline ? SaidWords::tr("No connection since %1")
                                      : SaidWords::tr("Nothing received since %1"))
                         .arg(since);
    }
    lines.removeDuplicates();
    const QString who = few(names, QStringLiteral(", "));
    if (areLost)
        tell(NoticeKind::Feed, true, SaidWords::tr("%1: feed lost").arg(who),
             few(lines, QStringLiteral("\n")) + QLatin1Char('\n') +
                 SaidWords::tr("What is shown is the last known state."));
    else
        tell(NoticeKind::Feed, false, SaidWords::tr("%1: feed is back").arg(who),
             SaidWords::tr("Positions and prices are followed again."));
    m_told.back().subjects = subjects;
}

void NoticeRule::tellSilence(base::Instant now)
{
    if (!m_silentSince) {
        if (!std::exchange(m_isSilenceTold, false))
            return;
        tell(NoticeKind::Monitor, false, SaidWords::tr("The monitor answers again"),
             m_stopReason ? SaidWords::tr("What is shown is the last known state.")
                          : SaidWords::tr("Positions and prices are followed again."));
        m_told.back().subjects = QStringList{noticeKey(NoticeKind::Monitor)};
        return;
    }
    const bool isLong = now.monotonic - m_silentSince->monotonic >= limits::SilenceToldAfter;
    if (m_stopReason || !isLong || std::exchange(m_isSilenceTold, true))
        return;
    tell(NoticeKind::Monitor, true, SaidWords::tr("The monitor does not answer"),
         SaidWords::tr("Since %1. What is shown is the last known state.")
             .arg(clockText(m_silentSince->wall, m_zone)));
    m_told.back().subjects = QStringList{noticeKey(NoticeKind::Monitor)};
}

void NoticeRule::tellStop()
{
    if (!m_stopReason || std::exchange(m_isStopTold, true))
        return;
    const QString shown = m_stopReason->isEmpty()
                              ? SaidWords::tr("What is shown is the last known state.")
                              : *m_stopReason;
    tell(NoticeKind::Monitor, true, SaidWords::tr("Monitoring has stopped"), shown);
}

void NoticeRule::tellDrifts(const QString &account, const std::vector<const Drift *> &drifts,
                            bool areStanding)
{
    if (drifts.empty())
        return;
    QStringList text;
    QStringList discreet;
    QStringList subjects;
    for (const Drift *drift : drifts) {
        const QString outcome =
            areStanding ? QString() : QStringLiteral(" – ") + outcomeText(drift->outcome);
        text += lineOf(*drift, true) + outcome;
        discreet += lineOf(*drift, false) + outcome;
        subjects += subjectOf(account, *drift);
    }
    const QString title = (areStanding ? SaidWords::tr("%1: differs from the exchange")
                                       : SaidWords::tr("%1: difference settled"))
                              .arg(account);
    tell(NoticeKind::Reconciliation, areStanding, title, few(text, QStringLiteral("\n")),
         few(discreet, QStringLiteral("\n")));
    m_told.back().subjects = subjects;
}

} // namespace lpm::gui
