// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of synchronisation for any sequence of trades: the way they come, in what order and how
// often, changes nothing about what they make.
#include "tests/core/sync/scriptedexchange.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace lpm;
using namespace lpm::fixture;
using domain::Decimal;
using domain::Fill;

namespace {

struct Trade
{
    int coin = 0;
    int size = 1; // signed
    int price = 500'000;
    int later = 0; // ms after the one before
};

std::ostream &operator<<(std::ostream &out, const Trade &trade)
{
    return out << trade.coin << ':' << trade.size << '@' << trade.price << '+' << trade.later;
}

rc::Gen<std::vector<Trade>> anyTrades()
{
    return rc::gen::container<std::vector<Trade>>(rc::gen::exec([] {
        Trade trade;
        trade.coin = *rc::gen::inRange(0, 3);
        trade.size = *rc::gen::element(-3, -2, -1, 1, 2, 3);
        trade.price = *rc::gen::inRange(300'000, 700'000);
        trade.later = *rc::gen::element(0, 0, 0, 1, 500);
        return trade;
    }));
}

FillOf fillOf(const Trade &trade)
{
    static const char *const coins[] = {"BTC", "ETH", "xyz:TSLA"};
    const std::string size = Decimal::fromUnits(std::abs(trade.size), 3).text();
    const std::string price = Decimal::fromUnits(trade.price, 1).text();
    auto fill = trade.size > 0 ? buy(coins[trade.coin], size, price)
                               : sell(coins[trade.coin], size, price);
    return fill.fee("0.0001");
}

// What a position is, as one line.
std::string stateOf(const Session &session)
{
    std::string text;
    for (const auto &[coin, position] : session.tracker.positions(session.exchange.owner)) {
        const auto &state = position->state;
        text += coin + ' ' + state.size.text() + ' ' + state.entryNotional.text() + ' '
                + state.realizedPnl.text() + ' ' + state.feesUsd->text() + '\n';
    }
    return text;
}

void happen(Session &session, const std::vector<Trade> &trades)
{
    for (const Trade &trade : trades) {
        session.now += trade.later;
        session.lose(fillOf(trade));
    }
    session.now += 1000;
}

// Told one by one, at once, in order: the measure for every other way.
std::string plainly(const std::vector<Trade> &trades)
{
    ScriptedExchange exchange;
    Session session(exchange);
    session.begin();
    for (const Trade &trade : trades) {
        session.now += trade.later;
        session.trade(fillOf(trade));
    }
    return stateOf(session);
}

} // namespace

class SyncPropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=250");
    }

    void whatIsToldIsWhatIsTrue()
    {
        QVERIFY(rc::check("truth", [] {
            const auto trades = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            for (const Trade &trade : trades) {
                session.now += trade.later;
                session.trade(fillOf(trade));
            }
            RC_ASSERT(session.agrees());
            for (const auto &[coin, position] : exchange.truth().positions(account()))
                RC_ASSERT(session.held(coin)->state == position->state);
        }));
    }

    void oneFrameInAnyOrderIsTheSame()
    {
        QVERIFY(rc::check("permutation", [] {
            const auto trades = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            happen(session, trades);
            auto fills = exchange.fills();
            const auto keys = *rc::gen::container<std::vector<int>>(
                fills.size(), rc::gen::arbitrary<int>());
            std::vector<std::size_t> order(fills.size());
            for (std::size_t i = 0; i < order.size(); ++i)
                order[i] = i;
            std::stable_sort(order.begin(), order.end(),
                             [&](auto a, auto b) { return keys[a] < keys[b]; });
            std::vector<Fill> shuffled;
            for (const auto i : order)
                shuffled.push_back(fills[i]);

            session.push(shuffled);

            RC_ASSERT(session.sync->status().waitingFills == 0U);
            RC_ASSERT(stateOf(session) == plainly(trades));
        }));
    }

    // Each fill a frame of its own, in any order. A fill may then seem to fit where it does not
    // belong: the sizes are right in the end all the same, and what is not exact is never silent.
    void framesInAnyOrderEndInTheSameOrItIsSaid()
    {
        QVERIFY(rc::check("permuted frames", [] {
            const auto trades = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            happen(session, trades);
            auto fills = exchange.fills();
            const auto keys = *rc::gen::container<std::vector<int>>(
                fills.size(), rc::gen::arbitrary<int>());
            std::vector<std::pair<int, Fill>> keyed;
            for (std::size_t i = 0; i < fills.size(); ++i)
                keyed.emplace_back(keys[i], fills[i]);
            std::stable_sort(keyed.begin(), keyed.end(),
                             [](const auto &a, const auto &b) { return a.first < b.first; });

            for (const auto &[key, fill] : keyed)
                session.push({fill});
            session.runFor(800'000);

            RC_ASSERT(session.agrees());
            RC_ASSERT(session.sync->status().state == domain::FeedState::Live);
            const bool isSaid = !session.notes(domain::NoteKind::Gap).empty()
                                || !session.notes(domain::NoteKind::Discrepancy).empty();
            RC_CLASSIFY(isSaid);
            RC_ASSERT(isSaid || stateOf(session) == plainly(trades));
        }));
    }

    void aStreamToldTwiceIsTheSame()
    {
        QVERIFY(rc::check("idempotence", [] {
            const auto trades = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            happen(session, trades);

            session.push(exchange.fills());
            const auto once = session.records.size();
            session.push(exchange.fills());
            session.push(exchange.fills(), true);

            RC_ASSERT(session.records.size() == once);
            RC_ASSERT(stateOf(session) == plainly(trades));
        }));
    }

    void historyIsTheSameAsHavingBeenThere()
    {
        QVERIFY(rc::check("history", [] {
            const auto trades = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            happen(session, trades);

            session.begin();

            RC_ASSERT(session.news().empty());
            RC_ASSERT(stateOf(session) == plainly(trades));
        }));
    }

    // What is lost and returns to its start shows in no size and no chain.
    void aLostRoundTripIsFoundByTheSweep()
    {
        QVERIFY(rc::check("net zero", [] {
            const auto before = *anyTrades();
            const auto lost = *anyTrades();
            const auto after = *anyTrades();
            ScriptedExchange exchange;
            Session session(exchange);
            session.begin();
            std::vector<Trade> all;
            const auto tell = [&](const Trade &trade, bool isLost) {
                session.now += trade.later;
                if (isLost)
                    session.lose(fillOf(trade));
                else
                    session.trade(fillOf(trade));
                all.push_back(trade);
            };
            for (const Trade &trade : before)
                tell(trade, false);
            session.now += 10;
            for (const Trade &trade : lost)
                tell(trade, true);
            for (auto it = lost.rbegin(); it != lost.rend(); ++it) {
                Trade back = *it;
                back.size = -back.size;
                back.price += 777;
                tell(back, true);
            }
            session.now += 10;
            for (const Trade &trade : after)
                tell(trade, false);

            session.runFor(800'000);

            RC_ASSERT(session.agrees());
            RC_ASSERT(session.changes().size() == exchange.fills().size());
            RC_ASSERT(stateOf(session) == plainly(all));
        }));
    }

    void anyPageSizeGivesTheSame_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {100, 101, 250, 500, 999, 1000, 1999, 2000})
            QTest::addRow("%d rows", rows) << rows;
    }
    void anyPageSizeGivesTheSame()
    {
        QFETCH(int, rows);
        ScriptedExchange exchange;
        exchange.pageRows = static_cast<std::size_t>(rows);
        Session session(exchange);
        for (int i = 0; i < 2500; ++i) {
            session.now += i % 7 == 0;
            session.lose(i % 2 ? buy("BTC", "0.01", "50000") : sell("BTC", "0.02", "50010"));
        }
        session.now += 1000;

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(2500));
        QVERIFY(session.notes(domain::NoteKind::Gap).empty());
        QVERIFY(session.held("BTC")->state
                == exchange.truth().find(account(), "BTC")->state);
    }
};

QTEST_APPLESS_MAIN(SyncPropertiesTest)
#include "tst_syncproperties.moc"
