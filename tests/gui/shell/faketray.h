// SPDX-License-Identifier: GPL-3.0-or-later
// A tray that a test takes away and looks into.
#pragma once

#include "gui/shell/tray.h"

#include <QMenu>

namespace lpm::gui::testing {

class FakeTray : public Tray
{
public:
    using Tray::Tray;

    bool isAvailable() const override { return isThere; }
    bool hasMessages() const override { return isThere && speaks; }
    void setMenu(QMenu &given) override { menu = &given; }
    void show(const QIcon &shownIcon, const QString &shownTip) override
    {
        icon = shownIcon;
        tip = shownTip;
        ++shows;
    }
    void say(const TrayMessage &message) override
    {
        said += message.title + QLatin1Char('\n') + message.text;
        alarms += message.isAlarm ? 1 : 0;
        last = message;
    }
    void withdraw(const QStringList &subjects) override { withdrawn += subjects; }
    void hideAmounts() override { ++hidings; }

    bool isThere = true;
    bool speaks = true;
    QMenu *menu = nullptr;
    QIcon icon;
    QString tip;
    int shows = 0;
    QStringList said;
    TrayMessage last;
    QStringList withdrawn;
    int alarms = 0;
    int hidings = 0; // of the amounts in what was said
};

} // namespace lpm::gui::testing
