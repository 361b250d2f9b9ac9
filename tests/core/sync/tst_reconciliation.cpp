// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's own word against ours: when it is believed, when it is asked again, and what is
// done when both stand by theirs.
#include "tests/core/sync/holdingoptions.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::Decimal;
using domain::FeedState;
using domain::NoteKind;

class ReconciliationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesEveryMinute()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const int before = session.requestsOf(StateRequest);

        for (int i = 0; i < 120; ++i) { // a witness stands by
            session.pushState();
            session.runFor(5000);
        }

        const int reads = session.requestsOf(StateRequest) - before;
        QVERIFY(reads >= 9 && reads <= 11);
        QVERIFY(session.sync->status().lastReconciliation.has_value());
    }

    void readsTheStateMoreOftenWhileNoneIsPushed()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const int before = session.requestsOf(StateRequest);

        session.runFor(60'000);

        const int reads = session.requestsOf(StateRequest) - before;
        QVERIFY(reads >= 9 && reads <= 11);
    }

    void isNotWokenForAReadingThatIsUnderWay()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.runFor(10'000);
        session.latency = 60'000; // it waits for the request budget
        const int before = session.requestsOf(StateRequest);

        session.runFor(40'000); // to be woken again and again at one moment would not end

        QCOMPARE(session.requestsOf(StateRequest), before + 1);
        const auto wake = session.sync->wakeAt();
        QVERIFY(!wake || *wake > session.instant().monotonic);
    }

    void anAnswerThatDoesNotComeIsWaitedForWithoutHurry()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.latency = 60'000;

        session.runFor(30'000);

        const auto wake = session.sync->wakeAt();
        QVERIFY(!wake || *wake > session.instant().monotonic);
    }

    void comparesOnDemand()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const int before = session.requestsOf(StateRequest);

        session.perform(session.sync->reconcileNow(session.instant()));

        QCOMPARE(session.requestsOf(StateRequest), before + 1);
    }

    void agreementIsNotedOnceAnHourAndNotEachMinute()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();

        session.runFor(2 * 3'600'000 + 120'000);

        QCOMPARE(session.notes(NoteKind::Reconciled).size(), std::size_t(3));
    }

    void aPositionChangedWithoutAFillIsADiscrepancyAndAdjusted_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<int>("changedAfter");
        for (const int after : {0, 500, 30'000, 59'900}) {
            QTest::addRow("larger after %d ms", after) << "0.3" << after;
            QTest::addRow("smaller after %d ms", after) << "0.1" << after;
            QTest::addRow("other side after %d ms", after) << "-0.2" << after;
            QTest::addRow("closed after %d ms", after) << "0" << after;
        }
    }
    void aPositionChangedWithoutAFillIsADiscrepancyAndAdjusted()
    {
        QFETCH(QString, size);
        QFETCH(int, changedAfter);
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        session.runFor(changedAfter);

        exchange.change("BTC", size.toStdString(), "52000", session.now);
        session.runFor(70'000);

        QCOMPARE(session.size("BTC"), dec(size.toStdString()));
        const auto discrepancies = session.notes(NoteKind::Discrepancy);
        QCOMPARE(discrepancies.size(), std::size_t(1));
        QCOMPARE(discrepancies[0].field, std::string("size"));
        QCOMPARE(discrepancies[0].ours, std::optional(dec("0.2")));
        QCOMPARE(discrepancies[0].theirs, std::optional(dec(size.toStdString())));
        const auto news = session.news();
        QCOMPARE(news.size(), std::size_t(1));
        QCOMPARE(news[0].kind, ChangeKind::Adjust);
        QVERIFY(!news[0].fill);
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.sync->status().openDiscrepancies, 0);
    }

    // Accounts share the budget of requests: what is looked into already asks for nothing more, and
    // each look begins where the last one was sure.
    void aDifferenceAsksForNoMoreThanItMust()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(300'000);
        session.trade(buy("ETH", "1", "3000"));
        session.runFor(5000);
        exchange.change("BTC", "0.1", "50000", session.now);
        const int before = session.requestsOf(FillsRequest);

        for (int i = 0; i < 10; ++i) {
            session.pushState();
            session.runFor(5000);
        }

        QVERIFY(session.requestsOf(FillsRequest) - before <= 8); // after 2, 2, 4, 8, 16, 16 s
        QCOMPARE(session.fillsAskedFrom, exchange.fills().back().time);
    }

    void aChangeToASizeHeldAMomentAgoIsAdjustedInTimeToo()
    {
        // The reading could be an old one: it looks the same. It is believed when that is over.
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(25'000);
        session.trade(buy("BTC", "0.1", "50000"));
        session.runFor(1000);

        exchange.change("BTC", "0.2", "50000", session.now);
        session.runFor(70'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aDiscrepancyIsOnlyRaisedWhereTheOwnerWantsThat()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();

        exchange.change("BTC", "0.3", "52000", session.now);
        session.runFor(400'000);

        QCOMPARE(session.size("BTC"), dec("0.2"));
        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1)); // once, not a minute
        QVERIFY(session.news().empty());
        QCOMPARE(session.sync->status().state, FeedState::Suspect);
        QCOMPARE(session.sync->status().openDiscrepancies, 1);
        QVERIFY(!session.held("BTC")->isReconciled);
        // It is over when both agree again.
        exchange.change("BTC", "0.2", "50000", session.now);
        session.runFor(130'000);
        QCOMPARE(session.sync->status().openDiscrepancies, 0);
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void nothingIsCalledReconciledWhileADiscrepancyIsOpen()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        const auto noted = session.notes(NoteKind::Reconciled).size();

        exchange.change("BTC", "0.3", "52000", session.now);
        session.runFor(3 * 3'600'000);

        QCOMPARE(session.notes(NoteKind::Reconciled).size(), noted);
    }

    void aLostLastFillIsFoundByTheComparisonAndIsNoDiscrepancy()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(70'000);

        session.lose(sell("BTC", "0.2", "51000"));
        session.runFor(70'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("200"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
    }

    // --- readings that say nothing ---------------------------------------------------------

    void aReadingThatLagsBehindIsNoDiscrepancy_data()
    {
        QTest::addColumn<int>("lag");
        for (const int lag : {100, 1000, 5000, 20'000, 50'000})
            QTest::addRow("%d ms", lag) << lag;
    }
    void aReadingThatLagsBehindIsNoDiscrepancy()
    {
        QFETCH(int, lag);
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        exchange.stateLag = lag;

        for (int i = 0; i < 60; ++i) {
            session.trade(i % 3 ? buy("BTC", "0.1", "50000") : sell("BTC", "0.2", "50100"));
            session.runFor(5700);
        }

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
        session.runFor(200'000);
        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aFillWhileTheReadingIsOnItsWayMakesItInconclusive()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.latency = 400;
        session.perform(session.sync->reconcileNow(session.instant()));
        session.in(300, [&] { session.trade(buy("BTC", "0.1", "50000")); });

        session.runFor(5000);

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.size("BTC"), dec("0.1"));
    }

    void aReadingOlderThanTheLastIsNone()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        bool isOld = true;
        session.tamperState = [&](domain::AccountState &state) {
            if (!isOld)
                return;
            for (auto &dex : state.dexes) {
                dex.time -= std::chrono::hours(1);
                dex.positions.clear(); // from before anything was held
            }
        };

        session.runFor(65'000);
        isOld = false;
        session.runFor(65'000);

        QCOMPARE(session.size("BTC"), dec("0.2"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void anExchangeWhoseClockWentBackIsBelievedAgainInTheEnd()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        session.tamperState = [&](domain::AccountState &state) {
            for (auto &dex : state.dexes)
                dex.time -= std::chrono::hours(1);
        };

        exchange.change("BTC", "0.3", "52000", session.now);
        session.runFor(300'000);

        QVERIFY(session.agrees());
    }

    void aDiscrepancyThatIsLeftToStandEndsWithItsPosition()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.trade(buy("ETH", "1", "3000"));
        session.runFor(200'000);
        exchange.change("BTC", "0.5", "50000", session.now);
        exchange.change("ETH", "2", "3000", session.now);
        session.runFor(100'000);
        QCOMPARE(session.sync->status().openDiscrepancies, 2);

        exchange.change("ETH", "1", "3000", session.now);
        session.trade(sell("ETH", "1", "3000")); // flat on both sides
        session.runFor(100'000);

        QCOMPARE(session.sync->status().openDiscrepancies, 1);
    }

    void aDexThatIsNotInTheAnswerIsNotFlat()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("xyz:TSLA", "3", "300"));
        session.now += 1000;
        session.begin();
        session.tamperState = [](domain::AccountState &state) { state.dexes.resize(1); };

        session.runFor(300'000);

        QCOMPARE(session.size("xyz:TSLA"), dec("3"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aFillThatExplainsAnAdjustmentLaterReplacesItAndAddsNothing()
    {
        ScriptedExchange exchange;
        exchange.fillsLag = 90'000; // the list of fills is slower than the state by far
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000").fee("1"));
        session.runFor(100'000);
        const auto fill = session.lose(sell("BTC", "0.15", "51000").fee("2"));
        session.runFor(75'000);
        QCOMPARE(session.changes(ChangeKind::Adjust).size(), std::size_t(1));
        QCOMPARE(session.size("BTC"), dec("0.05"));

        session.push({fill}); // now it comes
        session.runFor(200'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.changes(ChangeKind::Adjust).size(), std::size_t(1));
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("150"));
        QCOMPARE(session.held("BTC")->state.feesUsd, std::optional(dec("3")));
        QVERIFY(session.changes().back().isLate);
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }
};

QTEST_APPLESS_MAIN(ReconciliationTest)
#include "tst_reconciliation.moc"
