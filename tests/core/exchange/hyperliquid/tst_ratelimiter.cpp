// SPDX-License-Identifier: GPL-3.0-or-later
// The budget as the exchange could count it, for any order of questions and answers.
#include "core/exchange/hyperliquid/ratelimiter.h"

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>
#include <vector>

using namespace lpm::exchange::hyperliquid;
using namespace std::chrono_literals;

namespace {

struct Booking
{
    Milliseconds at;
    int weight;
};

int largestWindow(const std::vector<Booking> &bookings)
{
    int largest = 0;
    for (const Booking &first : bookings) {
        int sum = 0;
        for (const Booking &other : bookings) {
            if (other.at >= first.at && other.at < first.at + BudgetWindow)
                sum += other.weight;
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

} // namespace

class RateLimiterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysInsideTheBudgetHoweverTheExchangeBooks();
    void leavesRoomForWhatIsUrgent();
    void holdsTheLargestAnswerUntilItCame();
    void weightReturnsAfterAMinute();
    void tellsWhenToAskAgain();
    void waitsAsLongAsItIsTold();
    void waitsLongerWithEachRefusal();
    void opensAtMostThirtyConnectionsAMinute();
    void jitterStaysBetweenItsEnds();
    void jitterReachesItsEnds();
};

void RateLimiterTest::staysInsideTheBudgetHoweverTheExchangeBooks()
{
    const bool holds = rc::check([] {
        WeightBudget budget;
        std::vector<Booking> bookings;
        std::vector<std::pair<WeightBudget::Ticket, Milliseconds>> sent;
        std::vector<int> weights;
        Milliseconds now{0};
        const int steps = *rc::gen::inRange(1, 400);
        for (int i = 0; i < steps; ++i) {
            now += Milliseconds(*rc::gen::inRange(0, 2'000));
            if (*rc::gen::inRange(0, 3) > 0) {
                const int weight = *rc::gen::element(2, 20, 60);
                const auto priority =
                    *rc::gen::element(Priority::Account, Priority::Reconcile, Priority::Background);
                if (const auto ticket = budget.take(now, priority, weight, 100)) {
                    sent.emplace_back(*ticket, now);
                    weights.push_back(weight);
                }
            } else if (!sent.empty()) {
                const auto at =
                    static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(sent.size())));
                const int surcharge = *rc::gen::inRange(0, 101);
                // The exchange books at some instant between the question and its answer.
                const auto delay = Milliseconds(
                    *rc::gen::inRange(0, static_cast<int>((now - sent[at].second).count()) + 1));
                bookings.push_back({sent[at].second + delay, weights[at] + surcharge});
                budget.settle(sent[at].first, now, surcharge);
                sent.erase(sent.begin() + static_cast<std::ptrdiff_t>(at));
                weights.erase(weights.begin() + static_cast<std::ptrdiff_t>(at));
            }
            RC_ASSERT(budget.used(now) <= budget.perWindow());
        }
        RC_ASSERT(largestWindow(bookings) <= budget.perWindow());
    });
    QVERIFY(holds);
}

void RateLimiterTest::leavesRoomForWhatIsUrgent()
{
    WeightBudget budget(100);

    while (budget.take(0ms, Priority::Background, 10, 0)) {
    }
    QCOMPARE(budget.used(0ms), 70);
    while (budget.take(0ms, Priority::Reconcile, 10, 0)) {
    }
    QCOMPARE(budget.used(0ms), 90);
    QVERIFY(budget.take(0ms, Priority::Account, 10, 0));
    QVERIFY(!budget.take(0ms, Priority::Account, 1, 0));
}

void RateLimiterTest::holdsTheLargestAnswerUntilItCame()
{
    WeightBudget budget(150);

    const auto page = budget.take(0ms, Priority::Account, 20, 100);
    QVERIFY(page);
    QVERIFY(!budget.take(0ms, Priority::Account, 20, 100));
    budget.settle(*page, 5ms, 1);

    QCOMPARE(budget.used(5ms), 21);
    QVERIFY(budget.take(5ms, Priority::Account, 20, 100));
}

void RateLimiterTest::weightReturnsAfterAMinute()
{
    WeightBudget budget(100);
    budget.settle(*budget.take(0ms, Priority::Account, 100, 0), 1'000ms, 0);

    QVERIFY(!budget.take(60'999ms, Priority::Account, 1, 0));
    QVERIFY(!budget.take(61'000ms, Priority::Account, 1, 0));
    QVERIFY(budget.take(61'001ms, Priority::Account, 100, 0));
}

void RateLimiterTest::tellsWhenToAskAgain()
{
    WeightBudget budget(100);
    const auto ticket = budget.take(0ms, Priority::Account, 100, 0);

    QVERIFY(!budget.nextChance(0ms));
    budget.settle(*ticket, 1'000ms, 0);

    const auto chance = budget.nextChance(1'000ms);
    QVERIFY(chance);
    QVERIFY(budget.take(*chance, Priority::Account, 100, 0));
}

void RateLimiterTest::waitsAsLongAsItIsTold()
{
    WeightBudget budget;
    budget.refused(0ms, 7'000ms, 0);

    QVERIFY(!budget.take(6'999ms, Priority::Account, 2, 0));
    QCOMPARE(budget.nextChance(10ms).value(), Milliseconds(7'000));
    QVERIFY(budget.take(7'000ms, Priority::Account, 2, 0));
}

void RateLimiterTest::waitsLongerWithEachRefusal()
{
    WeightBudget budget;
    constexpr std::uint32_t worst = 0xFFFF'FFFF;
    Milliseconds last{0};
    Milliseconds now{0};
    for (int i = 0; i < 5; ++i) {
        budget.refused(now, std::nullopt, worst);
        const Milliseconds pause = *budget.nextChance(now) - now;
        QVERIFY(pause > last);
        last = pause;
        now += pause;
    }

    budget.accepted();
    budget.refused(now, std::nullopt, worst);

    QCOMPARE(*budget.nextChance(now) - now, Milliseconds(2'000));
    budget.refused(now, 100'000'000ms, 0);
    QVERIFY(*budget.nextChance(now) - now <= 60s);
}

void RateLimiterTest::opensAtMostThirtyConnectionsAMinute()
{
    const bool holds = rc::check([] {
        ConnectBudget budget;
        std::vector<Booking> connects;
        Milliseconds now{0};
        for (int i = 0; i < 150; ++i) {
            const Milliseconds wanted = now + Milliseconds(*rc::gen::inRange(0, 3'000));
            now = budget.earliest(wanted);
            RC_ASSERT(now >= wanted);
            budget.connected(now);
            connects.push_back({now, 1});
        }
        RC_ASSERT(largestWindow(connects) <= 30);
        RC_ASSERT(budget.used(now) <= 30);
    });
    QVERIFY(holds);
}

void RateLimiterTest::jitterStaysBetweenItsEnds()
{
    const bool holds = rc::check([](int attempt, std::uint32_t random) {
        const auto delay = jittered(std::abs(attempt % 1000), 500ms, 30s, random);
        RC_ASSERT(delay >= 500ms && delay <= 30s);
    });
    QVERIFY(holds);
}

void RateLimiterTest::jitterReachesItsEnds()
{
    QCOMPARE(jittered(0, 500ms, 30s, 0), Milliseconds(500));
    QCOMPARE(jittered(0, 500ms, 30s, 0xFFFF'FFFF), Milliseconds(1'000));
    QCOMPARE(jittered(3, 500ms, 30s, 0xFFFF'FFFF), Milliseconds(8'000));
    QCOMPARE(jittered(50, 500ms, 30s, 0xFFFF'FFFF), Milliseconds(30'000));
    QCOMPARE(jittered(50, 500ms, 30s, 0), Milliseconds(500));
}

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "tst_ratelimiter.moc"
