// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/notices.h"

#include <QCoreApplication>

namespace lpm::gui {

namespace {

struct NoticeName
{
    const char *key; // stable: the window's settings name a kind by it
    const char *title;
    const char *word;
};

// In the order of NoticeKind.
constexpr std::array<NoticeName, NoticeKinds.size()> NoticeNames{{
    {"liquidation", QT_TRANSLATE_NOOP("Notices", "&Liquidations and auto-deleveraging"),
     QT_TRANSLATE_NOOP("Notices", "Liquidations")},
    {"feed", QT_TRANSLATE_NOOP("Notices", "&Feeds lost and back"),
     QT_TRANSLATE_NOOP("Notices", "Feeds")},
    {"reconciliation", QT_TRANSLATE_NOOP("Notices", "&Differences to the exchange"),
     QT_TRANSLATE_NOOP("Notices", "Differences to the exchange")},
    {"monitor", QT_TRANSLATE_NOOP("Notices", "&Monitoring stopped or silent"),
     QT_TRANSLATE_NOOP("Notices", "Monitoring")},
    {"audit", QT_TRANSLATE_NOOP("Notices", "&Audit trail refused by the disk"),
     QT_TRANSLATE_NOOP("Notices", "Audit trail")},
}};

const NoticeName &noticeNameOf(NoticeKind kind)
{
    return NoticeNames.at(static_cast<std::size_t>(kind));
}

} // namespace

QString noticeKey(NoticeKind kind) { return QString::fromLatin1(noticeNameOf(kind).key); }

QString noticeTitle(NoticeKind kind)
{
    return QCoreApplication::translate("Notices", noticeNameOf(kind).title);
}

QString sentenceOf(const DesktopNotice &notice, bool areAmountsHidden)
{
    QString sentence = areAmountsHidden ? notice.discreet : notice.text;
    return sentence.replace(QLatin1Char('\n'), QStringLiteral(" · "));
}

QString noticeWord(NoticeKind kind)
{
    return QCoreApplication::translate("Notices", noticeNameOf(kind).word);
}

} // namespace lpm::gui
