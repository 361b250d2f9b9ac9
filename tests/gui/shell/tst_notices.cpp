// SPDX-License-Identifier: GPL-3.0-or-later
// What is news, in which words, and that a storm of news is no storm of notices.
#include "tests/gui/fakesource.h"

#include "gui/limits.h"
#include "gui/shell/noticepace.h"
#include "gui/shell/noticerule.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using std::chrono::seconds;

namespace {

struct RuleBench
{
    NoticeRule rule{QTimeZone::utc()};
    base::ManualClock clock{Noon};
    std::vector<domain::WatchedAccount> accounts{watched(1, "Main"), watched(2, "Hedge")};
    std::int64_t trade = 1; // of the next fill

    std::vector<DesktopNotice> after(std::chrono::milliseconds time)
    {
        clock.advance(time);
        return rule.take(clock.now());
    }
    void feed(domain::FeedState first, domain::FeedState second = domain::FeedState::Live,
              bool isHeard = true)
    {
        domain::HealthView view =
            *health(accounts, first, base::Milliseconds{300}, clock.now().wall);
        view.accounts[1].feedState = second;
        rule.takeHealth(view, isHeard, clock.now());
    }
    void fill(const std::string &direction, const std::string &size, const std::string &left,
              const std::string &pnl = "-10", domain::FillSource source = domain::FillSource::Live,
              bool isNamed = false, std::chrono::seconds ago = {})
    {
        auto held = position({.coin = "BTC", .size = left, .entry = "60000", .mark = "61234"});
        domain::PositionUpdate update =
            *fillUpdate(held, 1, domain::FillSide::Sell, size, direction, pnl);
        update.fill->tradeId = trade++;
        update.source = source;
        update.fill->time = clock.now().wall - ago;
        update.accountLabel = "Main";
        if (isNamed)
            update.fill->liquidation = domain::Liquidation{update.account, {}, "market"};
        rule.takeUpdate(update, clock.now());
    }
    void drifts(std::vector<domain::Drift> history)
    {
        auto view = agreement(accounts[0], {});
        view.history = std::move(history);
        rule.takeReconciliation(view);
    }
};

domain::Drift held(const std::string &coin, const std::string &ours = "1.5",
                   const std::string &theirs = "1.75")
{
    return drift(coin, ours, theirs, domain::DriftOutcome::Held, seconds(5));
}

domain::Drift settled(domain::Drift drift, domain::DriftOutcome outcome)
{
    drift.outcome = outcome;
    drift.settledAt = Noon;
    return drift;
}

QStringList titles(const std::vector<DesktopNotice> &notices)
{
    QStringList found;
    for (const DesktopNotice &notice : notices)
        found += notice.title;
    return found;
}

DesktopNotice one(NoticeKind kind, int number, bool isAlarm = true)
{
    const QString text = QString::number(number);
    return {kind, text, text, text, isAlarm};
}

} // namespace

class NoticesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrdinaryFillIsNoNews();
    void aLiquidationIsOneNoticeOfManyFills();
    void aCounterpartyOfALiquidationHearsNothing();
    void theLiquidatorHearsNothing();
    void deleveragingIsToldApart();
    void whatWasMissedSaysWhenItWas();
    void aFeedIsLostAfterAWhileAndBackAtOnce();
    void aShortBreakIsNoNews();
    void allFeedsAreOneNotice();
    void aSilentMonitorIsNoLostFeed();
    void aStopIsToldOnceWithItsReason();
    void oneElsewhereMayStartAgain();
    void anOpenDifferenceIsToldAndItsEnd();
    void whatWasSettledBeforeIsNoNews();
    void aReadingThatLaggedIsNoNews();
    void anAdjustmentIsToldOnce();
    void aRefusingDiskIsToldAndItsEnd();
    void forgetsWhatIsWatchedNoLonger();
    void aStormBecomesOneNotice();
    void kindsDoNotHoldEachOtherUp();
    void everyKindHasAKeyOfItsOwn();
};

void NoticesTest::anOrdinaryFillIsNoNews()
{
    RuleBench bench;
    bench.fill("Close Long", "0.5", "0");
    QVERIFY(bench.after(seconds(5)).empty());
}

