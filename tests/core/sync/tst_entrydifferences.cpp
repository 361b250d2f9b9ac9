// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes that agree, entries that do not: whose is believed, and when.
#include "tests/core/sync/holdingoptions.h"
#include "tests/core/sync/scriptedexchange.h"

#include <algorithm>

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

namespace {

// Holds 0.2 BTC whose entry the exchange has changed without a fill, at that moment.
Milliseconds beginWithAnotherEntry(Session &session)
{
    session.lose(buy("BTC", "0.2", "50000"));
    session.now += 1000;
    session.begin();
    session.runFor(70'000);
    session.exchange.change("BTC", "0.2", "50500", session.now);
    return session.now;
}

Milliseconds raisedAfter(const Session &session, Milliseconds changed)
{
    const auto discrepancies = session.notes(NoteKind::Discrepancy);
    return discrepancies.empty() ? -1 : (discrepancies[0].time - at(changed)).count();
}

} // namespace

class EntryDifferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEntryThatDiffersIsADiscrepancyAndTakenOver()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();

        exchange.change("BTC", "0.2", "50500", session.now); // the same size, bought again
        session.runFor(70'000);

        const auto discrepancies = session.notes(NoteKind::Discrepancy);
        QCOMPARE(discrepancies.size(), std::size_t(1));
        QCOMPARE(discrepancies[0].field, std::string("entry_price"));
        QCOMPARE(session.held("BTC")->state.entryNotional, dec("10100"));
    }

