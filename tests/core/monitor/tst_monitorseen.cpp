// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor shows beside the numbers: agreement with the exchange, and ages.
#include "core/monitor/priceage.h"
#include "tests/core/monitor/fakes.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::DriftOutcome;
using domain::FeedHealth;
using domain::FieldVerdict;
using domain::PriceState;
using domain::ReconciliationState;

namespace {

domain::ReconciliationPtr compared(const World &world)
{
    return world.monitor->reconciliation(account());
}

FeedHealth::State feed(const World &world, std::size_t index)
{
    return world.monitor->health()->accounts.at(0).feeds.at(index).state;
}

constexpr std::size_t Fills = 0;
constexpr std::size_t States = 1;
constexpr std::size_t Marks = 2;

} // namespace

class MonitorSeenTest : public QObject
{
    Q_OBJECT

    static PriceState priceState(const World &world)
    {
        return world.summary()->positions.at(0).priceState.value();
    }
    static void pushState(World &world)
    {
        Q_EMIT world.client.frameReceived(
            exchange::StateFrame{account(), world.exchange().state(world.client.now()).dexes});
    }
    static bool compareNow(World &world)
    {
        const auto before = compared(world)->rows;
        world.clock.advance(base::Milliseconds{1});
        return world.monitor->reconcile(account())
               && QTest::qWaitFor([&] { return compared(world)->rows != before; });
    }
    static std::unique_ptr<World> holding(monitor::MonitorOptions options = World::usual())
    {
        auto world = std::make_unique<World>(std::move(options));
        world->exchange().trade(buy("BTC", "1", "50000"), 0);
        return world->begin() ? std::move(world) : nullptr;
    }

private Q_SLOTS:
    // --- agreement ---

    void nothingIsKnownBeforeTheFirstComparison()
    {
        World world;

        QCOMPARE(compared(world)->state, ReconciliationState::Unknown);
        QVERIFY(!compared(world)->lastCheck);
        QVERIFY(compared(world)->rows.empty());
        QVERIFY(!world.monitor->reconciliation(account(9)));
        QVERIFY(!world.monitor->reconcile(account()));
    }

