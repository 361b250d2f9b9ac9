// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor's main path. The slots in snake_case keep the names of the tests this project
// descends from, with right expectations; docs/ancestry.md has the table.
#include "core/domain/words.h"
#include "tests/core/monitor/fakes.h"

#include <QSignalSpy>

using namespace lpm;
using namespace lpm::fixture;
using domain::EventType;
using domain::FeedState;

class PositionMonitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void test_position_monitor_initialization()
    {
        World world;

        QVERIFY(!world.monitor->isRunning());
        QCOMPARE(world.monitor->accounts().size(), std::size_t(1));
        QCOMPARE(world.monitor->health()->status, domain::HealthStatus::Stopped);
        QVERIFY(world.summary());
        QCOMPARE(world.summary()->activePositions, 0);
        QCOMPARE(world.summary()->totalPnl, std::optional(dec("0")));
        QCOMPARE(world.summary()->feedState, FeedState::Offline);
        QVERIFY(!world.monitor->summary(account(9)));
        QVERIFY(world.client.started.empty());
    }

    // The original of this one never ends.
    void test_position_monitor_start_stop()
    {
        World world;
        QSignalSpy health(world.monitor.get(), &monitor::PositionMonitor::healthChanged);

        QVERIFY(world.begin());
        QVERIFY(world.monitor->isRunning());
        QCOMPARE(world.client.started, std::vector{account()});
        QVERIFY(!world.summary()->epoch.empty());
        QVERIFY(health.count() > 0);
        world.monitor->stop();

        QVERIFY(!world.monitor->isRunning());
        QCOMPARE(world.client.stops, 1);
        QCOMPARE(world.journal.first(), QStringLiteral("audit start"));
        QCOMPARE(world.journal.mid(world.journal.size() - 2),
                 (QStringList{QStringLiteral("audit stop"), QStringLiteral("audit sync")}));
        QCOMPARE(world.monitor->health()->status, domain::HealthStatus::Stopped);
        QCOMPARE(world.state(), FeedState::Offline);
        world.monitor->stop(); // once is enough
        QCOMPARE(world.client.stops, 1);
    }

    void test_position_update_callback()
    {
        World world;
        std::vector<domain::PositionUpdate> seen;
        world.monitor->onPositionUpdate(
            [&](const domain::PositionUpdate &update) { seen.push_back(update); });
        QVERIFY(world.begin());

        world.client.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(seen.size(), std::size_t(1));
        QCOMPARE(seen[0].symbol, std::string("BTC-USD"));
        QCOMPARE(seen[0].eventType, EventType::Fill);
        QCOMPARE(seen[0].position.quantity, dec("0.1"));
        QCOMPARE(world.updates.size(), std::size_t(1)); // the signal tells the same
    }

    void test_position_sync()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("BTC", "0.2", "50000"));
        world.client.trade(sell("BTC", "0.1", "51000"));
        world.advance(70'000);
        QCOMPARE(world.updates.size(), std::size_t(2)); // what agrees is no news

        world.exchange().change("BTC", "0", "52000", world.client.now()); // gone without a fill
        world.monitor->reconcileNow();
        for (int second = 0; second < 70 && !world.summary()->positions.empty(); ++second)
            world.advance(1000);

        QVERIFY(world.summary()->positions.empty());
        QCOMPARE(world.summary()->realizedPnl, dec("100")); // is not taken from the exchange
        QCOMPARE(world.last()->eventType, EventType::PositionChange);
        QVERIFY(!world.last()->fill);
        QCOMPARE(world.last()->position.side, domain::PositionSide::Flat);
        QCOMPARE(std::string(word(world.last()->position.side)), std::string("flat"));
    }

    void test_position_summary()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("BTC", "0.1", "50000").fee("2"));
        world.client.trade(sell("ETH", "1", "3000").fee("1"));
        world.client.trade(buy("SOL", "1", "100"));
        world.client.trade(sell("SOL", "1", "105"));
        world.client.pushMark("BTC", "50500");
        world.client.pushMark("ETH", "2990");

        const auto summary = world.summary();

        QCOMPARE(summary->activePositions, 2);
        QCOMPARE(summary->positions.size(), std::size_t(2)); // without the flat one
        QCOMPARE(summary->totalExposure, dec("8040"));
        QCOMPARE(summary->unrealizedPnl, std::optional(dec("60")));
        QCOMPARE(summary->realizedPnl, dec("5")); // with it
        QCOMPARE(summary->totalPnl, std::optional(dec("65")));
        QCOMPARE(summary->netPnl, std::optional(dec("62")));
        QCOMPARE(summary->accountLabel, std::string("main"));
        QCOMPARE(summary->feedState, FeedState::Live);
        QCOMPARE(summary->equity, std::optional(dec("1000")));
        QCOMPARE(world.summary().get(), summary.get()); // made once, kept while nothing changes
        world.client.pushMark("ETH", "2980");
        QVERIFY(world.summary().get() != summary.get());
    }

    // Every field that the stream writes; the JSON itself is the server's.
    void test_position_update_serialization()
    {
        World world;
        QVERIFY(world.begin());
        world.client.pushMark("BTC", "50000");
        const auto fill = world.client.trade(buy("BTC", "0.1", "50000").fee("2.25").id(11, 22));

        const auto update = world.last();

        QCOMPARE(std::string(word(update->eventType)), std::string("fill"));
        QCOMPARE(update->account, account());
        QCOMPARE(update->accountLabel, std::string("main"));
        QCOMPARE(std::string(word(update->position.side)), std::string("long"));
        QCOMPARE(update->position.quantity.text(), std::string("0.1"));
        QCOMPARE(update->position.entryPrice->text(), std::string("50000"));
        QCOMPARE(update->position.currentPrice->text(), std::string("50000"));
        QCOMPARE(update->position.unrealizedPnl->text(), std::string("0"));
        QCOMPARE(update->position.notionalValue->text(), std::string("5000"));
        QCOMPARE(std::string(word(update->fill->side)), std::string("buy"));
        QCOMPARE(update->fill->fee.text(), std::string("2.25"));
        QCOMPARE(update->fill->tradeId, std::int64_t(11));
        QCOMPARE(update->fill->orderId, std::int64_t(22));
        QCOMPARE(update->fill->time, fill.time);
        QCOMPARE(update->timestamp, world.clock.now().wall);
        QVERIFY(update->isAudited);
    }

    void test_price_update_threshold()
    {
        World world;
        QVERIFY(world.begin());
        world.client.pushMark("SOL", "100");
        world.client.trade(buy("SOL", "1", "100"));
        const auto sent = world.updates.size();
        world.advance(2000);

        world.client.pushMark("SOL", "100.01"); // one cent: not sent
        QCOMPARE(world.updates.size(), sent);
        world.advance(2000);
        world.client.pushMark("SOL", "100.011"); // drift adds up against what was sent
        QCOMPARE(world.updates.size(), sent + 1);
        QCOMPARE(world.last()->eventType, EventType::PriceUpdate);
        QCOMPARE(world.last()->position.unrealizedPnl, std::optional(dec("0.011")));
        world.advance(2000);
        world.client.pushMark("SOL", "100.001");
        QCOMPARE(world.updates.size(), sent + 1);
        QCOMPARE(world.summary()->unrealizedPnl, std::optional(dec("0.001"))); // a look is exact
    }

    void aPositionHeldBeforeTheStartIsStateAndNoNews()
    {
        World world;
        world.exchange().trade(buy("BTC", "0.2", "50000"), -5000);
        world.exchange().trade(sell("BTC", "0.1", "51000"), -4000);
        world.exchange().trade(sell("ETH", "1", "3000"), -3000);

        QVERIFY(world.begin());

        QVERIFY(world.updates.empty());
        QCOMPARE(world.audit.changes.size(), std::size_t(3)); // written once all the same
        QCOMPARE(world.summary()->activePositions, 2);
        QCOMPARE(world.summary()->realizedPnl, dec("100"));
        QCOMPARE(world.summary()->seq, std::uint64_t(0));
        QCOMPARE(world.client.watched, (std::set<std::string>{"BTC", "ETH"}));
    }

    void fillsMissedDuringADisconnectAreToldInOrder()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("BTC", "0.1", "50000"));
        Q_EMIT world.client.disconnected(QStringLiteral("gone"));
        QCOMPARE(world.state(), FeedState::Offline);
        world.clock.advance(base::Milliseconds{5000});
        world.exchange().trade(sell("BTC", "0.3", "50500"), world.client.now());
        world.clock.advance(base::Milliseconds{5000});
        world.exchange().trade(buy("BTC", "0.2", "50000"), world.client.now());

        Q_EMIT world.client.bytesReceived();
        Q_EMIT world.client.subscribed(account());
        QTRY_COMPARE(world.state(), FeedState::Live);

        QCOMPARE(world.updates.size(), std::size_t(3));
        QCOMPARE(world.updates[1]->position.quantity, dec("0.2"));
        QCOMPARE(world.updates[1]->position.side, domain::PositionSide::Short);
        QCOMPARE(world.updates[1]->source, domain::FillSource::Backfill);
        QCOMPARE(world.updates[2]->position.side, domain::PositionSide::Flat);
        QCOMPARE(world.summary()->realizedPnl, dec("150"));
    }
};

QTEST_GUILESS_MAIN(PositionMonitorTest)
#include "tst_positionmonitor.moc"
