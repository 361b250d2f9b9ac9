// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger made anew from the audit files alone is the one that was there, to the last digit.
#include "core/ledger/rebuild.h"
#include "tests/core/ledger/ledgerfixture.h"

#include <QDir>
#include <QtTest>

#include <limits>

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;
using audit::testing::number;
using audit::testing::readFile;
using audit::testing::writeFile;

namespace {

using Dump = std::map<std::string, std::vector<std::string>>;

Dump dump(const std::string &ledger)
{
    Dump tables;
    for (const std::string &table :
         rows(ledger, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        tables[table] = rows(ledger, ("SELECT * FROM " + table).c_str());
    return tables;
}

} // namespace

class LedgerRebuildTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewOneIsTheOldOne()
    {
        LedgerFixture world;
        Trader trader(42);
        world.run(trader, Mainnet, 150);
        world.run(trader, Testnet, 50);
        world.run(trader, Mainnet, 50);
        LedgerSamples samples(Mainnet);
        samples.add(domain::EquitySample{fixture::account(1), world.clock.now().wall, number("1000.25"),
                                 number("-3"), number("7.5"), std::nullopt, number("0.1")});
        samples.add(DayMark{fixture::account(1), "BTC",
                            std::chrono::floor<std::chrono::days>(world.clock.now().wall),
                            number("50000.5"), world.clock.now().wall, number("-1"), number("3")});
        {
            LedgerKeeper keeper(world.place());
            for (std::uint64_t upTo = 13; keeper.seq() < world.fromTrail().lines; upTo += 13)
                QVERIFY(keeper.work(upTo, nullptr, world.clock.now().wall));
            QVERIFY(keeper.work(0, &samples, world.clock.now().wall));
        }
        const Dump before = dump(world.ledger());
        QCOMPARE(before.at("equity_samples").size(), std::size_t{1});
        QCOMPARE(before.at("day_marks").size(), std::size_t{1});

        const auto report = rebuildLedger(world.place(), world.clock.now().wall);

        QVERIFY2(report, report ? "" : report.error().message.c_str());
        QVERIFY(dump(world.ledger()) == before);
        QCOMPARE(report->lines, world.fromTrail().lines);
        QCOMPARE(report->fills, static_cast<std::int64_t>(before.at("fills").size()));
        QCOMPARE(report->samples, std::int64_t{2});
        QVERIFY(QDir(world.directory.path()).entryList({QStringLiteral("*.rebuild*")}).isEmpty());
    }

    void aLostOneComesBackButForItsSamples()
    {
        LedgerFixture world;
        Trader trader(42);
        world.run(trader, Mainnet, 100);
        world.followAll();
        const Dump before = dump(world.ledger());
        QVERIFY(removeLedgerFile(world.ledger()));

        QVERIFY(rebuildLedger(world.place(), world.clock.now().wall));

        QVERIFY(dump(world.ledger()) == before);
    }

    void aDamagedOneIsKeptAside()
    {
        LedgerFixture world;
        Trader trader(42);
        world.run(trader, Mainnet, 20);
        writeFile(world.ledger(), std::string(9000, 'x'));

        const auto report = rebuildLedger(world.place(), world.clock.now().wall).value();

        QCOMPARE(report.notices.size(), std::size_t{1});
        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
        QCOMPARE(QDir(world.directory.path()).entryList({QStringLiteral("*.broken-*")}).size(), 1);
    }

    void onABrokenTrailTheOldOneStays()
    {
        LedgerFixture world;
        Trader trader(42);
        world.run(trader, Mainnet, 20);
        world.followAll();
        const Dump before = dump(world.ledger());
        const auto file = world.file();
        std::string bytes = readFile(file);
        bytes[bytes.size() / 2] = bytes[bytes.size() / 2] == '1' ? '2' : '1';
        writeFile(file, bytes);

        const auto report = rebuildLedger(world.place(), world.clock.now().wall);

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Corrupt);
        QVERIFY(dump(world.ledger()) == before);
    }

    void oneOfANewerProgramStays()
    {
        LedgerFixture world;
        Trader trader(42);
        world.run(trader, Mainnet, 20);
        {
            const auto opened = openLedgerFile(world.ledger(), world.clock.now().wall).value();
            QVERIFY(opened.database->execute("UPDATE meta SET schema_version = 99"));
        }

        const auto report = rebuildLedger(world.place(), world.clock.now().wall);

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Configuration);
        QCOMPARE(rows(world.ledger(), "SELECT schema_version FROM meta"),
                 std::vector<std::string>{"99"});
    }

    void withoutATrailThereIsNothingToMakeItOf()
    {
        LedgerFixture world;

        const auto report = rebuildLedger(world.place(), world.clock.now().wall);

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(LedgerRebuildTest)
#include "tst_ledgerrebuild.moc"
