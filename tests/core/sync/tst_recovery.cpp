// SPDX-License-Identifier: GPL-3.0-or-later
// Lost connections: nothing lost, nothing twice, and live again.
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::FeedState;
using domain::NoteKind;

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The minute that a list is given goes from the first reading that told the same.
    void aStateReadWithoutAFeedTellsSinceWhenSomethingDiffers()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(70'000);
        exchange.fillsLag = 60'000; // so that no list is newer than it is
        session.disconnect();
        exchange.change("BTC", "0.5", "50000", session.now);
        const auto changed = session.now;
        session.runFor(30'000);
        QVERIFY(session.notes(NoteKind::Discrepancy).empty()); // nothing is concluded offline
        session.connect();

        session.runFor(changed + 58'000 - session.now);
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        session.runFor(12'000);

        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
        QVERIFY(session.agrees());
    }

    // A reading tells 0 of a moment before, and then 0 becomes true by another fill.
    void aLaggingStateReadWithoutAFeedMakesNoDiscrepancy()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(70'000);
        exchange.stateLag = 58'000;
        exchange.fillsLag = 55'000;
        session.disconnect();
        session.lose(sell("BTC", "0.2", "50000"));
        session.runFor(10'000);
        session.lose(buy("BTC", "0.2", "50000"));
        session.runFor(57'000);
        session.lose(sell("BTC", "0.2", "50000"));
        exchange.stateLag = 0;
        session.runFor(500);
        session.connect();

        session.runFor(130'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(domain::ChangeKind::Adjust).empty());
    }

    void withoutAFeedTheStateIsReadAtAnEvenPaceWhateverFails()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        const int asked = session.requestsOf(StateRequest);
        session.failures[StateRequest].assign(5, base::ErrorCode::Network);

        session.runFor(60'000);

        QVERIFY(session.requestsOf(StateRequest) - asked >= 9);
        QVERIFY(session.requestsOf(StateRequest) - asked <= 10);
    }

    void aReconnectLosesNothingAndAppliesNothingTwice()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(5000);
        session.disconnect();
        QCOMPARE(session.sync->status().state, FeedState::Offline);
        session.trade(sell("BTC", "0.3", "50500"));
        session.runFor(30'000);
        session.trade(buy("ETH", "1", "3000"));

        session.connect();
        session.push(exchange.fills(), true);
        session.runFor(10'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(3));
        QCOMPARE(session.news().size(), std::size_t(3));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("100"));
    }

    // The budget of requests would not do for another look at so many.
    void whatWasMissedIsNotReadTwice()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        for (int i = 0; i < 5000; ++i) {
            session.now += 1;
            session.lose(i % 2 ? buy("BTC", "0.2", "50000") : sell("BTC", "0.2", "50000"));
        }
        const int asked = session.requestsOf(FillsRequest);

        session.connect();
        session.runFor(10'000);
        session.trade(buy("BTC", "0.1", "50000"));
        session.runFor(10'000);

        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.requestsOf(FillsRequest) - asked <= 4); // its pages
    }

    void aPageThatFailsIsReadAgainAndNotThoseBeforeIt()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        for (int i = 0; i < 1000; ++i) {
            session.lose(buy("BTC", "0.001", "50000"));
            session.runFor(10);
        }
        exchange.pageRows = 200;
        const int asked = session.requestsOf(FillsRequest);
        session.connect();
        session.runFor(4 * session.latency + 1);
        session.failures[FillsRequest].assign(2, base::ErrorCode::Network);

        session.runFor(10'000);

        QVERIFY(session.failures[FillsRequest].empty());
        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(1000));
        QVERIFY(session.requestsOf(FillsRequest) - asked <= 9); // six pages, two of them again
    }

    void answersOfALostConnectionAreIgnored()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.latency = 2000;
        session.connect();
        session.runFor(500);
        session.disconnect();
        session.runFor(5000);

        QCOMPARE(session.changes().size(), std::size_t(0));
        QCOMPARE(session.sync->status().state, FeedState::Offline);

        session.connect();
        session.runFor(10'000);
        QVERIFY(session.agrees());
        QVERIFY(session.news().empty());
    }

    void connectionsThatBreakAgainAndAgainEndInTheSame()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        for (int cut = 0; cut < 120; cut += 7) {
            session.connect();
            session.runFor(cut);
            session.trade(buy("BTC", "0.01", "50000"));
            session.disconnect();
            session.lose(sell("BTC", "0.005", "50000"));
            session.runFor(100);
        }

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), exchange.fills().size());
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void anUnreadableFrameIsFollowedByReadingAgain()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.lose(buy("BTC", "0.2", "50000"));

        session.perform(session.sync->resynchronise(session.instant()));
        session.runFor(1000);

        QVERIFY(session.agrees());
    }

    void anAccountIsLiveWithTheAdjustmentThatAgreesWithItsReading()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(1000);
        session.disconnect();
        exchange.change("BTC", "0.5", "50000", session.now);
        session.connect();
        while (session.notes(NoteKind::Discrepancy).empty() && session.now < 200'000)
            session.runFor(1);

        QCOMPARE(session.size("BTC"), dec("0.5"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.sync->status().lastReconciliationAgreed);
    }

    // A spot fill, which no state would show to be missing.
    void anUnreadableFrameBeforeTheAccountIsLiveIsFollowedByReadingAgainToo()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        session.failures[StateRequest].assign(3, base::ErrorCode::Network);
        session.connect();
        session.runFor(1000);
        QCOMPARE(session.sync->status().state, FeedState::Syncing);
        session.lose(buy("@107", "5", "38"));
        const auto lost = exchange.fills().back();
        session.runFor(10);
        session.trade(buy("BTC", "0.2", "50000"));

        session.perform(session.sync->resynchronise(session.instant()));
        session.runFor(20'000);

        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.held(lost.coin));
    }

    // Of what the stream brings before the account is live nothing is proven by the list before it.
    void theSweepLooksFromWhereTheListEnded()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        session.failures[StateRequest].assign(10, base::ErrorCode::Network);
        session.connect();
        session.runFor(1000);
        session.lose(buy("@107", "5", "38"));
        const auto lost = exchange.fills().back();
        session.runFor(150'000);
        QCOMPARE(session.sync->status().state, FeedState::Syncing);
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(900'000);

        QVERIFY(session.held(lost.coin));
    }
};

QTEST_APPLESS_MAIN(RecoveryTest)
#include "tst_recovery.moc"
