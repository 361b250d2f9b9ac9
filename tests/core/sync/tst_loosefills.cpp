// SPDX-License-Identifier: GPL-3.0-or-later
// Late fills that found no place are booked by what they earned. Whatever happens afterwards, and
// however much of the way is remembered, nothing of it is lost or booked twice.
#include "tests/core/sync/scriptedexchange.h"

#include <algorithm>
#include <memory>
#include <random>

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::NoteKind;

namespace {

constexpr Milliseconds Sweep = 700'000;
constexpr Milliseconds Never = 10'000'000; // a list lags for so long

const domain::PositionState &truth(const ScriptedExchange &exchange)
{
    return exchange.truth().find(account(), "BTC")->state;
}

// The next run of an account, which remembers the newest `window` changes.
struct NextRun
{
    NextRun(const Session &last, std::size_t window)
    {
        auto recovered = last.recovered();
        auto &changes = recovered.recentChanges;
        for (const auto &change : changes)
            tracker.restore(account(), change.coin, change.after, at(0));
        changes.erase(changes.begin(),
                      changes.end() - static_cast<std::ptrdiff_t>(std::min(window, changes.size())));
        tracker.setCatalog(catalog());
        session.emplace(last.exchange, sync::SyncOptions{}, recovered, &tracker);
        session->now = last.now + 1000;
    }

    tracker::PositionTracker tracker;
    std::optional<Session> session;
};

// Trades at random, of which the stream loses half; what was lost comes late, in any order.
class Loser
{
public:
    explicit Loser(unsigned seed) : m_random(seed) {}

