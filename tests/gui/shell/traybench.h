// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a fake source, with a tray that a test holds.
#pragma once

#include "faketray.h"
#include "tests/gui/fakesource.h"

#include "gui/limits.h"
#include "gui/mainwindow.h"
#include "gui/shell/noticeboard.h"

#include <QAction>
#include <QTemporaryDir>

namespace lpm::gui::testing {

struct TrayBench
{
    QTemporaryDir ownDirectory;
    base::ManualClock clock{Noon};
    FakeSource source;
    FakeTray *tray = nullptr; // of the window
    MainWindow window;

    explicit TrayBench(domain::RunMode mode = domain::RunMode::Live, bool hasTray = true,
                       const QString &directory = {})
        : source({watched(1, "Main")}, mode), window(source, clock, optionsOf(directory, hasTray))
    {
        window.show();
        Q_EMIT source.summaryChanged(summary(watched(1, "Main"), tradersBook()));
        Q_EMIT source.healthChanged(health(source.accounts()));
        window.flush();
    }

    MainWindowOptions optionsOf(const QString &directory, bool hasTray)
    {
        MainWindowOptions options;
        options.settingsDirectory = directory.isEmpty() ? ownDirectory.path() : directory;
        options.makeTray = [this, hasTray](QObject *parent) {
            tray = new FakeTray(parent);
            tray->isThere = hasTray;
            return tray;
        };
        return options;
    }

    QAction &action(const char *text) const
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text().startsWith(QLatin1String(text)))
                return *action;
        }
        qFatal("no such action");
    }

    QAction &entry(const char *text) const // of the tray's menu
    {
        Q_EMIT tray->menu->aboutToShow();
        for (QAction *action : tray->menu->actions()) {
            if (action->text() == QLatin1String(text))
                return *action;
        }
        qFatal("no such entry");
    }

    QAction &keep() const { return action("&Minimise to tray"); }

    void happen(NoticeKind kind)
    {
        auto health = *testing::health(source.accounts());
        if (kind == NoticeKind::Audit)
            health.isAuditRefusing = true;
        if (kind == NoticeKind::Feed)
            health.accounts[0].feedState = domain::FeedState::Offline;
        Q_EMIT source.healthChanged(std::make_shared<const domain::HealthView>(health));
        clock.advance(kind == NoticeKind::Feed ? limits::FeedLostAfter : limits::FillsGather);
        board().look();
    }
    NoticeBoard &board() const { return *window.findChild<NoticeBoard *>(); }
};

} // namespace lpm::gui::testing
