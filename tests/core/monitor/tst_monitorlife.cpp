// SPDX-License-Identifier: GPL-3.0-or-later
// Start, restart and stop; whose address it is; when the monitor calls itself unwell.
#include "tests/core/monitor/fakes.h"

#include <QSignalSpy>

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::FeedState;
using domain::HealthStatus;

namespace {

bool says(const domain::HealthPtr &health, const char *words)
{
    return std::any_of(health->reasons.begin(), health->reasons.end(), [&](const auto &reason) {
        return reason.find(words) != std::string::npos;
    });
}

// What the audit trail of a run would give back.
audit::RecoveredTrail trailOf(const World &world)
{
    audit::RecoveredTrail trail;
    auto &recovered = trail.accounts[account()];
    for (const auto &change : world.audit.changes) {
        recovered.positions[change.coin]
            = {change.after,         change.symbol, change.sizeDecimals,
               change.priceDecimals, change.time,   change.openLate.value_or(domain::OpenLate{})};
        if (change.fill) {
            recovered.fills.insert(domain::idOf(*change.fill));
            recovered.newestFill = change.fill->time;
        }
    }
    for (const auto &note : world.audit.notes) {
        if (note.kind != domain::NoteKind::Reconciled)
            continue;
        recovered.isFirstSyncFinished = true;
        if (note.from)
            recovered.provenUntil = note.from;
    }
    return trail;
}

} // namespace

class MonitorLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRestartGoesOnFromTheTrail()
    {
        World first;
        first.exchange().trade(buy("BTC", "0.2", "50000").fee("1"), -1000);
        QVERIFY(first.begin());
        first.client.trade(sell("BTC", "0.1", "51000").fee("1"));
        first.monitor->stop();

        World second;
        second.client.exchanges = std::move(first.client.exchanges);
        second.clock.advance(base::Milliseconds{60'000});
        second.exchange().trade(sell("BTC", "0.05", "52000").fee("1"), 30'000);
        second.monitor->restore(trailOf(first));
        QCOMPARE(second.summary()->realizedPnl, dec("100")); // before anything is connected
        QVERIFY(second.begin());

        QCOMPARE(second.audit.changes.size(), std::size_t(1)); // only what is new
        QCOMPARE(second.updates.size(), std::size_t(1));
        QCOMPARE(second.summary()->realizedPnl, dec("200"));
        QCOMPARE(second.summary()->fees, std::optional(dec("3")));
    }

    void aStandingDifferenceDoesNotMakeHistoryOfWhatIsNew()
    {
        World first;
        first.exchange().trade(buy("BTC", "0.2", "50000"), -1000);
        QVERIFY(first.begin());
        auto trail = trailOf(first);
        trail.accounts[account()].provenUntil.reset(); // compared, and it never agreed
        trail.accounts[account()].isFirstSyncFinished = true;

        World second;
        second.client.exchanges = std::move(first.client.exchanges);
        second.clock.advance(base::Milliseconds{60'000});
        second.exchange().trade(sell("BTC", "0.1", "51000"), 30'000);
        second.monitor->restore(trail);
        QVERIFY(second.begin());

        QCOMPARE(second.updates.size(), std::size_t(1));
        QVERIFY(!second.audit.changes.at(0).isHistory);
    }

    void aRestoredPositionIsShownAsItWasWhileNobodyAnswers()
    {
        World first;
        first.exchange().trade(buy("BTC", "0.003", "60066.6"), -1000);
        QVERIFY(first.begin());
        auto trail = trailOf(first);
        auto &btc = trail.accounts[account()].positions["BTC"];
        btc.state.entryNotional = dec("180.19999999");
        btc.lastUpdated = at(-5);
        QCOMPARE(btc.sizeDecimals, std::optional(5));

        World second;
        second.monitor->restore(trail);

        const auto &shown = second.summary()->positions.at(0);
        QCOMPARE(shown.symbol, std::string("BTC-USD"));
        QCOMPARE(shown.entryPrice, std::optional(dec("60066.6")));
        QCOMPARE(shown.lastUpdated, at(-5));
    }

    void theStartLineNamesTheNetwork()
    {
        auto options = World::usual();
        options.mode = domain::RunMode::Live;
        options.exchangeName = "api.hyperliquid.xyz";
        World world(options);
        QVERIFY(world.begin());

        QCOMPARE(world.audit.network.mode, domain::RunMode::Live);
        QCOMPARE(world.audit.network.exchange, std::string("api.hyperliquid.xyz"));
    }

    void aFirstStartThatWasCutShortStillMakesNoNewsOfHistory()
    {
        World first;
        for (int i = 0; i < 4; ++i)
            first.exchange().trade(buy("BTC", "0.1", "50000"), -10'000 + i * 100);
        QVERIFY(first.begin());
        auto cut = trailOf(first);
        auto &account1 = cut.accounts[account()];
        account1.provenUntil.reset();
        account1.isFirstSyncFinished = false;
        account1.fills = {domain::idOf(*first.audit.changes[0].fill)};
        account1.positions["BTC"].state = first.audit.changes[0].after;

        World second;
        second.client.exchanges = std::move(first.client.exchanges);
        second.monitor->restore(cut);
        QVERIFY(second.begin());

        QVERIFY(second.updates.empty());
        QCOMPARE(second.audit.changes.size(), std::size_t(3));
        QCOMPARE(second.summary()->positions.at(0).quantity, dec("0.4"));
    }

    // --- whose address ---------------------------------------------------------------------

    void anAgentsAddressIsReplacedByItsMasters()
    {
        World world;
        world.client.addAccount(account(7)).trade(buy("BTC", "0.1", "50000"), -1000);
        world.client.roles[account()] = {domain::AccountRole::Agent, account(7)};

        QVERIFY(world.begin());

        QCOMPARE(world.client.started, std::vector{account(7)});
        QCOMPARE(world.summary()->account, account(7)); // an alias
        QCOMPARE(world.monitor->summary(account(7))->activePositions, 1);
        QCOMPARE(world.monitor->accounts().at(0).label, std::string("main"));
        QVERIFY(says(world.monitor->health(), "agent"));
        QCOMPARE(world.monitor->health()->status, HealthStatus::Healthy); // said, not unwell
    }

    void anAgentAndItsMasterAreOneAccount()
    {
        auto options = World::usual();
        options.accounts.push_back({account(7), "master"});
        World world(options);
        world.client.addAccount(account(7));
        world.client.roles[account()] = {domain::AccountRole::Agent, account(7)};

        QVERIFY(world.begin());

        QCOMPARE(world.client.started, std::vector{account(7)});
    }

    void anAddressTheExchangeDoesNotKnowIsSaid()
    {
        World world;
        world.client.roles[account()] = {domain::AccountRole::Missing, {}};

        QVERIFY(world.begin());

        QVERIFY(says(world.monitor->health(), "not known to the exchange"));
    }

    void anOutageAtTheStartIsWaitedForAndNotGuessedAround_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        for (const QString &kind : {QStringLiteral("catalog"), QStringLiteral("role")}) {
            for (const auto code : {ErrorCode::Network, ErrorCode::Http, ErrorCode::RateLimited,
                                    ErrorCode::Timeout, ErrorCode::Parse})
                QTest::newRow(qPrintable(kind + QString::number(static_cast<int>(code))))
                    << kind << static_cast<int>(code);
        }
    }
    void anOutageAtTheStartIsWaitedForAndNotGuessedAround()
    {
        QFETCH(QString, kind);
        QFETCH(int, code);
        World world;
        world.client.addAccount(account(7));
        world.client.roles[account()] = {domain::AccountRole::Agent, account(7)};
        world.client.failures[kind.toStdString()] = {static_cast<ErrorCode>(code)};

        QVERIFY(world.begin());

        QCOMPARE(world.client.started, std::vector{account(7)});
        QVERIFY(world.tracker.catalog().find("BTC"));
    }

    void anExchangeWithoutThoseEndpointsIsWatchedAllTheSame()
    {
        World world;
        for (const char *kind : {"catalog", "role", "abstraction", "twap", "funding"})
            world.client.failures[kind].assign(10, ErrorCode::NotFound);
        world.exchange().trade(buy("BTC", "0.1", "50000"), -1000);

        QVERIFY(world.begin());

        QCOMPARE(world.summary()->activePositions, 1);
        QCOMPARE(world.summary()->equity, std::optional(dec("1000")));
        QVERIFY(says(world.monitor->health(), "decimals are guessed"));
    }

    // --- health ----------------------------------------------------------------------------

    void isUnwellUntilLiveAndSaysWhy()
    {
        World world;
        world.monitor->start();
        QCOMPARE(world.monitor->health()->status, HealthStatus::Degraded);
        QVERIFY(!world.monitor->health()->isReady);
        QVERIFY(says(world.monitor->health(), "not connected"));

        QTRY_VERIFY(world.isLive());
        QCOMPARE(world.monitor->health()->status, HealthStatus::Healthy);
        QVERIFY(world.monitor->health()->reasons.empty());
        QVERIFY(world.monitor->health()->accounts.at(0).lastReconciliationAgreed);
    }

    void silenceOfTenSecondsIsStale()
    {
        World world;
        QVERIFY(world.begin());
        Q_EMIT world.client.bytesReceived();

        world.clock.advance(base::Milliseconds{9'999});
        QCOMPARE(world.state(), FeedState::Live);
        world.clock.advance(base::Milliseconds{1});

        QCOMPARE(world.state(), FeedState::Stale);
        QVERIFY(says(world.monitor->health(), "10 s"));
        Q_EMIT world.client.bytesReceived();
        QCOMPARE(world.monitor->health()->status, HealthStatus::Healthy);
    }

    void marksThatStopWhileTheSocketLivesAreSaidAndAskedFor()
    {
        World world;
        QVERIFY(world.begin());
        world.client.trade(buy("BTC", "0.1", "50000"));
        world.client.pushMark("BTC", "50000");

        for (int i = 0; i < 31; ++i)
            world.advance(1000);

        QVERIFY(says(world.monitor->health(), "mark price"));
        world.client.polledMarks = {{"BTC", dec("50700")}};
        QTRY_VERIFY(!world.client.polled.empty());
        QTRY_COMPARE(world.summary()->unrealizedPnl, std::optional(dec("70")));
        QVERIFY(!says(world.monitor->health(), "mark price"));
    }

    void aMarkThatNobodyHoldsIsNotMissed()
    {
        World world;
        QVERIFY(world.begin());
        world.advance(300'000);
        QCOMPARE(world.monitor->health()->status, HealthStatus::Healthy);
        QVERIFY(world.client.polled.empty());
    }

    void anOpenDiscrepancyIsUnwell()
    {
        auto options = World::usual();
        options.onDiscrepancy = monitor::DiscrepancyPolicy::Hold;
        World world(options);
        QVERIFY(world.begin());
        world.exchange().change("BTC", "0.3", "50000", world.client.now());

        world.monitor->reconcileNow();
        QVERIFY(QTest::qWaitFor([&] {
            world.advance(1000);
            return world.monitor->health()->accounts.at(0).openDiscrepancies == 1;
        }));

        QVERIFY(says(world.monitor->health(), "discrepanc"));
        QVERIFY(world.updates.empty());
    }

    void anUnreadableFrameIsWrittenDownAndReadAgain()
    {
        World world;
        QVERIFY(world.begin());
        world.exchange().trade(buy("BTC", "0.1", "50000"), world.client.now());

        Q_EMIT world.client.frameRejected(QStringLiteral("not JSON"));

        QCOMPARE(world.audit.errors, QStringList{QStringLiteral("not JSON")});
        QTRY_COMPARE(world.updates.size(), std::size_t(1));
    }

    // --- the end ---------------------------------------------------------------------------

    void aBrokenInvariantStopsTheMonitorAfterASync()
    {
        World world;
        QSignalSpy stopped(world.monitor.get(), &monitor::PositionMonitor::stopped);
        QVERIFY(world.begin());
        world.audit.breaksInvariant = true;
        world.journal.clear();

        world.client.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(stopped.count(), 1);
        QVERIFY(!world.monitor->isRunning());
        QVERIFY(world.updates.empty()); // what was not written is not told
        QCOMPARE(world.journal, (QStringList{QStringLiteral("audit error invariant"),
                                             QStringLiteral("audit stop"),
                                             QStringLiteral("audit sync")}));
        QVERIFY(world.audit.stopReason.contains(QStringLiteral("told to break")));
        QCOMPARE(world.monitor->health()->status, HealthStatus::Stopped);
        world.client.trade(buy("BTC", "0.1", "50000")); // nothing is listening any more
        QVERIFY(world.updates.empty());
    }

    void nothingIsToldAfterTheStop()
    {
        World world;
        QVERIFY(world.begin());
        world.monitor->reconcileNow();
        world.monitor->stop();
        const int lines = world.audit.lines;

        world.client.trade(buy("BTC", "0.1", "50000"));
        world.advance(100'000);

        QVERIFY(world.updates.empty());
        QCOMPARE(world.audit.lines, lines);
    }

    void aMonitorThatIsDestroyedWhileAnswersAreOnTheirWayLeavesNothingBehind()
    {
        auto world = std::make_unique<World>();
        world->monitor->start();
        QCoreApplication::processEvents();
        world->monitor->reconcileNow();

        world->monitor.reset();
        world->advance(1000);

        QCOMPARE(world->journal.last(), QStringLiteral("audit sync"));
    }
};

QTEST_GUILESS_MAIN(MonitorLifeTest)
#include "tst_monitorlife.moc"
