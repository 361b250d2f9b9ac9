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
    void tellFeed(domain::FeedState state, std::chrono::milliseconds later = {})
    {
        clock.advance(later);
        auto health = *testing::health(source.accounts());
        health.accounts[0].feedState = state;
        Q_EMIT source.healthChanged(std::make_shared<const domain::HealthView>(health));
        board.look();
    }
    void tellDrifts(const domain::ReconciliationView &view)
    {
        Q_EMIT source.reconciliationChanged(
            std::make_shared<const domain::ReconciliationView>(view));
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
    void aMonitorThatAnswersThatItHasStoppedFollowsNothing();
    void goodNewsTakesTheAlarmItAnswersAway();
    void anAlarmBehindGoodNewsStands();
    void aFeedThatIsBackTakesItsOwnAlarmAway();
    void aDifferenceThatIsSettledLeavesTheOthers();
    void aSummaryIsAboutWhatIsStillWrong();
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

void NoticeBoardTest::aMonitorThatAnswersThatItHasStoppedFollowsNothing()
{
    BoardBench bench;
    bench.tellHealth(false);
    bench.wait(limits::HealthSilence + std::chrono::seconds(1));
    bench.wait(limits::SilenceToldAfter);
    QCOMPARE(bench.tray.said.size(), 1);
    auto stopped = *health(bench.source.accounts());
    stopped.status = domain::HealthStatus::Stopped;
    Q_EMIT bench.source.healthChanged(std::make_shared<const domain::HealthView>(stopped));
    bench.board.look();

    QVERIFY(bench.tray.said.size() > 1);
    for (const QString &said : bench.tray.said)
        QVERIFY2(!said.contains(QStringLiteral("followed")), qPrintable(said));
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

void NoticeBoardTest::goodNewsTakesTheAlarmItAnswersAway()
{
    BoardBench bench;
    bench.tellHealth(true);
    const TrayMessage refused = bench.tray.last;
    QVERIFY(refused.isAlarm);
    QVERIFY(bench.tray.withdrawn.isEmpty());
    bench.tellHealth(false);
    QVERIFY(!refused.subjects.isEmpty());
    QCOMPARE(bench.tray.withdrawn, refused.subjects);

    bench.wait(limits::HealthSilence + std::chrono::seconds(1));
    bench.wait(limits::SilenceToldAfter);
    const TrayMessage silent = bench.tray.last;
    QVERIFY(silent.isAlarm);
    QVERIFY(silent.subjects != refused.subjects);
    bench.tellHealth(false);
    QCOMPARE(bench.tray.withdrawn, refused.subjects + silent.subjects);
}

// All of it seen in one look.
void NoticeBoardTest::anAlarmBehindGoodNewsStands()
{
    BoardBench bench;
    bench.tellHealth(true);
    for (const bool isRefusing : {false, true}) {
        auto health = *testing::health(bench.source.accounts());
        health.isAuditRefusing = isRefusing;
        Q_EMIT bench.source.healthChanged(std::make_shared<const domain::HealthView>(health));
    }
    bench.board.look();
    QVERIFY(bench.tray.withdrawn.isEmpty());
    bench.tellHealth(false);
    QVERIFY(!bench.tray.withdrawn.isEmpty());
}

void NoticeBoardTest::aFeedThatIsBackTakesItsOwnAlarmAway()
{
    BoardBench bench;
    bench.tellFeed(domain::FeedState::Offline);
    bench.tellFeed(domain::FeedState::Offline, limits::FeedLostAfter);
    const TrayMessage lost = bench.tray.last;
    QVERIFY(lost.isAlarm);
    QVERIFY(!lost.subjects.isEmpty());
    bench.tellFeed(domain::FeedState::Live);
    QCOMPARE(bench.tray.said.size(), 2);
    QCOMPARE(bench.tray.withdrawn, lost.subjects);
}

void NoticeBoardTest::aDifferenceThatIsSettledLeavesTheOthers()
{
    BoardBench bench;
    auto view = agreement(watched(1, "Main"), {});
    for (const char *coin : {"BTC", "ETH"})
        view.history.push_back(
            drift(coin, "1.5", "1.75", domain::DriftOutcome::Held, std::chrono::seconds(5)));
    bench.tellDrifts(view);
    const TrayMessage both = bench.tray.last;
    QCOMPARE(both.subjects.size(), 2);
    view.history[0].outcome = domain::DriftOutcome::ExplainedByFill;
    view.history[0].settledAt = Noon;
    bench.tellDrifts(view);
    QCOMPARE(bench.tray.withdrawn, both.subjects.mid(0, 1));
}

void NoticeBoardTest::aSummaryIsAboutWhatIsStillWrong()
{
    NoticePace pace;
    const auto of = [](const char *subject, bool isAlarm) {
        const QString text = QString::fromLatin1(subject);
        return DesktopNotice{NoticeKind::Feed, text, text, text, isAlarm, {text}};
    };
    for (int i = 0; i < limits::NoticesInWindow; ++i)
        (void)pace.pass({of("any", true)}, base::Milliseconds{0});
    (void)pace.pass({of("a", true), of("b", true), of("a", false)}, base::Milliseconds{1});
    const auto told = pace.pass({}, limits::NoticeWindow);
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY(told[0].isAlarm);
    QCOMPARE(told[0].subjects, QStringList{QStringLiteral("b")});
}

QTEST_MAIN(NoticeBoardTest)
#include "tst_noticeboard.moc"
