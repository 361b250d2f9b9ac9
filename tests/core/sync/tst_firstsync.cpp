// SPDX-License-Identifier: GPL-3.0-or-later
// The very first start: history becomes state and not news, what was held before is anchored, and
// the three sources of fills are one.
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Basis;
using domain::ChangeKind;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::FeedState;
using domain::NoteKind;

class FirstSyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyIsAppliedOnceInOrderAndIsNoNews()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000").fee("1"));
        session.now += 1000;
        session.lose(sell("BTC", "0.05", "51000").fee("0.5"));
        session.lose(sell("ETH", "2", "3000"));
        session.now += 1000;

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(3));
        QVERIFY(session.news().empty());
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("50"));
        QVERIFY(session.held("BTC")->state.basis == Basis::Complete);
        QVERIFY(session.held("BTC")->isReconciled);
        QVERIFY(session.sync->status().wasLive);
        QVERIFY(session.sync->status().lastReconciliationAgreed);
        QCOMPARE(session.notes(NoteKind::Reconciled).size(), std::size_t(1));
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void anAccountThatNeverTradedIsLiveAndEmpty()
    {
        ScriptedExchange exchange;
        Session session(exchange);

        session.begin();

        QVERIFY(session.records.size() == 1); // that it agrees
        QVERIFY(session.tracker.positions(account()).empty());
    }

    void isNotLiveBeforeAReadingAgreed()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        QCOMPARE(session.sync->status().state, FeedState::Offline);
        QVERIFY(!session.sync->wakeAt());

        session.connect();
        QCOMPARE(session.sync->status().state, FeedState::Syncing);
        session.runFor(session.latency); // the fills are in, the state is not
        QCOMPARE(session.sync->status().state, FeedState::Syncing);
        QVERIFY(!session.sync->status().wasLive);

        session.runFor(session.latency);
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aReadingFromBeforeTheNewestHistoryIsNoDiscrepancy()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.runFor(70'000);
        session.lose(sell("BTC", "0.2", "50000"));
        session.runFor(1000);
        session.begin();
        session.tamperState = [&exchange, &session](domain::AccountState &state) {
            const auto now = state.dexes[0].time;
            state = exchange.state(session.now - 30'000);
            for (auto &dex : state.dexes)
                dex.time = now; // it calls itself new
        };

        session.runFor(4000);
        session.perform(session.sync->reconcileNow(session.instant()));
        session.runFor(1000);
        session.trade(buy("ETH", "1", "3000")); // so that the list is newer
        session.runFor(10'000);
        session.tamperState = {};
        session.runFor(60'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aPositionThatBeganOutOfReachIsAnchoredAtItsOldestReachableFill()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.5", "50000"));
        session.lose(buy("BTC", "0.1", "50200"));
        exchange.forgetFills();
        session.now += 1000;
        session.lose(sell("BTC", "0.2", "51000"));

        session.begin();

        const auto anchors = session.changes(ChangeKind::Anchor);
        QCOMPARE(anchors.size(), std::size_t(1));
        QCOMPARE(anchors[0].after.size, dec("0.6"));
        QVERIFY(anchors[0].isHistory);
        QCOMPARE(session.size("BTC"), dec("0.4"));
        const auto &state = session.held("BTC")->state;
        QVERIFY(state.entry == EntryKnowledge::Exact); // from the state, to the last digit
        QCOMPARE(state.entryNotional, exchange.truth().find(account(), "BTC")->state.entryNotional);
        QVERIFY(state.basis == Basis::Partial);
        QVERIFY(session.news().empty());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aPositionWhoseFillsAreAllOutOfReachIsAnchoredFromTheState()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(sell("ETH", "2", "3000"));
        session.lose(buy("xyz:TSLA", "3", "300"));
        exchange.forgetFills();
        session.now += 1000;

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes(ChangeKind::Anchor).size(), std::size_t(2));
        QCOMPARE(session.held("ETH")->state.entryNotional, dec("6000"));
        QVERIFY(session.held("ETH")->state.entry == EntryKnowledge::Exact);
        QVERIFY(session.news().empty());
        // And it goes on from there.
        session.trade(buy("ETH", "1", "2900"));
        QCOMPARE(session.news().size(), std::size_t(1));
        QVERIFY(session.news()[0].closedPnl && session.news()[0].closedPnl->agrees());
    }

    void liveSnapshotAndBackfillAreOneByIdentity()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        const auto second = session.lose(buy("BTC", "0.1", "50100"));
        session.connect();
        const auto live = session.trade(sell("BTC", "0.05", "50200")); // before the snapshot
        session.push({exchange.fills()[0], second, live}, true);
        session.push({live, live});
        session.runFor(10'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(3));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.sync->status().duplicatesDropped >= 5);
        // The one that happened before our eyes is news, after the history it stands on.
        const auto news = session.news();
        QCOMPARE(news.size(), std::size_t(1));
        QCOMPARE(news[0].fill->tradeId, live.tradeId);
        QCOMPARE(news[0].before.size, dec("0.3"));
    }

    void aFillBetweenTheBackfillAndTheReadingIsAppliedAndLiveFollows()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.connect();
        session.in(session.latency + 5, [&] { session.trade(sell("BTC", "0.05", "50200")); });

        session.runFor(10'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.news().size(), std::size_t(1));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aFillOfAHeldCoinOutOfReachThatComesBeforeTheStateStillAnchorsIt()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.5", "50000"));
        exchange.forgetFills();
        session.now += 1000;
        session.connect();
        session.in(5, [&] { session.trade(sell("BTC", "0.2", "51000")); });

        session.runFor(10'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.changes(ChangeKind::Anchor).size(), std::size_t(1));
        QVERIFY(session.held("BTC")->state.entry == EntryKnowledge::Exact);
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void aFillThatHappensWhileTheStartReadsIsNoGapThoughItsFrameIsLost()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.connect();
        session.in(session.latency + 1, [&] { // behind the page, before the state
            session.lose(sell("BTC", "0.1", "50000").fee("1"));
            session.now += 1;
            session.lose(buy("BTC", "0.4", "49000").fee("1"));
        });

        session.runFor(700'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.changes().size(), std::size_t(2));
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("100"));
        QCOMPARE(session.held("BTC")->state.feesUsd, std::optional(dec("2")));
        QCOMPARE(session.held("BTC")->state.entryNotional, dec("14700"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    // --- pages -----------------------------------------------------------------------------

    void manyFillsArePagedFromTheLastTimeInclusive_data()
    {
        QTest::addColumn<int>("perMillisecond");
        QTest::newRow("one a millisecond") << 1;
        QTest::newRow("seven a millisecond, pages cut inside") << 7;
        QTest::newRow("1999 a millisecond") << 1999;
    }
    void manyFillsArePagedFromTheLastTimeInclusive()
    {
        QFETCH(int, perMillisecond);
        ScriptedExchange exchange;
        Session session(exchange);
        for (int i = 0; i < 6005; ++i) {
            session.now += i % perMillisecond == 0;
            session.lose(i % 3 ? buy("BTC", "0.001", "50000") : sell("BTC", "0.002", "50010"));
        }

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(6005));
        QVERIFY(session.requestsOf(FillsRequest) >= 4);
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void moreThanAPageInOneMillisecondIsAGapThatHidesNothingBehindIt()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("ETH", "1", "3000"));
        session.now += 10;
        for (int i = 0; i < 2001; ++i)
            session.lose(buy("BTC", "0.001", "50000"));
        session.now += 10;
        session.lose(sell("ETH", "0.5", "3100"));
        session.now += 1000;

        session.connect();
        session.runFor(70'000);

        QVERIFY(!session.notes(NoteKind::Gap).empty());
        QVERIFY(session.agrees());
        QCOMPARE(session.held("ETH")->state.realizedPnl, dec("50"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        // The next reading of the window is not stuck before it either.
        session.runFor(60'000);
        session.disconnect();
        session.lose(buy("ETH", "0.2", "3000"));
        session.connect();
        session.runFor(30'000);
        QVERIFY(session.agrees());
        QCOMPARE(session.held("ETH")->state.realizedPnl, dec("50"));
        QCOMPARE(session.news().back().kind, ChangeKind::Fill);
    }

    void slicesOfATwapThatOnlyTheirOwnListTellsAreMerged()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.1", "50000"));
        session.now += 10;
        session.lose(buy("BTC", "0.1", "50100").twap(7));
        exchange.moveLastToTwap();
        session.now += 10;
        session.lose(sell("BTC", "0.15", "50200"));

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(3));
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.held("BTC")->state.basis == Basis::Complete);
    }

    void aHoleInOldHistoryIsSaidAndDoesNotHoldUpTheStart()
    {
        // Slices older than the exchange tells: several breaks, one after the other.
        ScriptedExchange exchange;
        Session session(exchange);
        for (int i = 0; i < 20; ++i) {
            session.now += 1000;
            session.lose(buy("BTC", "0.1", "50000"));
            session.now += 1000;
            session.lose(buy("BTC", "0.01", "50100"));
            exchange.dropLast(); // never told again
        }
        session.now += 60'000;

        session.connect();
        session.pushState(); // tells the exchange's time
        session.runFor(30'000);

        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).size() >= 19);
        QVERIFY(session.held("BTC")->state.basis == Basis::Partial);
        QVERIFY(session.news().empty());
    }
};

QTEST_APPLESS_MAIN(FirstSyncTest)
#include "tst_firstsync.moc"
