// SPDX-License-Identifier: GPL-3.0-or-later
// While live: fills in any order and number of copies come out once, in the exchange's order; what
// is missing is read again; what cannot be found is said and never invented.
#include "tests/core/sync/scriptedexchange.h"

#include <algorithm>
#include <random>

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::Decimal;
using domain::FeedState;
using domain::Fill;
using domain::FillSource;
using domain::NoteKind;

class LiveFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFillIsAppliedTheMomentItComes()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();

        session.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(session.size("BTC"), dec("0.1"));
        QCOMPARE(session.news().size(), std::size_t(1));
        QCOMPARE(session.news()[0].source, FillSource::Live);
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    // The answer on its way is from before it, and agrees.
    void aFillWhileTheStateIsReadAfterAReconnectIsAppliedAtOnce()
    {
        for (int delay = 0; delay <= 160; delay += 10) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "0.2", "50000"));
            session.runFor(20'000);
            session.disconnect();
            session.runFor(5000);
            session.connect();
            session.runFor(delay);

            session.trade(buy("ETH", "1", "3000"));
            session.runFor(200);

            QCOMPARE(session.size("ETH"), dec("1"));
            session.runFor(3000);
            QCOMPARE(session.sync->status().state, domain::FeedState::Live);
        }
    }

    void duplicatesAreDropped()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const auto fill = session.trade(buy("BTC", "0.1", "50000"));

        session.push({fill, fill});
        session.push({fill}, true);

        QCOMPARE(session.size("BTC"), dec("0.1"));
        QCOMPARE(session.sync->status().duplicatesDropped, std::uint64_t(3));
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aKnownFillWithOtherContentIsSaidAndTheFirstStands()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        auto fill = session.trade(buy("BTC", "0.1", "50000"));

        fill.price = dec("49000");
        session.push({fill});

        QCOMPARE(session.notes(NoteKind::Conflict).size(), std::size_t(1));
        QCOMPARE(session.held("BTC")->state.entryNotional, dec("5000"));
    }

    void bothSidesOfASelfTradeShareATradeIdAndAreTwoFills()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();

        session.trade(buy("BTC", "0.1", "50000").id(77, 1));
        session.trade(sell("BTC", "0.1", "50000").id(77, 2));

        QCOMPARE(session.changes().size(), std::size_t(2));
        QVERIFY(session.agrees());
    }

    void oneMillisecondIsPutInOrderByItsChain()
    {
        for (unsigned seed = 0; seed < 50; ++seed) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            std::vector<Fill> group;
            for (int i = 0; i < 9; ++i)
                group.push_back(
                    session.lose(i % 4 == 3 ? sell("BTC", "0.35", "50010")
                                            : buy("BTC", "0.1", "50000").id(1000 - i)));
            std::shuffle(group.begin(), group.end(), std::mt19937(seed));

            session.push(group);

            QVERIFY2(session.agrees(), qPrintable(QStringLiteral("seed %1").arg(seed)));
            std::vector<std::int64_t> order;
            for (const auto &change : session.changes())
                order.push_back(change.fill->tradeId);
            std::vector<std::int64_t> executed;
            for (const auto &fill : exchange.fills())
                executed.push_back(fill.tradeId);
            QCOMPARE(order, executed);
        }
    }

    void framesOfOneMillisecondInWrongOrderWaitForEachOther()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const auto first = session.lose(buy("BTC", "0.1", "50000"));
        const auto second = session.lose(buy("BTC", "0.2", "50000"));

        session.push({second});
        QCOMPARE(session.sync->status().state, FeedState::Suspect);
        QCOMPARE(session.sync->status().waitingFills, std::size_t(1));
        QCOMPARE(session.size("BTC"), Decimal(0));
        session.push({first});

        QCOMPARE(session.size("BTC"), dec("0.3"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.requestsOf(FillsRequest), 1); // nothing had to be read again
    }

    void aMissedFillIsFoundByReadingAgain()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.1", "50000"));
        session.runFor(1000);
        session.lose(buy("BTC", "0.2", "50100"));
        session.runFor(1000);

        session.trade(sell("BTC", "0.3", "50200"));
        session.trade(buy("ETH", "1", "3000")); // other coins go on meanwhile
        QCOMPARE(session.size("ETH"), dec("1"));
        session.runFor(2000);

        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
        const auto news = session.news();
        QCOMPARE(news.size(), std::size_t(4));
        QCOMPARE(news[2].source, FillSource::Backfill);
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(news[3].closedPnl && news[3].closedPnl->agrees());
    }

    void moreThanAPageOfMissedFillsIsReadPageByPage()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.disconnect();
        for (int i = 0; i < 4500; ++i) {
            session.now += i % 3 == 0;
            session.lose(i % 5 ? buy("BTC", "0.01", "50000") : sell("BTC", "0.05", "50100"));
        }
        session.now += 5000;

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(4500));
        QCOMPARE(session.news().size(), std::size_t(4500)); // recovered fills are news
    }

    void theRestAnswerThatLagsIsAskedAgain()
    {
        ScriptedExchange exchange;
        exchange.fillsLag = 5000;
        Session session(exchange);
        session.begin();
        session.lose(buy("BTC", "0.2", "50100"));
        session.runFor(10);

        session.trade(buy("BTC", "0.1", "50200"));
        session.runFor(2000);
        QCOMPARE(session.sync->status().state, FeedState::Suspect);
        session.runFor(10'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void whatCanNeverBeFoundIsAGapAndTheExchangesSizeHolds()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.1", "50000"));
        session.runFor(1000);
        session.lose(buy("BTC", "0.2", "50100"));
        exchange.dropLast();
        session.runFor(1000);

        session.trade(buy("BTC", "0.3", "50200"));
        session.runFor(66'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
        const auto gaps = session.notes(NoteKind::Gap);
        QCOMPARE(gaps.size(), std::size_t(1));
        QCOMPARE(gaps[0].coin, std::string("BTC"));
        QCOMPARE(gaps[0].ours, std::optional(dec("0.1")));
        QCOMPARE(gaps[0].theirs, std::optional(dec("0.3")));
        QVERIFY(gaps[0].from && gaps[0].to);
        QVERIFY(session.held("BTC")->state.basis == domain::Basis::Partial);
        const auto adjusted = session.changes(ChangeKind::Adjust);
        QVERIFY(!adjusted.empty());
        for (const auto &change : adjusted)
            QVERIFY(!change.fill); // never invented
        // The entry is exact again by the next state.
        QCOMPARE(session.held("BTC")->state.entryNotional,
                 exchange.truth().find(account(), "BTC")->state.entryNotional);
    }

    void aFillThatCannotBeIsSaidAndHoldsUpNobody()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        Fill bad = buy("BTC", "0", "50000").at(session.now).id(5);

        session.push({bad});
        session.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(session.notes(NoteKind::Conflict).size(), std::size_t(1));
        QCOMPARE(session.size("BTC"), dec("0.1"));
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void tooManyWaitingFillsBeginAnewInsteadOfGrowing()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.connect(); // syncing: everything waits
        std::vector<Fill> flood;
        for (int i = 0; i < 50'001; ++i)
            flood.push_back(buy("BTC", "0.1", "50000").at(i).id(i + 1).from("7"));

        session.push(flood);

        QVERIFY(session.askedToReconnect);
        QCOMPARE(session.sync->status().waitingFills, std::size_t(0));
    }

    // --- spot ------------------------------------------------------------------------------

    void aSpotTransferIsAdoptedAndNoGap()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("@107", "10", "20").fee("0.007", "HYPE"));
        session.runFor(1000);

        Fill fill = sell("@107", "2", "21").from("14.993").at(session.now).id(99);
        session.push({fill});

        QCOMPARE(session.size("@107"), dec("12.993"));
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void anOldSpotFillFoundLateBooksItsCashAndLeavesTheBalance()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("@107", "10", "20"));
        session.runFor(1000);
        session.lose(buy("@107", "5", "21"));
        session.runFor(1000);
        session.trade(buy("@107", "1", "22"));
        QCOMPARE(session.size("@107"), dec("16")); // the balance before it is adopted

        session.runFor(700'000);

        QCOMPARE(session.size("@107"), dec("16"));
        QCOMPARE(session.changes().size(), std::size_t(3));
        QVERIFY(session.changes().back().isLate);
    }

    // --- the sweep -------------------------------------------------------------------------

    void theSweepFindsALossThatNeitherChainNorSizeShows()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.1", "50000"));
        session.trade(sell("BTC", "0.1", "50100"));
        session.runFor(1000);
        session.lose(buy("BTC", "0.2", "50000").fee("3"));
        session.runFor(1000);
        session.lose(sell("BTC", "0.2", "50500").fee("3"));
        session.runFor(1000);
        session.trade(buy("BTC", "0.3", "50000"));
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("10"));

        session.runFor(700'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("110"));
        QCOMPARE(session.held("BTC")->state.feesUsd, std::optional(dec("6")));
        QCOMPARE(session.held("BTC")->state.entryNotional, dec("15000"));
        const auto changes = session.changes();
        QCOMPARE(changes.size(), std::size_t(5));
        QVERIFY(changes[3].isLate && changes[4].isLate);
        QCOMPARE(changes[4].source, FillSource::Sweep);
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aRoundTripLostWithinTheMillisecondOfAnAppliedFillIsLateToo()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.lose(buy("BTC", "0.1", "50000"));
        session.lose(sell("BTC", "0.1", "50100"));
        session.trade(buy("BTC", "0.2", "50000"));
        QCOMPARE(session.size("BTC"), dec("0.2"));

        session.runFor(700'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("10"));
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.changes().size(), std::size_t(3));
        for (const auto &change : session.changes())
            QVERIFY(change.after.size == dec("0.2"));
    }

    void aLostRoundTripInAnOpenPositionLeavesTheRightProfitInTheEnd()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(sell("BTC", "1", "51000"));
        session.lose(buy("BTC", "1", "50500"));
        session.runFor(1000);
        session.trade(sell("BTC", "0.5", "52000")); // closes against the entry of 50500
        QCOMPARE(session.notes(NoteKind::ClosedPnlDiffers).size(), std::size_t(1));
        session.runFor(1000);
        session.trade(sell("BTC", "0.5", "52000"));

        session.runFor(700'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("2500"));
    }
};

QTEST_APPLESS_MAIN(LiveFillsTest)
#include "tst_livefills.moc"
