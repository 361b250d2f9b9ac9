// SPDX-License-Identifier: GPL-3.0-or-later
// Coins of few decimals: an entry that shows the same can hide another notional. And states whose
// value and P&L are of two moments, which tell no notional at all.
#include "tests/core/sync/holdingoptions.h"
#include "tests/core/sync/scriptedexchange.h"

#include <utility>

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

namespace {

// A round trip that moves the notional by less than the shown entry tells. No list has it.
void loseUnseenTrip(Session &session)
{
    session.lose(sell("kPEPE", "10000", "0.0052"));
    session.now += 10;
    session.lose(buy("kPEPE", "10000", "0.00502"));
    session.exchange.dropLast();
    session.exchange.dropLast();
}

void makeOfTwoMoments(domain::AccountState &state)
{
    for (auto &position : state.dexes[0].positions)
        position.unrealizedPnl += dec("-700");
}

} // namespace

class HiddenNotionalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondTripThatShowsTheSameEntryHasItsOwnTime()
    {
        for (const bool isPushed : {false, true}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("kPEPE", "1000000", "0.005"));
            session.runFor(200'000);
            exchange.fillsLag = 50'000;
            const auto loseTrip = [&](const char *size, const char *bought) {
                session.lose(sell("kPEPE", size, "0.0052"));
                session.now += 10;
                session.lose(buy("kPEPE", size, bought));
                if (isPushed)
                    session.pushState();
            };
            loseTrip("500000", "0.0053");
            session.runFor(30'000);
            loseTrip("300", "0.00521");
            for (int i = 0; i < 40; ++i) {
                session.runFor(5000);
                if (isPushed)
                    session.pushState();
            }

            QVERIFY(session.notes(NoteKind::Discrepancy).empty());
            QCOMPARE(session.held("kPEPE")->state,
                     exchange.truth().find(account(), "kPEPE")->state);
        }
    }

    void aHiddenNotionalIsFoundThoughSizesRecur()
    {
        for (const int gap : {700, 3100, 7000}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("kPEPE", "1000000", "0.0050005"));
            session.runFor(200'000);
            const auto lost = session.now;
            loseUnseenTrip(session);
            for (int i = 0; session.now < lost + 150'000; ++i) {
                session.runFor(gap);
                session.trade(i % 2 ? buy("kPEPE", "300", "0.0050005")
                                    : sell("kPEPE", "300", "0.0050005"));
            }

            const auto discrepancies = session.notes(NoteKind::Discrepancy);
            QCOMPARE(discrepancies.size(), std::size_t(1));
            QCOMPARE(discrepancies[0].field, std::string("unrealized_pnl"));
            QVERIFY(discrepancies[0].time <= at(lost + 70'000));
            QCOMPARE(session.held("kPEPE")->state.entryNotional,
                     exchange.truth().find(account(), "kPEPE")->state.entryNotional);
        }
    }

    void anEntryThatDiffersIsTakenOverThoughSomeStatesAreOfTwoMoments()
    {
        for (const bool isPushed : {false, true}) {
            for (const int every : {2, 3}) {
                ScriptedExchange exchange;
                Session session(exchange);
                session.begin();
                session.trade(buy("BTC", "1", "50000"));
                session.runFor(200'000);
                int readings = 0;
                session.tamperState = [&](domain::AccountState &state) {
                    if (++readings % every == 0)
                        makeOfTwoMoments(state);
                };
                const auto changed = session.now;
                exchange.change("BTC", "1", "50500", changed);
                session.runFor(5000);
                while (session.now < changed + 150'000) {
                    session.runFor(10'000);
                    session.trade(buy("BTC", "0.01", "50700"));
                    if (isPushed)
                        session.pushState();
                }

                const auto discrepancies = session.notes(NoteKind::Discrepancy);
                QCOMPARE(discrepancies.size(), std::size_t(1));
                QVERIFY(discrepancies[0].time <= at(changed + 130'000));
            }
        }
    }

    void aStateOfTwoMomentsEndsNoDifference()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.begin();
        session.trade(buy("kPEPE", "1000000", "0.0050005"));
        session.runFor(200'000);
        loseUnseenTrip(session);
        session.runFor(100'000);
        QCOMPARE(session.sync->status().openDiscrepancies, 1);

        bool isFirst = true;
        session.tamperState = [&](domain::AccountState &state) {
            if (std::exchange(isFirst, false))
                makeOfTwoMoments(state);
        };
        while (isFirst)
            session.runFor(1000);

        QCOMPARE(session.sync->status().openDiscrepancies, 1);
        QVERIFY(!session.sync->status().lastReconciliationAgreed);
        QVERIFY(!session.held("kPEPE")->isReconciled);
        session.runFor(300'000);
        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
    }

    // One that was found before they began ends with the fills that explain it.
    void statesOfTwoMomentsForEverKeepNoDifference()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        exchange.fillsLag = 30'000;
        session.lose(sell("BTC", "0.5", "50100"));
        session.now += 10;
        session.lose(buy("BTC", "0.5", "51000"));
        session.pushState();
        session.runFor(10'000);
        session.tamperState = makeOfTwoMoments;
        session.runFor(200'000);

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.sync->status().lastReconciliationAgreed);
        QVERIFY(session.held("BTC")->isReconciled);
        QCOMPARE(session.sync->status().state, domain::FeedState::Live);
    }

    // Nor does what one lagging reading seemed to tell.
    void aDoubtfulReadingBeforeStatesOfTwoMomentsIsNoDifference()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        const auto stale = exchange.state(session.now);
        session.trade(sell("BTC", "0.5", "52000"));
        session.now += 10;
        session.trade(buy("BTC", "0.5", "53000"));
        bool isFirst = true;
        session.tamperState = [&](domain::AccountState &state) {
            if (std::exchange(isFirst, false))
                state.dexes[0].positions = stale.dexes[0].positions; // and calls itself new
            else
                makeOfTwoMoments(state);
        };
        session.runFor(1000);
        session.perform(session.sync->reconcileNow(session.instant()));
        session.runFor(100'000);

        QVERIFY(session.sync->status().lastReconciliationAgreed);
        QVERIFY(session.held("BTC")->isReconciled);
        QCOMPARE(session.sync->status().state, domain::FeedState::Live);
    }

    // Sizes that agree again are told.
    void aSizeThatIsLeftToStandEndsWithStatesOfTwoMomentsToo()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        exchange.change("BTC", "0.5", "50000", session.now);
        session.runFor(100'000);
        QCOMPARE(session.sync->status().openDiscrepancies, 1);

        exchange.change("BTC", "1", "50000", session.now);
        session.tamperState = makeOfTwoMoments;
        session.runFor(100'000);

        QCOMPARE(session.sync->status().openDiscrepancies, 0);
    }

    // What is told, the size and the shown entry, agrees: nothing else is doubted.
    void aStateOfTwoMomentsAloneIsNoDifference()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.tamperState = makeOfTwoMoments;
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.sync->status().lastReconciliationAgreed);
        QVERIFY(session.held("BTC")->isReconciled);
        QVERIFY(session.requestsOf(StateRequest) < 50);
    }
};

QTEST_APPLESS_MAIN(HiddenNotionalsTest)
#include "tst_hiddennotionals.moc"