    void equalFieldsAreShownWithTheNextCheck()
    {
        const auto world = holding();

        const auto view = compared(*world);
        QCOMPARE(view->state, ReconciliationState::Agrees);
        QCOMPARE(view->accountLabel, std::string("main"));
        QCOMPARE(view->nextCheck, std::optional(*view->lastCheck + base::Milliseconds{60'000}));
        QVERIFY(view->rows.size() >= 3);
        QCOMPARE(view->rows.at(0).field, std::string("size"));
        QCOMPARE(view->rows.at(0).theirs, dec("1"));
        QCOMPARE(view->rows.at(0).verdict, FieldVerdict::Agrees);
    }

    // The stream goes on, and the exchange answers no question.
    void anOverdueComparisonProvesNothing()
    {
        const auto world = holding();
        QVERIFY(world->summary()->positions.at(0).isReconciled);
        world->client.failures["state"].assign(100, base::ErrorCode::Http);
        const auto passes = [&world](int milliseconds) {
            world->clock.advance(base::Milliseconds{milliseconds});
            Q_EMIT world->client.bytesReceived();
        };

        passes(89'000);
        QCOMPARE(compared(*world)->state, ReconciliationState::Agrees);
        passes(2000);

        QCOMPARE(compared(*world)->state, ReconciliationState::Checking);
        QCOMPARE(world->summary()->feedState, domain::FeedState::Suspect);
        const auto health = world->monitor->health();
        QVERIFY(health->status == domain::HealthStatus::Degraded);
        QCOMPARE(health->reasons.at(0).substr(0, 51),
                 std::string("main has not been compared with the exchange since "));
        QTRY_VERIFY(!world->summary()->positions.at(0).isReconciled);

        world->client.failures["state"].clear();
        QVERIFY(QTest::qWaitFor([&] {
            passes(1);
            world->monitor->reconcile(account());
            return compared(*world)->state == ReconciliationState::Agrees;
        }));
        QVERIFY(world->summary()->positions.at(0).isReconciled);
        QCOMPARE(world->summary()->feedState, domain::FeedState::Live);
    }

    void aPauseOfTheHostIsFollowedByANewConnection()
    {
        const auto world = holding();
        Q_EMIT world->client.bytesReceived();
        QCOMPARE(world->client.reconnects, 0);

        world->clock.advance(std::chrono::hours{1});
        QCOMPARE(world->summary()->feedState, domain::FeedState::Stale); // at once

        QTRY_COMPARE(world->client.reconnects, 1);
    }

    void aPushedStateThatDiffersIsASuspicion()
    {
        const auto world = holding();
        world->exchange().change("BTC", "3", "50000", world->client.now());
        world->clock.advance(base::Milliseconds{3000});

        pushState(*world);

        QCOMPARE(compared(*world)->state, ReconciliationState::Checking);
        QCOMPARE(compared(*world)->rows.at(0).verdict, FieldVerdict::Suspect);
        QVERIFY(!compared(*world)->nextCheck);
    }

    void anAdjustmentIsTold()
    {
        const auto world = holding();
        world->exchange().change("BTC", "3", "50000", world->client.now());
        world->clock.advance(base::Milliseconds{120'000});
        Q_EMIT world->client.bytesReceived();

        QVERIFY(QTest::qWaitFor([&] {
            world->advance(1000);
            const auto history = compared(*world)->history;
            return !history.empty() && history.at(0).outcome == DriftOutcome::Adjusted;
        }));

        QCOMPARE(compared(*world)->history.at(0).ours, dec("1"));
        QCOMPARE(compared(*world)->history.at(0).theirs, dec("3"));
        QCOMPARE(compared(*world)->rows.at(0).verdict, FieldVerdict::Agrees);
    }

    void whatIsHeldStaysOpen()
    {
        auto options = World::usual();
        options.onDiscrepancy = monitor::DiscrepancyPolicy::Hold;
        const auto world = holding(options);
        world->exchange().change("BTC", "3", "50000", world->client.now());
        world->clock.advance(base::Milliseconds{120'000});
        Q_EMIT world->client.bytesReceived();

        QVERIFY(QTest::qWaitFor([&] {
            world->advance(1000);
            return compared(*world)->state == ReconciliationState::Differs;
        }));

        QCOMPARE(compared(*world)->rows.at(0).verdict, FieldVerdict::Differs);
        QCOMPARE(compared(*world)->history.at(0).outcome, DriftOutcome::Held);
        QCOMPARE(compared(*world)->openDiscrepancies, 1);
        QCOMPARE(world->monitor->health()->status, domain::HealthStatus::Degraded);
    }

    void aFillMakesItsCoinUncomparedUntilTheNextState()
    {
        const auto world = holding();

        world->client.trade(buy("BTC", "1", "50000"));
        QCOMPARE(compared(*world)->rows.at(0).verdict, FieldVerdict::NotCompared);

        QVERIFY(compareNow(*world));
        QCOMPARE(compared(*world)->rows.at(0).verdict, FieldVerdict::Agrees);
        QCOMPARE(compared(*world)->rows.at(0).ours, dec("2"));
        QVERIFY(compared(*world)->history.empty());
    }

    void listenersHearOfIt()
    {
        const auto world = holding();
        int heard = 0;
        connect(world->monitor.get(), &monitor::PositionMonitor::reconciliationChanged, this,
                [&](const domain::ReconciliationPtr &view) { heard += view->rows.empty() ? 0 : 1; });

        QTRY_VERIFY(heard > 0);
    }

    void nothingIsProvenWhileTheConnectionIsGone()
    {
        const auto world = holding();

        Q_EMIT world->client.disconnected(QStringLiteral("told to"));

        QCOMPARE(compared(*world)->state, ReconciliationState::Unknown);
        QVERIFY(!world->monitor->reconcile(account()));
    }

    // --- ages ---

    void aSummaryThatIsKeptTurnsStaleAndDead()
    {
        const auto world = holding();
        world->client.pushMark("BTC", "51000");
        const auto live = world->summary();
        QCOMPARE(priceState(*world), PriceState::Live);
        QCOMPARE(world->summary(), live); // kept

        world->clock.advance(base::Milliseconds{9'000});
        Q_EMIT world->client.bytesReceived();
        world->clock.advance(base::Milliseconds{1'000});
        QCOMPARE(world->summary(), live);
        world->clock.advance(base::Milliseconds{1});
        QCOMPARE(priceState(*world), PriceState::Stale);
        QCOMPARE(world->summary()->feedState, domain::FeedState::Live);

        world->clock.advance(base::Milliseconds{50'000});
        Q_EMIT world->client.bytesReceived();
        QCOMPARE(priceState(*world), PriceState::Dead);

        world->client.pushMark("BTC", "51000");
        QCOMPARE(priceState(*world), PriceState::Live);
    }

    void aClockSetBackMakesNoPriceYoung()
    {
        monitor::MarkWatch marks{base::Milliseconds{1000}};
        marks.setCoins({"BTC"}, instant(0));
        marks.onMark("BTC", monitor::MarkWatch::Source::Stream, instant(0));
        domain::PositionView position;
        position.coin = "BTC";
        QVERIFY(!monitor::priceAge(position, marks, instant(0))); // no price, no age
        position.priceTime = at(0);

        const base::Instant later{at(-3'600'000), instant(11'000).monotonic};

        QCOMPARE(monitor::priceAge(position, marks, later),
                 std::optional(base::Milliseconds{11'000}));
    }

    void aPriceThatStallsIsToldAndSoIsItsReturn()
    {
        const auto world = holding();
        world->client.pushMark("BTC", "51000");
        world->updates.clear();
        const int pricesAudited = world->audit.prices;

        world->clock.advance(base::Milliseconds{11'000});
        Q_EMIT world->client.bytesReceived();
        QTRY_COMPARE(world->updates.size(), std::size_t{1}); // the next second
        QCOMPARE(world->last()->eventType, domain::EventType::PriceUpdate);
        QCOMPARE(world->last()->position.priceState, std::optional(PriceState::Stale));
        QCOMPARE(world->audit.prices, pricesAudited); // nothing moved

        world->client.pushMark("BTC", "51000");
        QCOMPARE(world->updates.size(), std::size_t{2});
        QCOMPARE(world->last()->position.priceState, std::optional(PriceState::Live));
    }

    void eachFeedHasItsAge()
    {
        const auto world = holding();
        world->client.pushMark("BTC", "51000");
        QCOMPARE(feed(*world, Fills), FeedHealth::State::Live); // nobody traded: no reproach
        QCOMPARE(feed(*world, States), FeedHealth::State::Live);
        QCOMPARE(feed(*world, Marks), FeedHealth::State::Live);

        world->clock.advance(base::Milliseconds{12'000});
        Q_EMIT world->client.bytesReceived();
        QCOMPARE(feed(*world, Fills), FeedHealth::State::Live);
        QCOMPARE(feed(*world, Marks), FeedHealth::State::Stale);
        QCOMPARE(world->monitor->health()->accounts.at(0).feeds.at(Marks).age,
                 std::optional(base::Milliseconds{12'000}));

        world->clock.advance(base::Milliseconds{20'000}); // and not a byte
        QCOMPARE(feed(*world, Fills), FeedHealth::State::Stale);
        QCOMPARE(feed(*world, Marks), FeedHealth::State::Silent);

        Q_EMIT world->client.disconnected(QStringLiteral("told to"));
        QCOMPARE(feed(*world, Fills), FeedHealth::State::Silent);
        QCOMPARE(feed(*world, States), FeedHealth::State::Silent);
    }
};

QTEST_GUILESS_MAIN(MonitorSeenTest)
#include "tst_monitorseen.moc"
