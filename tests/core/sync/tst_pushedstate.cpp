// SPDX-License-Identifier: GPL-3.0-or-later
// The state the exchange pushes: when it starts a comparison, and when it asks for nothing.
#include "tests/core/sync/holdingoptions.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

namespace {

// And they say so.
void letReadingsLag(Session &session, Milliseconds lag)
{
    session.tamperState = [&session, lag](domain::AccountState &state) {
        session.exchange.stateLag = lag;
        state = session.exchange.state(session.now);
        session.exchange.stateLag = 0;
        for (auto &dex : state.dexes)
            dex.time = at(session.now - lag);
    };
}

} // namespace

class PushedStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPushedStateThatDisagreesForTwoSecondsStartsAReading()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(1000);
        session.lose(sell("BTC", "0.1", "51000"));

        for (int i = 0; i < 4; ++i) {
            session.pushState();
            session.runFor(1000);
        }

        QVERIFY(session.agrees()); // long before the minute is over
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("100"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aPushedStateThatIsAheadForAMomentAsksForNothing()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const auto fill = session.lose(buy("BTC", "0.2", "50000"));
        const int asked = session.requestsOf(FillsRequest);

        session.pushState();
        session.runFor(500);
        session.push({fill});
        session.pushState();
        session.runFor(5000);

        QCOMPARE(session.requestsOf(FillsRequest), asked);
    }

    // Each push is ahead of its own fill for a moment: the one before was explained.
    void pushesThatAreEachAheadForAMomentDisputeNoReading()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        letReadingsLag(session, 1500); // three trades ago it was the same
        for (int i = 0; i < 20; ++i) {
            const auto fill = session.lose(i % 2 ? sell("BTC", "0.1", "50000")
                                                 : buy("BTC", "0.1", "50000"));
            session.pushState();
            if (i == 15)
                session.perform(session.sync->reconcileNow(session.instant()));
            session.in(300, [&session, fill] { session.push({fill}); });
            session.runFor(150);
            if (i == 15)
                QVERIFY(session.sync->status().lastReconciliationAgreed);
            session.runFor(450);
        }
    }

    // A doubtful reading found it; when the pushes begin does not matter.
    void aSizeOfBeforeIsADiscrepancyInTimeThoughPushesBeginLate()
    {
        for (const int after : {3000, 20'000, 50'000}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "1", "50000"));
            session.runFor(200'000);
            session.trade(sell("BTC", "0.5", "50100"));
            session.now += 1000;
            session.trade(buy("BTC", "0.5", "50100"));
            session.now += 1000;
            const auto lost = session.now;
            session.lose(sell("BTC", "0.5", "50200"));
            exchange.dropLast(); // no list tells it
            session.perform(session.sync->reconcileNow(session.instant()));
            session.runFor(after);
            for (int i = 0; i < 30; ++i) {
                session.pushState();
                session.runFor(5000);
            }

            const auto discrepancies = session.notes(NoteKind::Discrepancy);
            QCOMPARE(discrepancies.size(), std::size_t(1));
            QVERIFY(discrepancies[0].time <= at(lost + 70'000));
        }
    }

    // A reading that says it is older knows less than a push.
    void aReadingThatIsBehindAPushDoesNotHushIt()
    {
        for (const int lag : {20'000, 50'000}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "1", "50000"));
            session.runFor(200'000);
            letReadingsLag(session, lag);
            session.runFor(100'000);
            const auto lost = session.now;
            session.lose(sell("BTC", "0.5", "50100"));
            exchange.dropLast(); // no list tells it
            for (int i = 0; i < 30; ++i) {
                session.pushState();
                session.runFor(5000);
                if (session.notes(NoteKind::Discrepancy).empty()) {
                    QVERIFY(!session.sync->status().lastReconciliationAgreed);
                    QVERIFY(!session.held("BTC")->isReconciled);
                }
            }

            const auto discrepancies = session.notes(NoteKind::Discrepancy);
            QCOMPARE(discrepancies.size(), std::size_t(1));
            QVERIFY(discrepancies[0].time <= at(lost + 70'000));
        }
    }

    void dexesThatArePushedApartDoNotHushEachOther()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.trade(buy("xyz:TSLA", "1", "300"));
        session.runFor(1000);
        session.lose(sell("xyz:TSLA", "1", "310"));

        for (int i = 0; i < 6; ++i) {
            const auto dexes = exchange.state(session.now).dexes;
            session.perform(session.sync->onPushedState({dexes[1]}, session.instant()));
            session.perform(session.sync->onPushedState({dexes[0]}, session.instant()));
            session.runFor(1000);
        }

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void aDiscrepancyThatIsOnlyRaisedIsNotAskedAboutWithEveryPush()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        exchange.change("BTC", "0.3", "52000", session.now);
        session.runFor(70'000);
        QCOMPARE(session.notes(domain::NoteKind::Discrepancy).size(), std::size_t(1));
        const int asked = session.requestsOf(FillsRequest);

        for (int i = 0; i < 120; ++i) {
            session.pushState();
            session.runFor(1000);
        }

        QVERIFY(session.requestsOf(FillsRequest) - asked <= 6);
    }

    // Each of them alone is given the minute that a list may lag; both together are, too, since the
    // state has told where they lead all the time.
    void aBreakAndADifferenceBehindItAreWaitedForTogether()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(70'000);

        exchange.fillsLag = 60'000; // so that no list is newer than they are
        exchange.change("BTC", "0.5", "50000", session.now);
        session.runFor(1);
        session.trade(sell("BTC", "0.1", "50000"));
        session.runFor(1);
        exchange.change("BTC", "0.7", "50000", session.now);
        for (int i = 0; i < 14; ++i) {
            session.pushState();
            session.runFor(5000);
        }

        QVERIFY(session.agrees());
        QCOMPARE(session.notes(domain::NoteKind::Gap).size(), std::size_t(1));
        QCOMPARE(session.notes(domain::NoteKind::Discrepancy).size(), std::size_t(1));
        QCOMPARE(session.sync->status().state, domain::FeedState::Live);
        QVERIFY(session.requestsOf(StateRequest) <= 30);
    }

    void aFillThatIsListedAsLateAsCanBeIsNoDiscrepancy()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(1000);
        exchange.fillsLag = 60'000;
        session.lose(sell("BTC", "0.1", "51000"));

        for (int i = 0; i < 14; ++i) {
            session.pushState();
            session.runFor(5000);
        }

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(domain::ChangeKind::Adjust).empty());
    }

    void whatLeadsToAnotherSizeThanIsToldIsNotWaitedForLess()
    {
        // The state tells the same all the time, but a fill came meanwhile: the one that takes it
        // back is on its way as long as any.
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        exchange.change("BTC", "0.3", "50000", session.now);
        session.pushState();
        session.runFor(20'000);
        exchange.fillsLag = 59'000;
        const auto there = session.lose(buy("BTC", "0.1", "50000"));
        session.lose(sell("BTC", "0.1", "50000"));
        session.push({there});

        for (int i = 0; i < 14; ++i) {
            session.pushState();
            session.runFor(5000);
        }

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).size() + session.notes(NoteKind::Discrepancy).size()
                <= 1); // of the change without a fill
    }
};

QTEST_APPLESS_MAIN(PushedStateTest)
#include "tst_pushedstate.moc"