void NoticesTest::aLiquidationIsOneNoticeOfManyFills()
{
    RuleBench bench;
    bench.fill("Liquidated Cross Long", "0.5", "1", "-100.25");
    bench.fill("Close Long", "0.25", "0.75", "-50", domain::FillSource::Live, true);
    bench.fill("Liquidated Cross Long", "0.75", "0", "-1000");
    QVERIFY(bench.after(seconds(1)).empty()); // more may come

    const auto told = bench.after(seconds(1));

    QCOMPARE(titles(told), QStringList{QStringLiteral("Main: BTC liquidated")});
    QVERIFY(told[0].isAlarm);
    QVERIFY2(told[0].text.contains(QStringLiteral("Long 1.5 closed, last at 61,234")),
             qPrintable(told[0].text));
    QVERIFY(told[0].text.contains(QStringLiteral("−1,150.25")));
    QVERIFY(told[0].text.contains(QStringLiteral("Nothing is left")));
    QCOMPARE(told[0].discreet,
             QStringLiteral("Long closed, last at 61,234\nNothing is left of it"));
    QVERIFY(bench.after(seconds(9)).empty());
}

void NoticesTest::aCounterpartyOfALiquidationHearsNothing()
{
    RuleBench bench;
    auto held = position({.coin = "BTC", .size = "1", .entry = "60000", .mark = "61234"});
    domain::PositionUpdate update =
        *fillUpdate(held, 1, domain::FillSide::Buy, "1", "Open Long", "0");
    update.fill->liquidation = domain::Liquidation{address(9), {}, "market"};
    bench.rule.takeUpdate(update, bench.clock.now());
    QVERIFY(bench.after(seconds(5)).empty());
}

void NoticesTest::theLiquidatorHearsNothing()
{
    RuleBench bench;
    auto held = position({.coin = "BTC", .size = "1", .entry = "60000", .mark = "61234"});
    domain::PositionUpdate update =
        *fillUpdate(held, 1, domain::FillSide::Buy, "1", "Liquidated Cross Long", "0");
    update.fill->liquidation = domain::Liquidation{address(9), {}, "backstop"};
    bench.rule.takeUpdate(update, bench.clock.now());
    QVERIFY(bench.after(seconds(5)).empty());
}

void NoticesTest::deleveragingIsToldApart()
{
    RuleBench bench;
    bench.fill("Auto-Deleveraging", "0.5", "0.25");
    const auto told = bench.after(seconds(2));
    QCOMPARE(titles(told), QStringList{QStringLiteral("Main: BTC auto-deleveraged")});
    QVERIFY(told[0].text.contains(QStringLiteral("Left: 0.25")));
    QVERIFY(!told[0].discreet.contains(QStringLiteral("0.25")));
}

void NoticesTest::whatWasMissedSaysWhenItWas()
{
    RuleBench bench;
    bench.fill("Liquidated Cross Long", "0.5", "0", "-1", domain::FillSource::Backfill);
    const auto told = bench.after(seconds(2));
    QVERIFY2(told.at(0).discreet.contains(QStringLiteral("It happened at ")),
             qPrintable(told.at(0).discreet));
    // A monitor elsewhere tells what was missed as live: the day stands there too.
    bench.fill("Liquidated Cross Long", "0.5", "0", "-1", domain::FillSource::Live, false,
               std::chrono::hours(24));
    const auto late = bench.after(seconds(2));
    QVERIFY2(late.at(0).discreet.contains(QStringLiteral("It happened at 2026-11-22 12:00")),
             qPrintable(late.at(0).discreet));
}

void NoticesTest::aFeedIsLostAfterAWhileAndBackAtOnce()
{
    RuleBench bench;
    bench.feed(domain::FeedState::Offline);
    QVERIFY(bench.after(limits::FeedLostAfter - seconds(1)).empty());

    const auto lost = bench.after(seconds(1));
    QCOMPARE(titles(lost), QStringList{QStringLiteral("Main: feed lost")});
    QVERIFY(lost[0].isAlarm);
    QVERIFY2(lost[0].text.contains(QStringLiteral("No connection since 11:59:59")),
             qPrintable(lost[0].text));

    bench.feed(domain::FeedState::Stale);
    QVERIFY(bench.after(seconds(60)).empty()); // told
    bench.feed(domain::FeedState::Syncing);
    QVERIFY(bench.after(seconds(1)).empty()); // not yet
    bench.feed(domain::FeedState::Live);
    const auto back = bench.after(seconds(1));
    QCOMPARE(titles(back), QStringList{QStringLiteral("Main: feed is back")});
    QVERIFY(!back[0].isAlarm);
}

