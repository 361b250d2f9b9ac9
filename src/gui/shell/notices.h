// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop may be told while nobody looks at the window. Values; texts are ready to be
// shown, once with amounts and once without any.
#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace lpm::gui {

enum class NoticeKind { Liquidation, Feed, Reconciliation, Monitor, Audit };

inline constexpr std::array NoticeKinds{NoticeKind::Liquidation, NoticeKind::Feed,
                                        NoticeKind::Reconciliation, NoticeKind::Monitor,
                                        NoticeKind::Audit};

QString noticeKey(NoticeKind kind);   // as saved
QString noticeTitle(NoticeKind kind); // for a menu, with its key
QString noticeWord(NoticeKind kind);  // for a summary of many

struct DesktopNotice
{
    NoticeKind kind = NoticeKind::Feed;
    QString title;
    QString text;
    QString discreet;     // the text for when amounts are hidden
    bool isAlarm = false; // bad news: may be heard
    // What it is about, of its kind; good news ends the alarms about the same.
    QStringList subjects = {};

    friend bool operator==(const DesktopNotice &, const DesktopNotice &) = default;
};

QString sentenceOf(const DesktopNotice &notice, bool areAmountsHidden); // its text in one line

} // namespace lpm::gui
