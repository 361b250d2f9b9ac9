// SPDX-License-Identifier: GPL-3.0-or-later
// From a change to those who watch: written down first, numbered without holes, guarded against
// whoever listens.
#include "tests/core/monitor/fakes.h"

#include <QSemaphore>
#include <QThread>

#include <stdexcept>

using namespace lpm;
using namespace lpm::fixture;
using domain::EventType;

namespace {

monitor::MonitorOptions twoAccounts()
{
    auto options = World::usual();
    options.accounts.push_back({account(2), "second"});
    return options;
}

class SlowReceiver : public QObject
{
    Q_OBJECT
public:
    QSemaphore gate;
    std::atomic<int> received = 0;

    void onUpdate(const domain::PositionUpdatePtr &)
    {
        gate.acquire();
        ++received;
    }
};

} // namespace

class MonitorPublishingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsWrittenBeforeItIsTold()
    {
        World world;
        QVERIFY(world.begin());
        world.journal.clear();
        auto &exchange = world.exchange();
        const auto first = exchange.trade(buy("BTC", "0.1", "50000"), 1);
        const auto second = exchange.trade(buy("BTC", "0.1", "50000"), 1);

        world.client.push({second, first});

        QCOMPARE(world.journal,
                 (QStringList{QStringLiteral("audit change BTC"), QStringLiteral("update BTC"),
                              QStringLiteral("audit change BTC"), QStringLiteral("update BTC")}));
    }

    void aPriceThatIsToldIsWrittenBeforeToo()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("SOL", "1", "100"));
        world.journal.clear();

        world.client.pushMark("SOL", "101");

        QCOMPARE(world.journal, (QStringList{QStringLiteral("audit price SOL"),
                                             QStringLiteral("update SOL")}));
    }

    void pricesAreWrittenAtMostOnceAMinuteAPosition()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("SOL", "1", "100"));

        for (int i = 0; i < 50; ++i) {
            world.client.pushMark("SOL", std::to_string(101 + i));
            world.advance(2000);
        }

        QCOMPARE(world.audit.prices, 2);
        QVERIFY(world.updates.size() > 40);
    }

    void eachFillIsToldWithThePositionRightAfterIt()
    {
        World world;
        QVERIFY(world.begin());
        world.client.pushMark("BTC", "50000");
        auto &exchange = world.exchange();
        std::vector<domain::Fill> frame{exchange.trade(buy("BTC", "0.1", "50000"), 1),
                                        exchange.trade(buy("BTC", "0.2", "50000"), 2),
                                        exchange.trade(sell("BTC", "0.5", "50000"), 3)};

        world.client.push(frame);

        QCOMPARE(world.updates.size(), std::size_t(3));
        QCOMPARE(world.updates[0]->position.quantity, dec("0.1"));
        QCOMPARE(world.updates[1]->position.quantity, dec("0.3"));
        QCOMPARE(world.updates[2]->position.quantity, dec("0.2"));
        QCOMPARE(world.updates[2]->position.side, domain::PositionSide::Short);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(world.updates[i]->fill->tradeId, frame[i].tradeId);
        QCOMPARE(world.monitor->recentFills(account()).size(), std::size_t(3));
    }

    void numbersRiseByOneInEachAccountWithoutHoles()
    {
        World world(twoAccounts());
        world.client.addAccount(account(2));
        QVERIFY(world.begin());

        for (int i = 0; i < 30; ++i) {
            world.client.trade(buy("SOL", "1", "100"), account(1 + i % 2));
            world.client.pushMark("SOL", std::to_string(90 + i));
            world.advance(1100);
        }
        Q_EMIT world.client.disconnected(QStringLiteral("gone"));
        world.exchange().trade(sell("SOL", "3", "100"), world.client.now());
        Q_EMIT world.client.subscribed(account(1));
        Q_EMIT world.client.subscribed(account(2));
        QTRY_VERIFY(world.isLive());

        std::map<domain::Address, std::uint64_t> last;
        for (const auto &update : world.updates)
            QCOMPARE(update->seq, ++last[update->account]);
        QCOMPARE(last.size(), std::size_t(2));
        QCOMPARE(world.summary()->seq, last[account(1)]);
        QCOMPARE(world.monitor->summary(account(2))->seq, last[account(2)]);
    }

    void aCallbackThatThrowsHarmsNoOther()
    {
        World world;
        int before = 0;
        int after = 0;
        world.monitor->onPositionUpdate([&](const auto &) { ++before; });
        world.monitor->onPositionUpdate([](const auto &) { throw std::runtime_error("mine"); });
        world.monitor->onPositionUpdate([](const auto &) { throw 42; });
        world.monitor->onPositionUpdate([&](const auto &) { ++after; });
        QVERIFY(world.begin());

        world.client.trade(buy("BTC", "0.1", "50000"));
        world.client.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(before, 2);
        QCOMPARE(after, 2);
        QCOMPARE(world.updates.size(), std::size_t(2));
        QVERIFY(world.monitor->isRunning());
        QVERIFY(world.isLive());
    }

    void aDiskThatRefusesIsSaidInEveryUpdateAndStopsNothing()
    {
        World world;
        QVERIFY(world.begin());
        world.audit.refuses = true;

        world.client.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(world.updates.size(), std::size_t(1));
        QVERIFY(!world.last()->isAudited);
        const auto health = world.monitor->health();
        QCOMPARE(health->status, domain::HealthStatus::Degraded);
        QVERIFY(health->reasons.at(0).find("audit") != std::string::npos);
        world.audit.refuses = false;
        world.client.trade(buy("BTC", "0.1", "50000"));
        QVERIFY(world.last()->isAudited);
        QCOMPARE(world.monitor->health()->status, domain::HealthStatus::Healthy);
    }

    void aDuplicateIsNeitherWrittenNorTold()
    {
        World world;
        QVERIFY(world.begin());
        const auto fill = world.client.trade(buy("BTC", "0.1", "50000"));
        const int lines = world.audit.lines;

        world.client.push({fill, fill});

        QCOMPARE(world.updates.size(), std::size_t(1));
        QCOMPARE(world.audit.lines, lines);
    }

    void manyMarksInAnIntervalAreOneUpdateWithTheLastValue()
    {
        auto options = World::usual();
        options.updateInterval = base::Milliseconds{50};
        World world(options);
        QVERIFY(world.begin());
        world.client.trade(buy("SOL", "1", "100"));
        world.client.pushMark("SOL", "101");
        const auto sent = world.updates.size();

        for (int i = 0; i < 20; ++i)
            world.client.pushMark("SOL", std::to_string(102 + i));
        QCOMPARE(world.updates.size(), sent);
        world.clock.advance(base::Milliseconds{50});

        QTRY_COMPARE(world.updates.size(), sent + 1);
        QCOMPARE(world.last()->position.currentPrice, std::optional(dec("121")));
    }

    void aFillGoesOutAtOnceWhateverTheInterval()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("SOL", "1", "100"));
        world.client.pushMark("SOL", "101");
        const auto sent = world.updates.size();

        world.client.trade(buy("SOL", "1", "101"));

        QCOMPARE(world.updates.size(), sent + 1);
    }

    void aLateFillIsItsOwnEventAndThenThePositionOfNow()
    {
        World world;
        QVERIFY(world.begin());
        auto &exchange = world.exchange();
        exchange.trade(buy("BTC", "0.1", "50000"), 10);
        exchange.trade(sell("BTC", "0.1", "50100"), 20);
        world.clock.advance(base::Milliseconds{1000});
        world.client.trade(buy("BTC", "0.3", "50000"));
        world.updates.clear();

        world.advance(601'000); // the sweep
        QTRY_COMPARE(world.updates.size(), std::size_t(4));

        QVERIFY(world.updates[0]->isLate);
        QCOMPARE(world.updates[0]->eventType, EventType::Fill);
        QCOMPARE(world.updates[0]->position.quantity, dec("0.3"));
        QCOMPARE(world.updates[1]->eventType, EventType::PositionChange);
        QCOMPARE(world.updates[3]->position.realizedPnl, dec("10"));
    }

    // The core hands out immutable values and waits for nobody.
    void aFrozenReceiverOnAnotherThreadDelaysNothing()
    {
        World world;
        QThread thread;
        SlowReceiver slow;
        slow.moveToThread(&thread);
        thread.start();
        connect(world.monitor.get(), &monitor::PositionMonitor::positionUpdated, &slow,
                &SlowReceiver::onUpdate, Qt::QueuedConnection);
        QVERIFY(world.begin());

        for (int i = 0; i < 500; ++i)
            world.client.trade(i % 2 ? sell("BTC", "0.1", "50000") : buy("BTC", "0.1", "50010"));

        QCOMPARE(world.updates.size(), std::size_t(500));
        QCOMPARE(slow.received.load(), 0); // it still stands at the first
        slow.gate.release(500);
        QTRY_COMPARE(slow.received.load(), 500); // and misses none
        thread.quit();
        thread.wait();
    }
};

QTEST_GUILESS_MAIN(MonitorPublishingTest)
#include "tst_monitorpublishing.moc"
