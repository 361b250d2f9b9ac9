// SPDX-License-Identifier: GPL-3.0-or-later
// What an account is worth, by its kind, and while a part of it cannot be read.
#include "tests/core/monitor/fakes.h"

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;

class MonitorEquityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUnifiedAccountsEquityIsItsSpotDollars()
    {
        World world;
        world.client.abstraction = domain::AccountAbstraction::Unified;
        QVERIFY(world.begin());

        QCOMPARE(world.summary()->equity, std::optional(dec("1500")));
        QCOMPARE(world.summary()->withdrawable, std::optional(dec("1400")));
    }

    void anAccountWhoseKindCouldNotBeReadHasNoEquityUntilItIs()
    {
        World world;
        world.client.abstraction = domain::AccountAbstraction::Unified;
        world.client.failures["abstraction"].assign(2, ErrorCode::Http);
        QVERIFY(world.begin());
        QVERIFY(!world.summary()->equity); // not the number of another kind of account

        world.advance(61'000);
        world.advance(61'000);

        QTRY_COMPARE(world.summary()->equity, std::optional(dec("1500")));
    }

    void spotThatCannotBeReadAnyMoreTellsNoEquity()
    {
        World world;
        world.client.abstraction = domain::AccountAbstraction::Unified;
        QVERIFY(world.begin());
        world.client.tellsSpot = false;

        world.advance(61'000);
        QCOMPARE(world.summary()->equity, std::optional(dec("1500"))); // it may have been one answer
        world.advance(61'000);
        QTRY_VERIFY(!world.summary()->equity);
        QCOMPARE(world.monitor->health()->status, domain::HealthStatus::Degraded);
        QVERIFY(world.monitor->health()->reasons.front().ends_with(
            "has an unknown equity: its balances cannot be read"));
        world.client.tellsSpot = true;
        world.advance(61'000);

        QTRY_COMPARE(world.summary()->equity, std::optional(dec("1500")));
        QTRY_VERIFY(world.monitor->health()->reasons.empty());
    }
};

QTEST_GUILESS_MAIN(MonitorEquityTest)
#include "tst_monitorequity.moc"
