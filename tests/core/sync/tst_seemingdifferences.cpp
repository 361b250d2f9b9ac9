// SPDX-License-Identifier: GPL-3.0-or-later
// Entries that differ for a moment, again and again, and agree in the end.
#include "tests/core/sync/scriptedexchange.h"

#include <random>

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

class SeemingDifferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A reading that is ahead of the stream tells an entry that is ours a moment later.
    void aStreamThatIsBehindTheReadingsIsNoDifference_data()
    {
        QTest::addColumn<QString>("coin");
        QTest::addColumn<double>("price"); // of the first trade
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("part");
        QTest::newRow("each trade elsewhere") << "BTC" << 50'100.0 << 7.0 << "1" << "0.5";
        QTest::newRow("each trade alike") << "BTC" << 52'000.0 << 0.0 << "1" << "0.5";
        QTest::newRow("small ones alike") << "BTC" << 52'000.0 << 0.0 << "1" << "0.02";
        QTest::newRow("few decimals") << "kPEPE" << 0.0052 << 0.000001 << "1000000" << "300";
    }
    void aStreamThatIsBehindTheReadingsIsNoDifference()
    {
        QFETCH(QString, coin);
        QFETCH(double, price);
        QFETCH(double, step);
        QFETCH(QString, held);
        QFETCH(QString, part);
        const auto name = coin.toStdString();
        for (const bool isPushed : {false, true}) {
            for (const int period : {250, 700, 1500, 3000}) {
                for (const int delay : {300, 1000, 3000}) {
                    ScriptedExchange exchange;
                    Session session(exchange);
                    session.begin();
                    session.trade(buy(name, held.toStdString(), step < 1 && price < 1 ? "0.005"
                                                                                      : "50000"));
                    session.runFor(200'000);
                    exchange.fillsLag = 5000;
                    std::mt19937 random(7);
                    const auto begun = session.now;
                    for (int i = 0; session.now < begun + 200'000; ++i) {
                        const auto paid = QString::number(price + step * i, 'f', 6).toStdString();
                        for (const auto &fill : {sell(name, part.toStdString(), paid),
                                                 buy(name, part.toStdString(), paid)}) {
                            const auto traded = exchange.trade(fill, ++session.now);
                            session.in(delay, [&session, traded] { session.push({traded}); });
                        }
                        if (isPushed)
                            session.in(20, [&session] { session.pushState(); });
                        session.runFor(period / 2
                                       + static_cast<int>(random() % static_cast<unsigned>(period)));
                    }
                    session.runFor(100'000);

                    const auto text = std::to_string(isPushed) + " " + std::to_string(period) + " "
                                      + std::to_string(delay);
                    QVERIFY2(session.notes(NoteKind::Discrepancy).empty(), text.c_str());
                    QVERIFY2(session.held(name)->state
                                 == exchange.truth().find(account(), name)->state,
                             text.c_str());
                }
            }
        }
    }

    // What readings that lagged told was true until the buy was lost.
    void aLostFillThatLeadsToASizeOfBeforeHasItsOwnTime()
    {
        for (const int after : {10'000, 30'000, 50'000}) {
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            session.trade(buy("BTC", "1", "50000"));
            session.runFor(200'000);
            exchange.fillsLag = 58'000;
            const auto stale = exchange.state(session.now);
            bool isStale = true;
            session.tamperState = [&](domain::AccountState &state) {
                for (std::size_t i = 0; isStale && i < state.dexes.size(); ++i)
                    state.dexes[i].positions = stale.dexes[i].positions; // and calls itself new
            };
            session.trade(sell("BTC", "0.5", "50100"));
            session.perform(session.sync->reconcileNow(session.instant()));
            session.runFor(after / 2);
            session.pushState();
            session.runFor(after / 2);
            isStale = false;
            session.lose(buy("BTC", "0.5", "50200"));
            for (int i = 0; i < 30; ++i) {
                session.pushState();
                session.runFor(5000);
            }

            QVERIFY(session.notes(NoteKind::Discrepancy).empty());
            QCOMPARE(session.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);
        }
    }

    // The second trip leads from the first one's entry to the same as the first one would again.
    void twoTripsAlikeThatWereLostHaveEachItsOwnTime()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(200'000);
        exchange.fillsLag = 40'000;
        for (const int next : {45'000, 150'000}) {
            session.lose(sell("BTC", "0.5", "52000"));
            session.now += 10;
            session.lose(buy("BTC", "0.5", "52050"));
            session.pushState();
            session.runFor(next);
        }

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);
    }
};

QTEST_APPLESS_MAIN(SeemingDifferencesTest)
#include "tst_seemingdifferences.moc"
