// SPDX-License-Identifier: GPL-3.0-or-later
// A list of fills that lags proves nothing; one that is newer than what it should explain proves
// that nothing explains it.
#include "core/base/limits.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::FeedState;
using domain::NoteKind;

class LaggingFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMissingPredecessorIsWaitedForWhileTheListMayLag()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        exchange.fillsLag = 58'000;
        session.runFor(1000);
        session.lose(sell("BTC", "0.4", "52000"));
        session.now += 10;
        session.trade(sell("BTC", "0.1", "53000"));
        session.runFor(30'000);
        QCOMPARE(session.sync->status().state, FeedState::Suspect);
        QVERIFY(session.notes(NoteKind::Gap).empty());

        session.runFor(40'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aPredecessorThatNoListTellsIsAGapOnceNoneMayLag()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(sell("BTC", "0.4", "52000"));
        exchange.dropLast(); // no list ever tells it
        session.now += 10;
        session.trade(sell("BTC", "0.1", "53000"));

        session.runFor(58'000);
        QVERIFY(session.notes(NoteKind::Gap).empty());
        session.runFor(4000);

        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QVERIFY(session.agrees());
    }

    // The minute goes from when the fill happened, not from when we came to know of it.
    void aBreakThatHappenedWhileDisconnectedIsNotWaitedForAnew()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.disconnect();
        exchange.change("BTC", "0.5", "50000", session.now);
        session.now += 10;
        session.trade(sell("BTC", "0.1", "50000"));
        const auto happened = session.now;
        session.runFor(30'000);
        session.connect();
        session.runFor(1000);
        session.pushState();

        session.runFor(happened + 58'000 - session.now);
        QVERIFY(session.notes(NoteKind::Gap).empty()); // a slice may be on its way
        session.runFor(4000);

        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aRoundTripBehindABreakStartsWhereTheExchangeIs()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        exchange.change("BTC", "0.5", "52000", session.now); // without a fill
        session.pushState();
        session.now += 10;
        // 0.5 → 0.3 → 0.5 in one millisecond; by the trade ids it could be 0.3 → 0.5 → 0.3.
        const auto first = session.lose(sell("BTC", "0.2", "53000").id(2000));
        const auto second = session.lose(buy("BTC", "0.2", "53000").id(1500));

        session.push({second, first});
        session.runFor(62'000);

        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QCOMPARE(session.size("BTC"), dec("0.5"));
    }

    void aDifferenceIsNoDiscrepancyWhileTheListMayLag()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(5000);
        exchange.fillsLag = 55'000;
        session.lose(sell("BTC", "0.4", "52000"));
        session.pushState();
        session.runFor(30'000);
        QCOMPARE(session.sync->status().state, FeedState::Suspect);

        session.runFor(60'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
    }

    void aDifferenceThatNoListExplainsIsRaisedOnceNoneMayLag()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        exchange.change("BTC", "0.7", "52000", session.now);
        session.runFor(100);
        session.pushState();
        session.runFor(3000);
        session.trade(buy("ETH", "1", "3000")); // the list of fills is newer than the difference

        session.runFor(50'000);
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        session.runFor(15'000);

        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
        QCOMPARE(session.size("BTC"), dec("0.7"));
    }

    // Accounts share the budget of requests.
    void mostLooksForAPredecessorReadOnlyWhatIsNewer()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(300'000);
        session.trade(buy("ETH", "1", "3000"));
        session.runFor(1000);
        session.lose(sell("BTC", "0.4", "52000"));
        exchange.dropLast();
        session.now += 10;
        const int before = session.requestsOf(FillsRequest);
        const int slices = session.requestsOf(TwapRequest);
        session.trade(sell("BTC", "0.1", "53000"));
        std::vector<base::Timestamp> from;
        while (from.size() < 3) {
            session.runFor(1);
            if (session.requestsOf(FillsRequest) > before + static_cast<int>(from.size()))
                from.push_back(session.fillsAskedFrom);
        }

        QVERIFY(from[0] < at(10'000));
        QVERIFY(from[1] > at(300'000));
        QVERIFY(from[2] > at(300'000));
        QCOMPARE(session.requestsOf(TwapRequest), slices + 1);
    }

    void aListThatIsFullAndDoesNotReachWhatIsKnownIsAGap()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.disconnect();
        for (int i = 0; i < 10'001; ++i) {
            session.now += 1;
            session.lose(i % 2 ? buy("BTC", "0.1", "50000") : sell("BTC", "0.1", "50000"));
        }
        exchange.forgetAllBut(10'000);

        session.connect();
        session.runFor(30'000);

        QVERIFY(!session.notes(NoteKind::Gap).empty());
        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    // That the stream brought the last of them does not prove what came before it.
    void aListThatIsFullAndDoesNotReachWhatIsProvenIsAGap()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        session.lose(buy("ETH", "1", "3000"));
        session.lose(sell("ETH", "1", "3000"));
        session.runFor(200'000);
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.disconnect();
        for (int i = 0; i < 9'999; ++i) {
            session.now += 1;
            session.lose(i % 2 ? buy("BTC", "0.1", "50000") : sell("BTC", "0.1", "50000"));
        }
        exchange.forgetAllBut(10'000);

        session.connect();
        session.runFor(30'000);

        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QVERIFY(session.notes(NoteKind::Gap)[0].reason.ends_with("some may be missing"));
    }

    void aListThatIsReadInPiecesIsFullAllTheSame()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        for (int i = 0; i < 10'001; ++i) {
            session.now += 1;
            exchange.trade(buy("BTC", "0.1", "50000"), session.now);
        }
        exchange.forgetAllBut(10'000);

        session.connect();
        session.push({exchange.fills().back()}, true);
        session.runFor(session.latency); // the first page is of now, and the next are not
        exchange.fillsLag = 9'000;
        session.runFor(1000);
        exchange.fillsLag = 0;
        session.runFor(120'000);

        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QVERIFY(session.notes(NoteKind::Gap)[0].reason.ends_with("the history is incomplete"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    // The first piece is of a list that lags and reaches back, the next of one that does not.
    void aListThatIsCutWhereTheNextPieceBeginsIsAGap()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "1", "50000"));
        session.now += 1000;
        session.begin();
        session.runFor(200'000);
        session.disconnect();
        session.lose(buy("ETH", "1", "3000"));
        for (int i = 0; i < 10'000; ++i) {
            session.now += 1;
            session.lose(i % 2 ? buy("BTC", "0.1", "50000") : sell("BTC", "0.1", "50000"));
        }
        exchange.fillsLag = 100'000;
        session.connect();
        session.runFor(100);
        exchange.fillsLag = 0;
        exchange.forgetAllBut(10'000);
        const int asked = session.requestsOf(FillsRequest);
        while (session.requestsOf(FillsRequest) < asked + 2)
            session.runFor(10);
        exchange.fillsLag = 100'000; // the second page is of before
        session.runFor(100);
        exchange.fillsLag = 0;
        session.runFor(300'000);

        QCOMPARE(session.size("ETH"), dec("1")); // by the exchange's state
        QCOMPARE(session.notes(NoteKind::Gap).size(), std::size_t(1));
        QVERIFY(session.notes(NoteKind::Gap)[0].reason.ends_with("some may be missing"));
    }

    void aFillThatVanishesFromANewerListIsNamedOnceAndStays()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        exchange.dropLast();
        session.now += 10;
        session.trade(buy("ETH", "1", "3000"));

        session.runFor(1'300'000);

        QCOMPARE(session.notes(NoteKind::Phantom).size(), std::size_t(1));
        QCOMPARE(session.size("BTC"), dec("1"));
    }

    void aConflictIsToldOnce()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        auto fill = session.trade(buy("BTC", "1", "50000"));
        fill.price = dec("50001");

        session.push({fill});
        session.push({fill});

        QCOMPARE(session.notes(NoteKind::Conflict).size(), std::size_t(1));
        QCOMPARE(session.held("BTC")->state.entryNotional, dec("50000"));
    }

    void aSliceThatWasLostIsFoundThoughNoneWasSeenBefore()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(sell("BTC", "0.4", "52000"));
        exchange.moveLastToTwap();
        session.pushState();

        session.runFor(10'000);

        QVERIFY(session.agrees());
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
    }

    void aFundingPaymentThatWasLostIsFoundByTheSweep()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        domain::FundingPayment payment;
        payment.coin = "BTC";
        payment.time = at(session.now);
        payment.amount = dec("-0.25");
        exchange.fundings.push_back(payment);

        session.runFor(700'000);

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.25"));
    }

    void aBusyAccountIsSweptMoreOften()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.lose(buy("ETH", "1", "3000"));
        session.now += 1;
        session.lose(sell("ETH", "1", "3001"));

        for (std::uint64_t i = 0; i < base::limits::SweepFills; ++i) {
            session.now += 1;
            session.trade(i % 2 ? buy("BTC", "0.1", "50000") : sell("BTC", "0.1", "50000"));
        }
        session.runFor(5000);

        QCOMPARE(session.held("ETH")->state.realizedPnl, dec("1"));
    }
};

QTEST_APPLESS_MAIN(LaggingFillsTest)
#include "tst_laggingfills.moc"
