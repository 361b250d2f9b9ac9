// SPDX-License-Identifier: GPL-3.0-or-later
// News reaches the desktop in the mode's name, or the window where the desktop shows none; what is
// switched off is silent.
#include "traybench.h"

#include "gui/privacy.h"
#include "gui/source/doubtingsource.h"

#include <QStatusBar>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

// The notices without a window.
struct BoardBench
{
    base::ManualClock clock{Noon};
    FakeSource source{{watched(1, "Main")}, domain::RunMode::Live};
    DoubtingSource doubting{source, clock};
    Privacy privacy;
    FakeTray tray;
    int beeps = 0;
    NoticeBoard board{doubting, privacy, tray, clock, QTimeZone::systemTimeZone(), [this] { ++beeps; }};

    void tellHealth(bool isRefusing)
    {
        auto health = *testing::health(source.accounts());
        health.isAuditRefusing = isRefusing;
        Q_EMIT source.healthChanged(std::make_shared<const domain::HealthView>(health));
        board.look();
    }
    void wait(std::chrono::milliseconds time)
    {
        clock.advance(time);
        doubting.look();
        board.look();
    }
};

} // namespace

class NoticeBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheNewsInTheModesName();
    void tellsTheNewsInTheWindowWithoutMessages();
    void hiddenAmountsLeaveTheMessagesThatStand();
    void whatTheDesktopRefusesIsSaidInTheWindow();
    void aKindThatIsOffIsSilent();
    void aSoundGoesWithBadNewsOnly();
    void aMonitorThatHangsIsNoLostFeed();
};

void NoticeBoardTest::tellsTheNewsInTheModesName()
{
    TrayBench bench(domain::RunMode::Demo);
    bench.happen(NoticeKind::Audit);
    QCOMPARE(bench.tray->said.size(), 1);
    QVERIFY2(bench.tray->said[0].startsWith(QStringLiteral("DEMO · The audit trail")),
             qPrintable(bench.tray->said[0]));
    QCOMPARE(bench.tray->alarms, 1);
    QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
}

void NoticeBoardTest::tellsTheNewsInTheWindowWithoutMessages()
{
    TrayBench bench;
    bench.tray->speaks = false;
    bench.happen(NoticeKind::Feed);
    QVERIFY(bench.tray->said.isEmpty());
    QVERIFY2(bench.window.statusBar()->currentMessage().startsWith(
                 QStringLiteral("Main: feed lost – No connection since")),
             qPrintable(bench.window.statusBar()->currentMessage()));
}

void NoticeBoardTest::hiddenAmountsLeaveTheMessagesThatStand()
{
    BoardBench bench;
    bench.privacy.setHidden(true);
    QCOMPARE(bench.tray.hidings, 1);
    bench.privacy.setHidden(false);
    QCOMPARE(bench.tray.hidings, 1);
}

void NoticeBoardTest::whatTheDesktopRefusesIsSaidInTheWindow()
{
    BoardBench bench;
    QStringList said;
    connect(&bench.board, &NoticeBoard::said, this,
            [&](const QString &sentence) { said += sentence; });
    const TrayMessage message{QStringLiteral("Main: BTC liquidated"),
                              QStringLiteral("Long 1 closed\nLeft: 2"),
                              QStringLiteral("Long closed"), true};
    Q_EMIT bench.tray.unsaid(message);
    bench.privacy.setHidden(true);
    Q_EMIT bench.tray.unsaid(message);

    QCOMPARE(said, (QStringList{QStringLiteral("Main: BTC liquidated – Long 1 closed · Left: 2"),
                                QStringLiteral("Main: BTC liquidated – Long closed")}));
}

void NoticeBoardTest::aKindThatIsOffIsSilent()
{
    const QTemporaryDir directory;
    {
        TrayBench bench(domain::RunMode::Live, true, directory.path());
        bench.action("&Audit trail refused").trigger();
        bench.action("&Sound with bad news").trigger();
        bench.happen(NoticeKind::Audit);
        QVERIFY(bench.tray->said.isEmpty());
        bench.happen(NoticeKind::Feed);
        QCOMPARE(bench.tray->said.size(), 1);
    } // saved at once, not only by an orderly end

    TrayBench again(domain::RunMode::Live, true, directory.path());
    QVERIFY(!again.action("&Audit trail refused").isChecked());
    QVERIFY(again.action("&Feeds lost").isChecked());
    QVERIFY(!again.action("&Sound with bad news").isChecked());
    again.happen(NoticeKind::Audit);
    QVERIFY(again.tray->said.isEmpty());
}

void NoticeBoardTest::aSoundGoesWithBadNewsOnly()
{
    BoardBench bench;
    bench.tellHealth(true);
    QCOMPARE(bench.beeps, 1);
    bench.tellHealth(false); // it is written again
    QCOMPARE(bench.tray.said.size(), 2);
    QCOMPARE(bench.beeps, 1);

    WindowState state;
    state.isNoticeHeard = false;
    bench.board.restore(state);
    bench.tellHealth(true);
    QCOMPARE(bench.tray.said.size(), 3);
    QCOMPARE(bench.beeps, 1);
}

void NoticeBoardTest::aMonitorThatHangsIsNoLostFeed()
{
    BoardBench bench;
    bench.tellHealth(false);
    bench.wait(limits::HealthSilence + std::chrono::seconds(1));
    QVERIFY(bench.tray.said.isEmpty());
    bench.wait(limits::SilenceToldAfter);
    QCOMPARE(bench.tray.said.size(), 1);
    QVERIFY2(bench.tray.said[0].startsWith(QStringLiteral("The monitor does not answer")),
             qPrintable(bench.tray.said[0]));
    bench.tellHealth(false);
    QCOMPARE(bench.tray.said.size(), 2);
}

QTEST_MAIN(NoticeBoardTest)
#include "tst_noticeboard.moc"