    void act(Session &session)
    {
        const auto size = std::to_string(1 + below(3));
        const auto price = std::to_string(50'000 + below(1000));
        auto fill = below(2) ? buy("BTC", size, price) : sell("BTC", size, price);
        m_fee *= 2; // each sum of fees tells which they are
        fill.fee(std::to_string(m_fee));
        if (below(2))
            m_lost.push_back(session.lose(fill));
        else
            session.trade(fill);
        if (below(3) == 0)
            session.now += 10;
        if (below(4) == 0)
            pushSome(session);
    }
    void pushAll(Session &session)
    {
        while (!m_lost.empty()) {
            session.now += 10 * static_cast<Milliseconds>(below(2));
            pushSome(session);
        }
    }
    unsigned below(unsigned end) { return static_cast<unsigned>(m_random() % end); }

private:
    void pushSome(Session &session)
    {
        if (m_lost.empty())
            return;
        std::shuffle(m_lost.begin(), m_lost.end(), m_random);
        const auto some = m_lost.begin() + 1 + below(static_cast<unsigned>(m_lost.size()));
        const std::vector<domain::Fill> fills(m_lost.begin(), some);
        m_lost.erase(m_lost.begin(), some);
        session.push(fills);
    }

    std::mt19937 m_random;
    std::vector<domain::Fill> m_lost;
    long m_fee = 1;
};

} // namespace

class LooseFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Those of the first round trip are older than the steps that are remembered.
    void nothingIsLostWhenOthersFindTheirPlace()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "10", "50000"));
        session.runFor(1000);
        const auto x = session.lose(buy("BTC", "1", "53000").fee("1"));
        session.now += 10;
        const auto y = session.lose(sell("BTC", "1", "54000").fee("2"));
        session.now += 10;
        session.trade(buy("BTC", "1", "50000"));
        for (int i = 0; i < 2100; ++i) {
            session.now += 5;
            session.trade(i % 2 ? sell("ETH", "0.1", "3000") : buy("ETH", "0.1", "3000"));
        }
        session.trade(buy("BTC", "1", "50000"));
        session.now += 10;
        const auto a = session.lose(buy("BTC", "2", "53000").fee("4"));
        session.now += 10;
        const auto b = session.lose(sell("BTC", "2", "55000").fee("8"));
        session.now += 10;
        session.trade(buy("BTC", "1", "50000"));
        exchange.fillsLag = Never;
        session.push({x, y});
        session.push({a, b});
        exchange.fillsLag = 0;
        session.runFor(2 * Sweep);

        const auto &ours = session.held("BTC")->state;
        QCOMPARE(ours.feesUsd, truth(exchange).feesUsd);
        QCOMPARE(ours.entryNotional, truth(exchange).entryNotional);
        QCOMPARE(ours.realizedPnl, truth(exchange).realizedPnl);
        QVERIFY(session.agrees());
    }

    void nothingIsLostWhenTheWayBeforeIsForgotten()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.begin();
        first.trade(buy("BTC", "1", "50000"));
        first.runFor(1000);
        const auto x = first.lose(buy("BTC", "0.5", "53000").fee("1"));
        first.now += 10;
        const auto y = first.lose(sell("BTC", "0.5", "54000").fee("2"));
        first.now += 10;
        first.trade(buy("BTC", "1", "50000"));
        first.runFor(1000);
        NextRun next(first, 0);
        Session &second = *next.session;
        exchange.fillsLag = Never;
        second.begin();
        second.trade(buy("BTC", "1", "50000"));
        second.now += 10;
        const auto a = second.lose(buy("BTC", "0.3", "53000").fee("4"));
        second.now += 10;
        const auto b = second.lose(sell("BTC", "0.3", "55000").fee("8"));
        second.now += 10;
        second.trade(sell("BTC", "0.4", "55000").fee("16"));
        second.push({x, y});
        second.push({a, b});
        exchange.fillsLag = 0;
        second.runFor(2 * Sweep);

        const auto &ours = second.held("BTC")->state;
        QCOMPARE(ours.feesUsd, truth(exchange).feesUsd);
        QCOMPARE(ours.realizedPnl, truth(exchange).realizedPnl);
    }

    // Half of a round trip is booked, others find their places, then the other half comes.
    void aRoundTripInTwoPartsIsBookedOnceThoughOthersFindTheirPlaceBetween()
    {
        for (const bool isRestarted : {false, true}) {
            ScriptedExchange exchange;
            Session first(exchange);
            first.begin();
            first.trade(buy("BTC", "1", "50000"));
            first.runFor(1000);
            std::vector<domain::Fill> lost;
            for (const auto &fill :
                 {buy("BTC", "0.5", "53000").fee("1"), sell("BTC", "0.5", "54000").fee("2"),
                  buy("BTC", "0.3", "53000").fee("4"), sell("BTC", "0.3", "55000").fee("8")}) {
                lost.push_back(first.lose(fill));
                first.now += 10;
            }
            first.trade(sell("BTC", "0.4", "55000").fee("16"));
            exchange.fillsLag = Never;
            first.push({lost[1]});
            first.push({lost[2], lost[3]});
            NextRun next(first, 0);
            Session &last = isRestarted ? *next.session : first;
            if (isRestarted)
                last.begin();
            last.push({lost[0]});
            exchange.fillsLag = 0;
            last.runFor(2 * Sweep);

            const auto &ours = last.held("BTC")->state;
            QCOMPARE(ours.feesUsd, truth(exchange).feesUsd);
            QCOMPARE(ours.realizedPnl, truth(exchange).realizedPnl);
        }
    }

    // P and Q, L and M are round trips of one size. P came in the run before; L seems to complete it.
    void whichOfTwoClosesComesFirstIsAllTheSame()
    {
        for (const bool isInOrder : {false, true}) {
            ScriptedExchange exchange;
            Session first(exchange);
            first.begin();
            first.trade(buy("BTC", "1", "50000"));
            first.runFor(1000);
            const auto p = first.lose(buy("BTC", "0.5", "53000"));
            first.now += 10;
            const auto q = first.lose(sell("BTC", "0.5", "54000"));
            first.now += 10;
            first.trade(buy("BTC", "1", "50000"));
            exchange.fillsLag = Never;
            first.push({p});
            NextRun next(first, 0);
            Session &second = *next.session;
            second.begin();
            second.runFor(100);
            second.trade(buy("BTC", "1", "50000"));
            second.now += 10;
            const auto l = second.lose(sell("BTC", "0.5", "55000"));
            second.now += 10;
            const auto m = second.lose(buy("BTC", "0.5", "56000"));
            second.now += 10;
            second.trade(buy("BTC", "1", "50000"));
            for (const auto &fill : isInOrder ? std::vector{q, l, m} : std::vector{l, m, q})
                second.push({fill});
            exchange.fillsLag = 0;
            second.runFor(2 * Sweep);

            QCOMPARE(second.held("BTC")->state.realizedPnl, truth(exchange).realizedPnl);
            QCOMPARE(second.held("BTC")->state.entryNotional, truth(exchange).entryNotional);
        }
    }

    void afterTooManyTheNextStepsAreRememberedAgain()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        exchange.fillsLag = Never;
        std::vector<domain::Fill> lost;
        for (int i = 0; i < 66; ++i) {
            lost.push_back(session.lose(i % 2 ? sell("BTC", "0.5", "54000")
                                              : buy("BTC", "0.5", "53000")));
            session.now += 10;
        }
        const auto tradeOften = [&](int times) {
            for (int i = 0; i < times; ++i) {
                session.now += 5;
                session.trade(i % 2 ? sell("BTC", "0.1", "50000") : buy("BTC", "0.1", "50000"));
            }
        };
        tradeOften(2100);
        session.push(lost);
        tradeOften(2500);
        session.now += 10;
        const auto a = session.lose(buy("BTC", "0.3", "53000"));
        session.now += 10;
        const auto b = session.lose(sell("BTC", "0.3", "55000"));
        session.now += 10;
        session.trade(sell("BTC", "0.4", "55000"));
        const auto before = session.held("BTC")->state.entryNotional;
        session.push({a, b});

        QVERIFY(session.changes().back().isLate);
        QVERIFY(session.held("BTC")->state.entryNotional != before); // they found their place
    }

    void whatAnAdjustmentClosedIsNotOpenAgainAfterARestart()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.begin();
        first.trade(buy("BTC", "1", "50000"));
        first.runFor(1000);
        const auto opening = first.lose(buy("BTC", "0.5", "53000"));
        first.now += 10;
        first.lose(buy("BTC", "0.25", "53000"));
        first.now += 10;
        const auto closing = first.lose(sell("BTC", "0.75", "54000"));
        first.now += 10;
        first.trade(sell("BTC", "0.4", "55000"));
        exchange.fillsLag = Never;
        first.push({opening});
        first.push({closing});
        exchange.change("BTC", "0.7", "52000", first.now); // a settlement, without a fill
        first.runFor(80'000);
        const auto changes = first.changes(ChangeKind::Fill).size() - 3; // the opening is before them
        NextRun next(first, changes);
        Session &second = *next.session;
        second.connect();
        second.runFor(90'000);
        second.trade(buy("BTC", "0.1", "55000"));
        second.now += 10;
        const auto x = second.lose(buy("BTC", "1", "56000"));
        second.now += 10;
        const auto y = second.lose(sell("BTC", "1", "57000"));
        second.now += 10;
        second.trade(buy("BTC", "0.1", "55000"));
        second.push({y});
        second.push({x});

        QVERIFY(second.changes().back().isLate);
        QVERIFY(!second.changes().back().openLate);
    }

    void feesAreExactHoweverMuchOfTheWayIsRemembered()
    {
        for (unsigned seed = 1; seed <= 1000; ++seed) {
            ScriptedExchange exchange;
            Session first(exchange);
            first.begin();
            first.trade(buy("BTC", "2", "50000").fee("1"));
            first.runFor(1000);
            exchange.fillsLag = Never;
            Loser loser(seed);
            for (unsigned left = 4 + loser.below(10); left > 0; --left)
                loser.act(first);
            const auto changes = static_cast<unsigned>(first.recovered().recentChanges.size());
            NextRun next(first, loser.below(changes + 1));
            Session &second = *next.session;
            second.connect();
            second.runFor(5000);
            for (int i = 0; i < 5; ++i)
                loser.act(second);
            loser.pushAll(second);
            exchange.fillsLag = 0;
            second.runFor(2 * Sweep);

            const auto &ours = second.held("BTC")->state;
            QVERIFY2(ours.feesUsd == truth(exchange).feesUsd, std::to_string(seed).c_str());
            QVERIFY2(ours.size == truth(exchange).size, std::to_string(seed).c_str());
            QVERIFY2(ours.entryNotional == truth(exchange).entryNotional,
                     std::to_string(seed).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(LooseFillsTest)
#include "tst_loosefills.moc"
