// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes that agree, entries that do not: whose is believed, and when.
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

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
