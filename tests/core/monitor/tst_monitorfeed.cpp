// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor makes of a feed that goes bad in parts: silent coins, unreadable messages, coins
// it was not told of, a disk that refuses.
#include "tests/core/monitor/fakes.h"

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::HealthStatus;

namespace {

bool says(const World &world, const char *words)
{
    const auto health = world.monitor->health();
    return std::any_of(health->reasons.begin(), health->reasons.end(), [&](const auto &reason) {
        return reason.find(words) != std::string::npos;
    });
}

} // namespace

class MonitorFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCoinWhoseMarksStopIsNamedWhileOthersGoOn()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("BTC", "0.1", "50000"));
        world.client.trade(buy("ETH", "1", "3000"));
        world.client.failures["marks"].assign(1000, ErrorCode::Network);
        world.client.pushMark("ETH", "3000");

        for (int i = 0; i < 45; ++i) {
            world.client.pushMark("BTC", std::to_string(50'000 + i));
            world.advance(1000);
        }

        QCOMPARE(world.monitor->health()->status, HealthStatus::Degraded);
        QVERIFY(says(world, "30 s of ETH"));
        QTRY_VERIFY(!world.client.polled.empty());
        world.client.failures["marks"].clear();
        world.client.polledMarks = {{"ETH", dec("3100")}};
        world.advance(10'000);
        world.client.pushMark("BTC", "50000");
        QTRY_COMPARE(world.monitor->health()->status, HealthStatus::Healthy);
    }

    void aFloodOfUnreadableMessagesIsAFewLinesAndReadings()
    {
        World world;
        QVERIFY(world.begin());
        world.audit.errors.clear();
        const auto lines = world.audit.lines;

        for (int i = 0; i < 1560; ++i) {
            Q_EMIT world.client.frameRejected(QStringLiteral("not JSON"));
            world.clock.advance(base::Milliseconds{5});
        }

        QCOMPARE(world.audit.errors, QStringList{QStringLiteral("not JSON")});
        QVERIFY(world.audit.lines < lines + 10);
        QVERIFY(says(world, "cannot be read"));
        QCOMPARE(world.monitor->health()->status, HealthStatus::Degraded);
        // What was lost meanwhile is read once it is due.
        world.exchange().trade(buy("BTC", "0.1", "50000"), world.client.now());
        world.advance(10'000);
        QTRY_COMPARE(world.updates.size(), std::size_t(1));
        world.advance(60'000);
        QVERIFY(!says(world, "cannot be read"));
        QTRY_VERIFY(world.audit.errors.contains(QStringLiteral("not JSON (1559 more)")));
    }

    void aRowThatCannotBeReadIsWrittenDownAndNotAskedForAgain()
    {
        World world;
        QVERIFY(world.begin());
        world.exchange().trade(buy("BTC", "0.1", "50000"), world.client.now());

        Q_EMIT world.client.rowRejected(QStringLiteral("fills: row 1: sz is not above zero"));
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();

        QCOMPARE(world.audit.errors.size(), 1);
        QVERIFY(says(world, "cannot be read"));
        QVERIFY(world.updates.empty());
    }

    void aCatalogThatWasMissingAtTheStartIsAskedForAgain()
    {
        World world;
        world.client.failures["catalog"].assign(2, ErrorCode::NotFound);
        world.exchange().trade(buy("BTC", "0.1", "50000"), -1000);
        QVERIFY(world.begin());
        QTRY_VERIFY(world.client.failures["catalog"].empty());
        QVERIFY(says(world, "decimals are guessed"));
        QCOMPARE(world.monitor->health()->status, HealthStatus::Degraded);

        world.advance(61'000);

        QTRY_VERIFY(world.tracker.catalog().find("BTC"));
        QTRY_VERIFY(!says(world, "decimals are guessed"));
    }

    void theFirstSnapshotOfFundingIsHistoryWhereNothingElseTellsIt()
    {
        World world;
        world.client.failures["funding"].assign(100, ErrorCode::NotFound);
        world.exchange().trade(buy("BTC", "0.1", "50000"), -1000);
        QVERIFY(world.begin());
        const domain::FundingPayment payment{"BTC", at(-500), dec("-0.5"), dec("0.1"), dec("0"), {}};

        Q_EMIT world.client.frameReceived(exchange::FundingsFrame{account(), {payment}, true});

        QTRY_VERIFY(std::any_of(world.audit.changes.begin(), world.audit.changes.end(),
                                [](const auto &change) {
                                    return change.kind == domain::ChangeKind::Funding
                                           && change.isHistory;
                                }));
        QVERIFY(world.updates.empty());
    }

    void aPriceSaysWhetherTheTrailIsWhole()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("SOL", "1", "100"));
        world.audit.refuses = true;
        world.client.pushMark("SOL", "101"); // its line is due
        QVERIFY(!world.last()->isAudited);

        world.advance(2000);
        world.client.pushMark("SOL", "102"); // no line is due, but others wait
        QVERIFY(!world.last()->isAudited);

        world.audit.refuses = false;
        world.advance(2000);
        world.client.pushMark("SOL", "103");
        QVERIFY(world.last()->isAudited);
    }

    void healthSaysWhetherTheTrailsDiskRefuses()
    {
        World world;
        QVERIFY(world.begin());
        QVERIFY(!world.monitor->health()->isAuditRefusing);

        world.audit.refuses = true; // nothing has to change for it
        QVERIFY(world.monitor->health()->isAuditRefusing);

        world.audit.refuses = false;
        QVERIFY(!world.monitor->health()->isAuditRefusing);
    }
};

QTEST_GUILESS_MAIN(MonitorFeedTest)
#include "tst_monitorfeed.moc"