void NoticesTest::aShortBreakIsNoNews()
{
    RuleBench bench;
    for (int i = 0; i < 5; ++i) {
        bench.feed(domain::FeedState::Stale);
        QVERIFY(bench.after(limits::FeedLostAfter - seconds(1)).empty());
        bench.feed(domain::FeedState::Live);
        QVERIFY(bench.after(seconds(2)).empty());
    }
}

void NoticesTest::allFeedsAreOneNotice()
{
    RuleBench bench;
    for (int i = 3; i <= 9; ++i)
        bench.accounts.push_back(watched(i, "Account " + std::to_string(i)));
    bench.rule.takeHealth(*health(bench.accounts, domain::FeedState::Stale), true,
                          bench.clock.now());
    const auto told = bench.after(limits::FeedLostAfter);
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY2(told[0].title.contains(QStringLiteral("Main, Hedge, Account 3, and 6 more")),
             qPrintable(told[0].title));
}

void NoticesTest::aSilentMonitorIsNoLostFeed()
{
    RuleBench bench;
    bench.feed(domain::FeedState::Live);
    bench.feed(domain::FeedState::Stale, domain::FeedState::Stale, false); // as it is doubted
    QVERIFY(bench.after(limits::SilenceToldAfter - seconds(1)).empty());
    const auto told = bench.after(seconds(1));
    QCOMPARE(titles(told), QStringList{QStringLiteral("The monitor does not answer")});
    QVERIFY(bench.after(seconds(100)).empty());

    bench.feed(domain::FeedState::Live);
    QCOMPARE(titles(bench.after(seconds(1))),
             QStringList{QStringLiteral("The monitor answers again")});
}

void NoticesTest::aStopIsToldOnceWithItsReason()
{
    RuleBench bench;
    bench.feed(domain::FeedState::Stale, domain::FeedState::Stale);
    bench.rule.takeStop(QStringLiteral("the disk is full"));
    const auto told = bench.after(seconds(0));
    QCOMPARE(titles(told), QStringList{QStringLiteral("Monitoring has stopped")});
    QCOMPARE(told[0].text, QStringLiteral("the disk is full"));
    QVERIFY(bench.after(seconds(100)).empty()); // and no feed is lost beside it
}

void NoticesTest::oneElsewhereMayStartAgain()
{
    RuleBench bench;
    domain::HealthView stopped = *health(bench.accounts);
    stopped.status = domain::HealthStatus::Stopped;
    for (int run = 0; run < 2; ++run) {
        bench.rule.takeHealth(stopped, true, bench.clock.now());
        QCOMPARE(titles(bench.after(seconds(1))),
                 QStringList{QStringLiteral("Monitoring has stopped")});
        bench.feed(domain::FeedState::Live);
        QVERIFY(bench.after(seconds(1)).empty());
    }
}

void NoticesTest::anOpenDifferenceIsToldAndItsEnd()
{
    RuleBench bench;
    bench.drifts({held("BTC"), held("ETH"), held("SOL"), held("HYPE")});
    const auto opened = bench.after(seconds(1));
    QCOMPARE(titles(opened), QStringList{QStringLiteral("Main: differs from the exchange")});
    QVERIFY2(opened[0].text.startsWith(QStringLiteral("BTC size: ours 1.5, exchange 1.75\n")),
             qPrintable(opened[0].text));
    QVERIFY(opened[0].text.endsWith(QStringLiteral("and 1 more")));
    QVERIFY(opened[0].discreet.startsWith(QStringLiteral("BTC size\n")));
    bench.drifts({held("BTC"), held("ETH"), held("SOL"), held("HYPE")});
    QVERIFY(bench.after(seconds(1)).empty());

    bench.drifts({settled(held("BTC"), domain::DriftOutcome::ExplainedByFill), held("ETH"),
                  held("SOL"), held("HYPE")});
    const auto over = bench.after(seconds(1));
    QCOMPARE(titles(over), QStringList{QStringLiteral("Main: difference settled")});
    QVERIFY(!over[0].isAlarm);
    QVERIFY(over[0].text.contains(QStringLiteral("a missing fill came")));
    bench.drifts({settled(held("BTC"), domain::DriftOutcome::ExplainedByFill)});
    QVERIFY(bench.after(seconds(1)).empty());
}

