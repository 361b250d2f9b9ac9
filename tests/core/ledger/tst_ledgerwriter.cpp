// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's thread beside a logger that writes.
#include "core/ledger/ledgerwriter.h"
#include "tests/core/ledger/ledgerfixture.h"

#include <QDir>
#include <QtTest>

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;

class LedgerWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itFollowsWhileLinesAreWritten()
    {
        LedgerFixture world;
        Trader trader(1);
        LedgerSamples samples(Mainnet);
        {
            const auto logger = world.open().value();
            LedgerWriter writer(
                world.place(), [&] { return logger->synced().seq; }, samples, world.clock);
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            for (int i = 0; i < 500; ++i)
                trader.fill(*logger, world.clock.now().wall);

            QTRY_COMPARE_WITH_TIMEOUT(writer.seq(), logger->head().seq, 30'000);
            QCOMPARE(writer.trouble(), std::string());
            for (int i = 0; i < 50; ++i)
                trader.fill(*logger, world.clock.now().wall);
            QVERIFY(logger->sync());
        } // its end writes the rest

        QCOMPARE(rows(world.ledger(), "SELECT seq FROM sync_state"),
                 std::vector<std::string>{std::to_string(world.fromTrail().lines)});
        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
    }

    void itIsNeverAheadOfWhatIsOnTheDiskForGood()
    {
        LedgerFixture world;
        Trader trader(1);
        LedgerSamples samples(Mainnet);
        std::atomic<std::uint64_t> synced = 3;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            for (int i = 0; i < 9; ++i)
                trader.fill(*logger, world.clock.now().wall);
        }
        LedgerWriter writer(
            world.place(), [&] { return synced.load(); }, samples, world.clock);

        QTRY_COMPARE_WITH_TIMEOUT(writer.seq(), std::uint64_t{3}, 30'000);
        synced = 5;
        QTRY_COMPARE_WITH_TIMEOUT(writer.seq(), std::uint64_t{5}, 30'000);
    }

    void whileItsDiskRefusesItSaysSoAndThenCatchesUp()
    {
        LedgerFixture world;
        Trader trader(1);
        world.run(trader, Mainnet, 40);
        const auto lines = world.fromTrail().lines;
        LedgerSamples samples(Mainnet);
        LedgerPlace place = world.place();
        const std::string folder = world.directory.path().toStdString() + "/data";
        place.file = folder + "/ledger.sqlite";
        LedgerWriter writer(
            place, [&] { return lines; }, samples, world.clock);

        QTRY_VERIFY_WITH_TIMEOUT(!writer.trouble().empty(), 30'000);
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));

        QTRY_COMPARE_WITH_TIMEOUT(writer.seq(), lines, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(writer.trouble(), std::string(), 30'000);
    }

    void aDamagedLedgerIsSaid()
    {
        LedgerFixture world;
        Trader trader(1);
        world.run(trader, Mainnet, 40);
        const auto lines = world.fromTrail().lines;
        audit::testing::writeFile(world.ledger(), std::string(5000, 'x'));
        LedgerSamples samples(Mainnet);
        LedgerWriter writer(
            world.place(), [&] { return lines; }, samples, world.clock);

        QTRY_COMPARE_WITH_TIMEOUT(writer.seq(), lines, 30'000);
        QCOMPARE(writer.notices().size(), std::size_t{1});
        QVERIFY2(writer.notices().front().find("damaged") != std::string::npos,
                 writer.notices().front().c_str());
    }
};

QTEST_GUILESS_MAIN(LedgerWriterTest)
#include "tst_ledgerwriter.moc"
