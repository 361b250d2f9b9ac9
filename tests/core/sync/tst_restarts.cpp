// SPDX-License-Identifier: GPL-3.0-or-later
// Another start from the trail: nothing twice, nothing lost, whatever was under way.
#include "tests/core/sync/fundingfixture.h"
#include "tests/core/sync/scriptedexchange.h"

#include <random>

using namespace lpm;
using namespace lpm::fixture;
using domain::FeedState;
using domain::NoteKind;

namespace {

constexpr Milliseconds Sweep = 700'000;

// Goes on from so many records of another.
Session restarted(const Session &whole, std::size_t records)
{
    Session half(whole.exchange);
    half.records.assign(whole.records.begin(),
                        whole.records.begin() + static_cast<std::ptrdiff_t>(records));
    Session rest(whole.exchange, {}, half.recovered());
    rest.now = whole.now + 60'000;
    return rest;
}

// A few fills, of which the stream loses half.
void tradeInOneMillisecond(Session &session, unsigned seed)
{
    std::mt19937 random(seed);
    for (auto left = 2 + random() % 5; left > 0; --left) {
        const std::string size = std::to_string(1 + random() % 3);
        const std::string price = std::to_string(50'000 + random() % 1000);
        const auto fill = random() % 2 ? buy("BTC", size, price) : sell("BTC", size, price);
        if (random() % 2)
            session.trade(fill);
        else
            session.lose(fill);
    }
}

} // namespace

class RestartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What was held in the last minute went with the process, and a reading may tell it still.
    void aReadingFromBeforeTheRestartIsNoDiscrepancy()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.begin();
        first.trade(buy("BTC", "0.2", "50000"));
        first.runFor(20'000);
        first.trade(buy("BTC", "0.1", "50000"));
        first.runFor(1000);

        Session second(exchange, {}, first.recovered());
        second.now = first.now;
        const auto lagging = exchange.state(second.now - 15'000).dexes;
        second.tamperState = [&](domain::AccountState &state) {
            for (std::size_t i = 0; i < state.dexes.size(); ++i)
                state.dexes[i].positions = lagging[i].positions; // and calls itself new
        };
        second.connect();
        second.runFor(3000);
        second.trade(buy("ETH", "1", "3000")); // a list that is newer than the reading
        second.runFor(37'000);
        second.tamperState = {};
        second.runFor(30'000);

        QVERIFY(second.agrees());
        QVERIFY(second.notes(NoteKind::Discrepancy).empty());
        QVERIFY(second.changes(domain::ChangeKind::Adjust).empty());
        QCOMPARE(second.sync->status().state, FeedState::Live);
    }

    void aRestartAppliesNothingTwiceAndWhatCameMeanwhileIsNews()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.lose(buy("BTC", "0.2", "50000").fee("1"));
        first.now += 1000;
        exchange.fundings.push_back(funding("-0.1", first.now));
        first.begin();
        first.trade(sell("BTC", "0.05", "51000").fee("1"));
        first.lose(sell("BTC", "0.05", "52000").fee("1"));
        first.now += 1000;

        Session second(exchange, {}, first.recovered());
        second.now = first.now + 50'000;
        for (const auto &[coin, position] : first.tracker.positions(account()))
            second.tracker.restore(account(), coin, position->state, at(0));
        second.begin();

        QVERIFY(second.agrees());
        QCOMPARE(second.changes().size(), std::size_t(1));
        QVERIFY(!second.changes()[0].isHistory);
        QCOMPARE(second.held("BTC")->state.realizedPnl, dec("150"));
        QCOMPARE(second.held("BTC")->state.feesUsd, std::optional(dec("3")));
        QCOMPARE(second.held("BTC")->state.funding, dec("-0.1"));
        QVERIFY(second.notes(NoteKind::Discrepancy).empty());
    }

    // The trail may end after any record: the whole is the same.
    void aRestartAfterAnyRecordEndsInTheSame()
    {
        ScriptedExchange exchange;
        Session whole(exchange);
        whole.lose(buy("ETH", "3", "3000"));
        exchange.forgetFills();
        for (int i = 0; i < 6; ++i) {
            whole.now += 1000;
            whole.lose(i % 2 ? buy("BTC", "0.2", "50000") : sell("BTC", "0.3", "50100"));
            whole.lose(sell("ETH", "0.1", "3100"));
        }
        whole.now += 1000;
        exchange.fundings.push_back(funding("-0.1", whole.now));
        whole.now += 1000;
        whole.begin();
        whole.trade(buy("BTC", "0.7", "49000"));
        whole.runFor(20'000);

        for (std::size_t cut = 0; cut <= whole.records.size(); ++cut) {
            Session half(exchange);
            half.records.assign(whole.records.begin(),
                                whole.records.begin() + static_cast<std::ptrdiff_t>(cut));
            auto trail = half.recovered();
            // The first start is over when it was written down that everything agreed.
            trail.isFirstStart = half.notes(NoteKind::Reconciled).empty();
            Session rest(exchange, {}, trail);
            for (const auto &record : half.records) {
                if (const auto *change = std::get_if<domain::Change>(&record))
                    rest.tracker.restore(account(), change->coin, change->after, at(0));
            }
            rest.now = whole.now + 60'000;
            rest.begin();

            QVERIFY2(rest.agrees(), qPrintable(QStringLiteral("after %1").arg(cut)));
            for (const char *coin : {"BTC", "ETH"}) {
                const auto &ours = rest.held(coin)->state;
                const auto &theirs = whole.held(coin)->state;
                QCOMPARE(ours.realizedPnl, theirs.realizedPnl);
                QCOMPARE(ours.entryNotional, theirs.entryNotional);
                QCOMPARE(ours.funding, theirs.funding);
            }
            QVERIFY(rest.notes(NoteKind::Gap).empty());
            QVERIFY(rest.notes(NoteKind::Discrepancy).empty());
        }
    }

    // Half a day was booked by the hour, and then the exchange tells the day as one row.
    void aDayToldAsOneRowAfterTheRestartIsBookedToItsEndOnce()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        const long long day = 24 * 5 * Hour - 1'790'000'000'000 % (24 * Hour); // midnight UTC
        first.now = day - Hour;
        first.begin();
        for (int hour = 0; hour < 12; ++hour) {
            exchange.fundings.push_back(funding("-1", day + hour * Hour + 41));
            first.runFor(exchange.fundings.back().time.time_since_epoch().count()
                         - first.instant().wall.time_since_epoch().count());
            first.perform(first.sync->onFundings({exchange.fundings.back()}, first.instant()));
        }
        QCOMPARE(first.held("BTC")->state.funding, dec("-12"));

        exchange.fundings = {funding("-36", day, 24), funding("-2", day + 24 * Hour, 24),
                             funding("-1", day + 48 * Hour + 41)};
        Session second = restarted(first, first.records.size());
        second.now = day + 49 * Hour;
        second.begin();

        QCOMPARE(second.held("BTC")->state.funding, dec("-39"));
        QCOMPARE(second.changes(domain::ChangeKind::Funding).size(), std::size_t(3));
        QVERIFY(second.notes(NoteKind::Conflict).empty());

        // The trail may end after any of these records.
        for (std::size_t cut = 0; cut <= second.records.size(); ++cut) {
            Session trail(exchange);
            trail.records = first.records;
            trail.records.insert(trail.records.end(), second.records.begin(),
                                 second.records.begin() + static_cast<std::ptrdiff_t>(cut));
            trail.now = second.now;
            Session third = restarted(trail, trail.records.size());
            third.begin();
            third.runFor(20'000);
            QCOMPARE(third.held("BTC")->state.funding, dec("-39"));
        }
    }

    // --- late fills ------------------------------------------------------------------------

    // Each is a record of its own, and the process may end between them.
    void aRestartBetweenLateFillsCostsNoRealizedPnl()
    {
        ScriptedExchange exchange;
        Session whole(exchange);
        whole.begin();
        whole.trade(buy("BTC", "1", "50000"));
        whole.runFor(1000);
        std::vector<domain::Fill> lost;
        for (const auto &fill : {buy("BTC", "0.5", "53000"), buy("BTC", "0.25", "53500"),
                                 sell("BTC", "0.5", "54000"), sell("BTC", "0.25", "54500")}) {
            whole.now += 10;
            lost.push_back(whole.lose(fill));
        }
        whole.now += 10;
        whole.trade(sell("BTC", "0.4", "55000")); // starts from the held size all the same
        const std::size_t before = whole.records.size();
        whole.push(lost);
        QCOMPARE(whole.held("BTC")->state, exchange.truth().find(account(), "BTC")->state);

        for (std::size_t cut = before; cut <= whole.records.size(); ++cut) {
            Session rest = restarted(whole, cut);
            rest.begin();
            rest.runFor(Sweep);

            const auto &ours = rest.held("BTC")->state;
            QCOMPARE(ours.entryNotional, whole.held("BTC")->state.entryNotional);
            QCOMPARE(ours.realizedPnl, whole.held("BTC")->state.realizedPnl);
            for (const auto &difference : rest.notes(NoteKind::Discrepancy))
                QCOMPARE(difference.field, std::string("entry_price"));
        }
    }

    void lateFillsThatCameBeforeAndAfterARestartEndExact()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.begin();
        first.trade(buy("BTC", "1", "50000"));
        first.runFor(1000);
        const auto opening = first.lose(buy("BTC", "0.5", "53000"));
        first.now += 10;
        const auto closing = first.lose(sell("BTC", "0.5", "54000"));
        first.now += 10;
        first.trade(sell("BTC", "0.4", "55000"));
        first.push({closing});
        QVERIFY(first.changes().back().openLate);

        exchange.fillsLag = 10'000'000;
        Session second = restarted(first, first.records.size());
        second.begin();
        second.push({opening});
        QVERIFY(second.changes().back().isLate);
        QVERIFY(!second.changes().back().openLate);
        second.trade(sell("BTC", "0.1", "56000"));
        second.runFor(Sweep);

        const auto &truth = exchange.truth().find(account(), "BTC")->state;
        QCOMPARE(second.held("BTC")->state.entryNotional, truth.entryNotional);
        QCOMPARE(second.held("BTC")->state.realizedPnl, truth.realizedPnl);
    }

    void aPlacedRoundTripLeavesOpenWhatARunBeforeItLeft()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.begin();
        first.trade(buy("BTC", "1", "50000"));
        first.runFor(1000);
        first.lose(buy("BTC", "0.5", "53000"));
        first.now += 10;
        const auto closing = first.lose(sell("BTC", "0.5", "54000"));
        first.now += 10;
        first.trade(sell("BTC", "0.4", "55000"));
        first.push({closing});
        const auto open = first.changes().back().openLate;
        QVERIFY(open);

        exchange.fillsLag = 10'000'000;
        Session second = restarted(first, first.records.size());
        second.begin();
        second.trade(buy("BTC", "0.1", "55000"));
        second.now += 10;
        std::vector<domain::Fill> lost{second.lose(buy("BTC", "1", "56000"))};
        second.now += 10;
        lost.push_back(second.lose(sell("BTC", "1", "57000")));
        second.now += 10;
        second.trade(buy("BTC", "0.1", "55000"));
        second.push(lost);

        const auto changes = second.changes();
        QVERIFY(changes.back().isLate);
        QVERIFY(changes.back().openLate == open);
    }

    // Of one millisecond some fills were seen before the restart. A round trip among the others need
    // not touch the size that is held by now: its place is on the way that was gone within it.
    void whatIsLeftOfAMillisecondComesAfterTheRestart()
    {
        for (unsigned seed = 1; seed <= 1000; ++seed) {
            ScriptedExchange exchange;
            Session first(exchange);
            first.begin();
            first.trade(buy("BTC", "2", "50000"));
            first.runFor(1000);
            tradeInOneMillisecond(first, seed);

            Session second = restarted(first, first.records.size());
            second.connect();
            second.runFor(180'000);

            const auto &ours = second.held("BTC")->state;
            const auto &truth = exchange.truth().find(account(), "BTC")->state;
            const bool isExact = ours.size == truth.size && ours.entryNotional == truth.entryNotional
                                 && ours.realizedPnl == truth.realizedPnl;
            QVERIFY2(isExact, std::to_string(seed).c_str());
            QVERIFY2(second.notes(NoteKind::Gap).empty(), std::to_string(seed).c_str());
            QVERIFY2(second.notes(NoteKind::Discrepancy).empty(), std::to_string(seed).c_str());
            QCOMPARE(second.sync->status().state, FeedState::Live);
        }
    }

    void anotherSizeSetWithoutFillsLeavesNoLateFillOpen()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.lose(buy("BTC", "0.5", "53000"));
        session.now += 10;
        const auto closing = session.lose(sell("BTC", "0.5", "54000"));
        session.now += 10;
        session.trade(sell("BTC", "0.4", "55000"));
        exchange.fillsLag = 10'000'000;
        session.push({closing});
        QVERIFY(session.changes().back().openLate);

        exchange.change("BTC", "0.7", "52000", session.now); // a settlement, without a fill
        session.runFor(80'000);

        QCOMPARE(session.size("BTC"), dec("0.7"));
        QVERIFY(session.recovered().openLate.at("BTC").isNothing());
    }
};

QTEST_APPLESS_MAIN(RestartsTest)
#include "tst_restarts.moc"