void NoticesTest::whatWasSettledBeforeIsNoNews()
{
    RuleBench bench;
    bench.drifts({settled(held("BTC"), domain::DriftOutcome::Adjusted),
                  settled(held("ETH"), domain::DriftOutcome::Gone)});
    QVERIFY(bench.after(seconds(1)).empty());
}

void NoticesTest::aReadingThatLaggedIsNoNews()
{
    RuleBench bench;
    bench.drifts({});
    auto open = held("BTC");
    open.outcome = domain::DriftOutcome::Open;
    bench.drifts({open});
    QVERIFY(bench.after(seconds(1)).empty());
    bench.drifts({settled(open, domain::DriftOutcome::Gone)});
    QVERIFY(bench.after(seconds(1)).empty());
}

void NoticesTest::anAdjustmentIsToldOnce()
{
    RuleBench bench;
    bench.drifts({});
    for (int i = 0; i < 3; ++i)
        bench.drifts({settled(held("BTC"), domain::DriftOutcome::Adjusted)});
    const auto told = bench.after(seconds(1));
    QCOMPARE(titles(told), QStringList{QStringLiteral("Main: difference settled")});
    QVERIFY(told[0].text.contains(QStringLiteral("set to the exchange's")));
}

void NoticesTest::aRefusingDiskIsToldAndItsEnd()
{
    RuleBench bench;
    domain::HealthView view = *health(bench.accounts);
    view.isAuditRefusing = true;
    for (int i = 0; i < 3; ++i)
        bench.rule.takeHealth(view, true, bench.clock.now());
    const auto refused = bench.after(seconds(1));
    QCOMPARE(titles(refused), QStringList{QStringLiteral("The audit trail cannot be written")});
    QVERIFY(refused[0].isAlarm);
    bench.feed(domain::FeedState::Live);
    QCOMPARE(titles(bench.after(seconds(1))),
             QStringList{QStringLiteral("The audit trail is written again")});
}

void NoticesTest::forgetsWhatIsWatchedNoLonger()
{
    RuleBench bench;
    bench.feed(domain::FeedState::Offline, domain::FeedState::Offline);
    bench.fill("Liquidated Cross Long", "0.5", "0");
    bench.rule.keepOnly({address(2)});
    QCOMPARE(titles(bench.after(limits::FeedLostAfter)),
             QStringList{QStringLiteral("Hedge: feed lost")});
}

void NoticesTest::aStormBecomesOneNotice()
{
    NoticePace pace;
    base::Milliseconds now{0};
    QStringList shown;
    for (int i = 1; i <= 40; ++i, now += seconds(1))
        shown += titles(pace.pass({one(NoticeKind::Feed, i, i == 20)}, now));
    QCOMPARE(shown, (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));

    QVERIFY(pace.pass({}, limits::NoticeWindow - base::Milliseconds{1}).empty());
    const auto rest = pace.pass({}, limits::NoticeWindow);
    QCOMPARE(titles(rest), QStringList{QStringLiteral("Feeds: 37 more notices")});
    QCOMPARE(rest[0].text, QStringLiteral("The last: 40\n40"));
    QVERIFY(rest[0].isAlarm); // one of them was
    QVERIFY(pace.pass({}, limits::NoticeWindow * 3).empty());
}

void NoticesTest::kindsDoNotHoldEachOtherUp()
{
    NoticePace pace;
    for (int i = 0; i < 20; ++i)
        (void)pace.pass({one(NoticeKind::Feed, i)}, base::Milliseconds{i});
    const auto shown =
        pace.pass({one(NoticeKind::Liquidation, 7), one(NoticeKind::Feed, 8)}, seconds(1));
    QCOMPARE(titles(shown), QStringList{QStringLiteral("7")});

    pace.forget(NoticeKind::Feed); // switched off
    QVERIFY(pace.pass({}, seconds(100)).empty());
}

void NoticesTest::everyKindHasAKeyOfItsOwn()
{
    QSet<QString> keys;
    for (const NoticeKind kind : NoticeKinds) {
        keys += noticeKey(kind);
        QVERIFY(!noticeTitle(kind).isEmpty() && !noticeWord(kind).isEmpty());
    }
    QCOMPARE(keys.size(), static_cast<qsizetype>(NoticeKinds.size()));
}

QTEST_MAIN(NoticesTest)
#include "tst_notices.moc"
