// SPDX-License-Identifier: GPL-3.0-or-later
// Slices of a TWAP, which a list of their own tells: it may lag when the other does not.
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::NoteKind;

namespace {

void slice(Session &session, FillOf fill)
{
    session.exchange.trade(fill, session.now);
    session.exchange.moveLastToTwap();
}

// Holds 0.3 BTC, of which 0.1 came by a slice.
void beginWithSlices(Session &session)
{
    session.begin();
    session.trade(buy("BTC", "0.2", "50000"));
    session.runFor(1000);
    slice(session, buy("BTC", "0.1", "50000"));
    session.push({session.exchange.twapFills().back()});
}

// Holds 0.3 BTC, of which the stream has not told the last 0.1: a slice, and its list lags.
void loseFirstSlice(Session &session)
{
    session.begin();
    session.trade(buy("BTC", "0.2", "50000"));
    session.runFor(1000);
    session.exchange.slicesLag = 55'000;
    session.lose(buy("BTC", "0.1", "50000"));
    session.exchange.moveLastToTwap();
}

} // namespace

class TwapSlicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noGapIsDecidedWithoutTheirList_data()
    {
        QTest::addColumn<int>("away");
        QTest::newRow("25 s") << 25'000;
        QTest::newRow("35 s") << 35'000;
        QTest::newRow("50 s") << 50'000;
    }
    void noGapIsDecidedWithoutTheirList()
    {
        QFETCH(int, away);
        ScriptedExchange exchange;
        Session session(exchange);
        beginWithSlices(session);
        session.runFor(100'000);
        session.disconnect();
        session.runFor(500);
        slice(session, sell("BTC", "0.1", "50100"));
        session.runFor(1000);
        session.lose(buy("BTC", "0.1", "50000"));
        exchange.slicesLag = 58'000;
        session.runFor(away);

        session.connect();
        session.runFor(90'000);

        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.changes(domain::ChangeKind::Adjust).empty());
        QVERIFY(session.agrees());
    }

    // Nothing says before that an account will trade by TWAP.
    void theFirstSliceIsNoDiscrepancyThoughTheOtherListIsNewer()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        loseFirstSlice(session);
        session.runFor(100);
        session.pushState();
        session.runFor(3000);
        session.trade(buy("ETH", "1", "3000"));
        session.runFor(90'000);

        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(domain::ChangeKind::Adjust).empty());
        QVERIFY(session.agrees());
    }

    void theFirstSliceIsNoGapThoughTheOtherListIsNewer()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        loseFirstSlice(session);
        session.runFor(1000);
        session.trade(buy("BTC", "0.1", "50000"));
        session.runFor(90'000);

        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.agrees());
    }

    void aSliceJustBeforeTheVeryFirstStartIsNoHoleThoughItsListLags()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.now = 100'000;
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 10'000;
        slice(session, sell("BTC", "0.1", "50100"));
        session.now += 10'000;
        session.lose(buy("BTC", "0.3", "50000"));
        session.now += 5'000;
        exchange.slicesLag = 55'000;

        session.connect();
        session.pushState();
        session.runFor(90'000);

        QVERIFY(session.notes(NoteKind::Gap).empty());
        QVERIFY(session.changes(domain::ChangeKind::Adjust).empty());
        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, domain::FeedState::Live);
    }

    // The identity of a restored fill does not tell which list holds it.
    void noSliceIsAPhantomAfterARestart()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        beginWithSlices(first);
        first.runFor(1000);
        first.trade(buy("BTC", "0.1", "50000"));
        first.runFor(30'000);

        Session second(exchange, {}, first.recovered());
        second.now = first.now + 5000;
        for (const auto &[coin, position] : first.tracker.positions(account()))
            second.tracker.restore(account(), coin, position->state, at(0));
        second.connect();
        second.runFor(700'000);

        QVERIFY(second.agrees());
        QVERIFY(second.notes(NoteKind::Phantom).empty());
    }
};

QTEST_APPLESS_MAIN(TwapSlicesTest)
#include "tst_twapslices.moc"
