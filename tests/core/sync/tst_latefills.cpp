// SPDX-License-Identifier: GPL-3.0-or-later
// Fills that come when newer ones were applied already find their places: entry, realized P&L and
// fees become what they would be had all come in time.
#include "tests/core/sync/scriptedexchange.h"

#include <algorithm>

using namespace lpm;
using namespace lpm::fixture;
using domain::Basis;
using domain::ChangeKind;
using domain::FeedState;
using domain::NoteKind;

namespace {

const domain::PositionState &truth(const ScriptedExchange &exchange, const std::string &coin)
{
    return exchange.truth().find(account(), coin)->state;
}

constexpr Milliseconds Sweep = 700'000;

} // namespace

class LateFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 2 → 3 → 4 → 6 → 5 → 6 in one millisecond, of which 4 → 6 comes last.
    void aRoundTripWhoseLinkIsOnItsWayIsNotLate()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "2", "50000"));
        session.runFor(1000);
        std::vector<domain::Fill> fills;
        for (const auto &fill : {buy("BTC", "1", "51000"), buy("BTC", "1", "52000"),
                                 buy("BTC", "2", "50000"), sell("BTC", "1", "53000"),
                                 buy("BTC", "1", "52000")})
            fills.push_back(session.lose(fill));

        session.push({fills[0]});
        session.push({fills[1], fills[3], fills[4]});
        session.push({fills[2]});

        QCOMPARE(session.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);
    }

    // 2 → 3 → 2 was lost of a millisecond whose steps a long trail has left behind; another of it
    // goes on from what is held.
    void aCircleOfAForgottenMillisecondIsLateAndNoGap()
    {
        ScriptedExchange exchange;
        Session before(exchange);
        before.begin();
        const auto time = before.now;
        const auto opened = exchange.trade(buy("BTC", "2", "50000"), time);
        exchange.trade(buy("BTC", "1", "51000"), time);
        exchange.trade(sell("BTC", "1", "53000"), time);
        const auto grown = exchange.trade(buy("BTC", "3", "52000"), time);
        before.push({opened, grown});
        before.disconnect();
        exchange.trade(buy("BTC", "1", "54000"), time);

        auto recovered = before.recovered();
        recovered.recentChanges.clear();
        Session session(exchange, {}, recovered, &before.tracker);
        session.now = time + 1000;
        session.connect();
        session.runFor(200'000);

        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Gap).empty());
        QCOMPARE(session.held("BTC")->state.realizedPnl, truth(exchange, "BTC").realizedPnl);
        const auto changes = session.changes();
        QCOMPARE(std::count_if(changes.begin(), changes.end(),
                               [](const auto &change) { return change.isLate; }),
                 2);
    }

    void aRoundTripThatWasLostBeforeAFillThatFitsBecomesExact()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(buy("BTC", "1", "53000").fee("3"));
        session.now += 10;
        session.lose(sell("BTC", "1", "54000").fee("4"));
        session.now += 10;
        session.trade(sell("BTC", "0.4", "55000")); // starts from the held size all the same

        session.runFor(Sweep);

        QVERIFY(session.agrees());
        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aClosedPnlThatIsNotOursIsLookedIntoAtOnce()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(buy("BTC", "1", "53000"));
        session.now += 10;
        session.lose(sell("BTC", "1", "54000"));
        session.now += 10;

        session.trade(sell("BTC", "0.4", "55000"));
        session.runFor(2000);

        QCOMPARE(session.notes(NoteKind::ClosedPnlDiffers).size(), std::size_t(1));
        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
    }

    void aFillBeforeARoundTripThatWasWalkedFromElsewhereCorrectsTheSize()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(sell("BTC", "0.001", "50000"));
        session.runFor(1000);
        const auto lost = session.lose(buy("BTC", "0.001", "50000"));
        session.now += 10;
        // In one millisecond 0 → -0.001 → -0.002 → 0: it can be walked from -0.001 as well.
        std::vector<domain::Fill> circle;
        for (const auto &[side, size] : {std::pair("sell", "0.001"), std::pair("sell", "0.001"),
                                         std::pair("buy", "0.002")})
            circle.push_back(session.lose(side == std::string("buy")
                                              ? buy("BTC", size, "50000")
                                              : sell("BTC", size, "50000")));
        session.push(circle);
        QCOMPARE(session.size("BTC"), dec("-0.001"));

        session.push({lost});

        QCOMPARE(session.size("BTC"), dec("0"));
        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void whatCannotBeAmongLateFillsDoesNotSpoilThem()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        const auto first = session.lose(sell("BTC", "0.5", "52000"));
        const auto second = session.lose(buy("BTC", "0.5", "52000"));
        auto impossible = second;
        impossible.size = dec("0");
        impossible.closedPnl = first.closedPnl;
        impossible.tradeId = impossible.orderId = 9;
        session.now += 10;
        session.trade(buy("BTC", "0.2", "54000"));

        session.push({first, second, impossible});
        session.push({impossible});

        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
        QCOMPARE(session.notes(NoteKind::Conflict).size(), std::size_t(1));
    }

    void partsOfALostRoundTripThatComeOneByOneEndExact()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        const auto first = session.lose(buy("BTC", "0.5", "52000").fee("1"));
        session.now += 10;
        const auto second = session.lose(sell("BTC", "0.5", "53000").fee("2"));
        session.now += 10;
        session.trade(buy("BTC", "0.2", "54000"));

        session.push({second});
        QVERIFY(session.changes().back().isLate);
        session.push({first});

        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
    }

    void fundingBetweenTheStepsIsKept()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        const auto first = session.lose(buy("BTC", "0.5", "52000"));
        session.now += 10;
        const auto second = session.lose(sell("BTC", "0.5", "53000"));
        session.now += 10;
        domain::FundingPayment payment;
        payment.coin = "BTC";
        payment.time = at(session.now);
        payment.amount = dec("-0.25");
        payment.positionSize = dec("1");
        session.perform(session.sync->onFundings({payment}, session.instant()));
        session.now += 10;
        session.trade(sell("BTC", "0.1", "54000"));

        session.push({first, second});

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.25"));
        QCOMPARE(session.held("BTC")->state.realizedPnl, truth(exchange, "BTC").realizedPnl);
        QCOMPARE(session.held("BTC")->state.entryNotional, truth(exchange, "BTC").entryNotional);
    }

    void anAdjustmentThatFillsExplainIsReplacedAndTheBasisIsWholeAgain()
    {
        ScriptedExchange exchange;
        exchange.fillsLag = 500'000;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        const auto lost = session.lose(sell("BTC", "0.4", "52000").fee("2"));
        session.runFor(80'000);
        QCOMPARE(session.changes(ChangeKind::Adjust).size(), std::size_t(1));
        session.trade(sell("BTC", "0.1", "53000"));
        QVERIFY(session.held("BTC")->state.basis == Basis::Partial);

        session.push({lost});

        QCOMPARE(session.held("BTC")->state, truth(exchange, "BTC"));
        QVERIFY(session.held("BTC")->state.basis == Basis::Complete);
        QVERIFY(session.agrees());
    }

    void anAdjustmentThatNoFillExplainsStands()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        const auto first = session.lose(buy("BTC", "0.5", "52000"));
        session.now += 10;
        const auto second = session.lose(sell("BTC", "0.5", "53000"));
        exchange.change("BTC", "0.7", "52000", session.now); // a settlement, without a fill
        exchange.fillsLag = 10'000'000;
        session.runFor(80'000);
        QCOMPARE(session.size("BTC"), dec("0.7"));

        session.push({first, second});

        QCOMPARE(session.size("BTC"), dec("0.7"));
        QVERIFY(session.held("BTC")->state.basis == Basis::Partial);
    }

    void anAbsurdFillIsNotAppliedLateEither()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000").fee("1"));
        session.runFor(1000);
        session.trade(buy("BTC", "1", "50000").fee("1"));
        const std::size_t applied = session.changes().size();

        auto absurd = exchange.fills().front();
        absurd.tradeId = 99;
        absurd.size = dec("0");
        session.push({absurd});

        QCOMPARE(session.changes().size(), applied);
        QCOMPARE(session.notes(NoteKind::Conflict).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(LateFillsTest)
#include "tst_latefills.moc"
