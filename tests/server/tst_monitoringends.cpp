// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of the stream when the monitor before them stops, asked to or by itself.
#include "server/monitorbackend.h"
#include "tests/core/monitor/fakes.h"
#include "tests/server/scriptedbackend.h"
#include "tests/server/streamstage.h"

#include <QTest>

using namespace lpm;
using namespace lpm::fixture;
using server::testing::ScriptedLink;

namespace {

struct Stand
{
    World world;
    server::testing::ScriptedHistory history;
    server::MonitorBackend backend{*world.monitor, history};
    server::StateCache states{backend};
    server::StreamHub hub{backend, states, world.clock, {8, std::nullopt}};

    QPointer<ScriptedLink> join()
    {
        auto link = std::make_unique<ScriptedLink>();
        QPointer<ScriptedLink> kept = link.get();
        hub.accept(std::move(link), {});
        return kept;
    }
};

constexpr int GoingAway = static_cast<int>(server::CloseCode::GoingAway);

} // namespace

class MonitoringEndsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBrokenInvariantEndsEveryStream()
    {
        Stand stand;
        QVERIFY(stand.world.begin());
        const auto one = stand.join();
        const auto other = stand.join();
        QCOMPARE(one->closedWith, 0);
        stand.world.audit.breaksInvariant = true;

        stand.world.client.trade(buy("BTC", "0.1", "50000"));

        QVERIFY(!stand.world.monitor->isRunning());
        QCOMPARE(one->closedWith, GoingAway);
        QCOMPARE(other->closedWith, GoingAway);
    }

    void aStopThatWasAskedForEndsThemToo()
    {
        Stand stand;
        QVERIFY(stand.world.begin());
        const auto link = stand.join();

        stand.world.monitor->stop();

        QCOMPARE(link->closedWith, GoingAway);
    }

    void aClientOfTheNextStartIsServed()
    {
        Stand stand;
        QVERIFY(stand.world.begin());
        stand.world.monitor->stop();
        QCOMPARE(stand.join()->closedWith, GoingAway);

        QVERIFY(stand.world.begin());

        QCOMPARE(stand.join()->closedWith, 0);
    }
};

QTEST_GUILESS_MAIN(MonitoringEndsTest)
#include "tst_monitoringends.moc"