    void anEntryThatDiffersIsTakenOverThoughTheCoinIsTraded_data()
    {
        QTest::addColumn<bool>("isPushed");
        QTest::newRow("with pushed states") << true;
        QTest::newRow("without") << false;
    }
    void anEntryThatDiffersIsTakenOverThoughTheCoinIsTraded()
    {
        QFETCH(bool, isPushed);
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();

        exchange.change("BTC", "0.2", "50500", session.now);
        for (int i = 0; i < 9; ++i) {
            session.runFor(10'000);
            session.trade(buy("BTC", "0.1", "50700"));
            if (isPushed)
                session.pushState();
        }
        session.runFor(10'000);

        const auto discrepancies = session.notes(NoteKind::Discrepancy);
        QCOMPARE(discrepancies.size(), std::size_t(1));
        QCOMPARE(discrepancies[0].field, std::string("entry_price"));
        QVERIFY(discrepancies[0].time <= at(80'000));
        QCOMPARE(session.held("BTC")->state.entryNotional,
                 exchange.truth().find(account(), "BTC")->state.entryNotional);
    }

    // However fast it is, some readings meet no fill on their way.
    void anEntryThatDiffersIsTakenOverUnderBriskTrading()
    {
        for (const int gap : {170, 230, 310, 570, 890, 1130, 1490, 1700, 2300, 3100}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.lose(buy("BTC", "0.2", "50000"));
            session.now += 1000;
            session.begin();
            exchange.change("BTC", "0.2", "50500", session.now);
            const auto changed = session.now;
            while (session.now < changed + 120'000) {
                session.runFor(gap);
                session.trade(buy("BTC", "0.1", "50700"));
                session.in(20, [&session] { session.pushState(); });
            }
            session.runFor(10'000);

            const auto discrepancies = session.notes(NoteKind::Discrepancy);
            QCOMPARE(discrepancies.size(), std::size_t(1));
            QVERIFY(discrepancies[0].time <= at(changed + 70'000));
            QCOMPARE(session.held("BTC")->state.entryNotional,
                     exchange.truth().find(account(), "BTC")->state.entryNotional);
        }
    }

    // Sizes that were held a moment ago come again and again. The fills are small: large ones would
    // soon bring both entries to their price.
    void anEntryThatDiffersIsTakenOverThoughSizesRecur()
    {
        for (const int pushedAfter : {20, 300, 0}) { // 0: never
            for (const int gap : {700, 1700, 3100, 7000}) {
                ScriptedExchange exchange;
                Session session(exchange);
                const auto changed = beginWithAnotherEntry(session);
                for (int i = 0; session.now < changed + 150'000; ++i) {
                    session.runFor(gap);
                    session.trade(i % 2 ? sell("BTC", "0.002", "50700")
                                        : buy("BTC", "0.002", "50700"));
                    if (pushedAfter > 0)
                        session.in(pushedAfter, [&session] { session.pushState(); });
                }

                const auto text = std::to_string(pushedAfter) + " " + std::to_string(gap);
                QVERIFY2(session.notes(NoteKind::Discrepancy).size() == 1, text.c_str());
                QVERIFY2(raisedAfter(session, changed) <= 130'000, text.c_str());
            }
        }
    }

    // A reading that was asked for right after a fill tells of before it.
    void anEntryThatDiffersIsTakenOverThoughReadingsLag()
    {
        for (const bool isPushed : {false, true}) {
            for (const int lag : {500, 1000, 2000}) {
                for (const int gap : {3100, 5300, 9700}) {
                    ScriptedExchange exchange;
                    Session session(exchange);
                    session.tamperState = [&](domain::AccountState &state) {
                        exchange.stateLag = lag;
                        state = exchange.state(session.now);
                        exchange.stateLag = 0;
                    };
                    const auto changed = beginWithAnotherEntry(session);
                    while (session.now < changed + 200'000) {
                        session.runFor(gap);
                        session.trade(buy("BTC", "0.1", "50700"));
                        if (isPushed)
                            session.in(20, [&session] { session.pushState(); });
                    }

                    const auto text = std::to_string(isPushed) + " " + std::to_string(lag) + " "
                                      + std::to_string(gap);
                    QVERIFY2(session.notes(NoteKind::Discrepancy).size() == 1, text.c_str());
                }
            }
        }
    }

    // What readings that lag seem to tell does not make the next difference an old one.
    void anEntryThatDiffersAfterReadingsThatLaggedHasItsOwnTime()
    {
        for (const bool isPushed : {false, true}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "1", "50000"));
            session.runFor(200'000);
            const auto pushIfWanted = [&] {
                if (isPushed)
                    session.pushState();
            };
            pushIfWanted();
            const auto traded = session.now;
            session.trade(sell("BTC", "0.5", "52000"));
            session.now += 100;
            session.trade(buy("BTC", "0.5", "53000"));
            pushIfWanted();
            const auto stale = exchange.state(traded - 1);
            session.tamperState = [&](domain::AccountState &state) {
                for (std::size_t i = 0; i < state.dexes.size() && session.now < traded + 58'000; ++i)
                    state.dexes[i].positions = stale.dexes[i].positions; // and calls itself new
            };
            session.perform(session.sync->reconcileNow(session.instant()));
            session.runFor(54'000);
            exchange.fillsLag = 55'000;
            session.lose(buy("BTC", "1", "54000"));
            session.now += 10;
            session.lose(sell("BTC", "1", "55000"));
            for (int i = 0; i < 200; ++i) {
                pushIfWanted();
                session.runFor(1000);
            }

            QVERIFY(session.notes(NoteKind::Discrepancy).empty());
            QCOMPARE(session.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);
        }
    }

    void anEntryThatDiffersDoesNotHoldUpASize()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        exchange.change("BTC", "1", "50500", session.now);
        session.runFor(20'000);
        const auto lost = session.now;
        session.trade(buy("BTC", "1", "50000"));
        session.now += 10;
        session.lose(sell("BTC", "1", "50100"));
        exchange.dropLast(); // no list tells it
        session.runFor(90'000);

        const auto discrepancies = session.notes(NoteKind::Discrepancy);
        QVERIFY(std::any_of(discrepancies.begin(), discrepancies.end(), [&](const auto &note) {
            return note.field == "size" && note.time <= at(lost + 70'000);
        }));
    }

    void anEntryThatDiffersDoesNotHoldUpTheStart()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        session.disconnect();
        session.runFor(5000);
        exchange.change("BTC", "1", "50500", session.now);
        session.connect();
        session.runFor(1500); // a reading tells it
        for (int i = 0; i < 400; ++i) { // and every one from now on meets a fill
            session.trade(i % 2 ? sell("BTC", "0.001", "50700") : buy("BTC", "0.001", "50700"));
            session.runFor(25);
        }

        QVERIFY(session.sync->status().state != domain::FeedState::Syncing);
    }

    void twoReadingsThatTellTwoEntriesProveNeither()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        exchange.fillsLag = 50'000;
        exchange.change("BTC", "1", "50500", session.now);
        session.runFor(59'000);
        session.lose(buy("BTC", "1", "54000"));
        session.now += 10;
        session.lose(sell("BTC", "1", "55000"));
        session.runFor(1'600'000);

        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
        QCOMPARE(session.held("BTC")->state.entryNotional,
                 exchange.truth().find(account(), "BTC")->state.entryNotional);
    }

    void anEntryThatIsLeftToStandIsRaisedOnce()
    {
        ScriptedExchange exchange;
        Session session(exchange, holding());
        const auto changed = beginWithAnotherEntry(session);
        while (session.now < changed + 600'000) {
            session.runFor(10'000);
            session.trade(buy("BTC", "0.1", "50700"));
            session.in(20, [&session] { session.pushState(); });
        }

        QCOMPARE(session.notes(NoteKind::Discrepancy).size(), std::size_t(1));
        QCOMPARE(session.sync->status().openDiscrepancies, 1);
    }

    // A position that was closed has taken its difference along.
    void anEntryThatDiffersInTheNextPositionHasItsOwnTime()
    {
        for (const int after : {20'000, 45'000, 55'000}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "1", "50000"));
            session.runFor(70'000);
            exchange.change("BTC", "1", "50500", session.now);
            session.pushState();
            session.runFor(after);
            session.trade(sell("BTC", "1", "52000"));
            session.now += 10;
            session.trade(buy("BTC", "1", "50000"));
            session.now += 10;
            exchange.fillsLag = 55'000;
            session.lose(buy("BTC", "1", "53000"));
            session.now += 10;
            session.lose(sell("BTC", "1", "54000"));
            for (int i = 0; i < 30; ++i) {
                session.pushState();
                session.runFor(5000);
            }

            QVERIFY(session.notes(NoteKind::Discrepancy).empty());
            QCOMPARE(session.held("BTC")->state.entryNotional,
                     exchange.truth().find(account(), "BTC")->state.entryNotional);
        }
    }

    // What explains one difference does not make the next one an old one.
    void anEntryThatDiffersAnewHasItsOwnTime()
    {
        ScriptedExchange exchange;
        exchange.fillsLag = 50'000;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(70'000);
        for (int i = 0; i < 4; ++i) {
            session.lose(buy("BTC", "1", std::to_string(51'000 + i)));
            session.now += 10;
            session.lose(sell("BTC", "1", std::to_string(52'000 + i)));
            session.runFor(20'000);
            session.trade(buy("BTC", "0.1", "50700"));
            session.pushState();
            session.runFor(20'000);
        }
        session.runFor(100'000);

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);
    }
};

QTEST_APPLESS_MAIN(EntryDifferencesTest)
#include "tst_entrydifferences.moc"
