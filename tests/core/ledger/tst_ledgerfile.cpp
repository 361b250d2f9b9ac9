// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's file in every state: absent, older, newer, damaged, full.
#include "core/ledger/schema.h"
#include "tests/core/ledger/ledgerfixture.h"

#include <QDir>
#include <QFileInfo>
#include <QtTest>

#include <limits>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;
using audit::testing::readFile;
using audit::testing::writeFile;

namespace {

void execute(const std::string &ledger, const char *sql)
{
    const auto database = Database::open(ledger, Database::Access::ReadWrite).value();
    const auto done = database->execute(sql);
    QVERIFY2(done, done ? "" : done.error().message.c_str());
}

// The ledger as a version of the past made it: its tables and a few rows.
void makeVersion1(const std::string &ledger)
{
    const std::string text = readFile(qEnvironmentVariable("LPM_SOURCE_DIR").toStdString() +
                                      "/tests/core/ledger/schema-1.sql");
    QVERIFY(!text.empty());
    const auto database = Database::open(ledger, Database::Access::ReadWrite).value();
    std::size_t from = 0;
    for (std::size_t end = text.find(";\n"); end != std::string::npos;
         from = end + 2, end = text.find(";\n", from)) {
        const auto done = database->execute(text.substr(from, end - from).c_str());
        QVERIFY2(done, done ? "" : done.error().message.c_str());
    }
}

QStringList brokenFiles(const LedgerFixture &world)
{
    return QDir(world.directory.path()).entryList({QStringLiteral("ledger.sqlite.broken-*")});
}

constexpr auto Everything = std::numeric_limits<std::uint64_t>::max();

} // namespace

class LedgerFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatIsAbsentIsMadeForItsOwnerAlone()
    {
        LedgerFixture world;

        const auto opened = openLedgerFile(world.ledger(), world.clock.now().wall);

        QVERIFY(opened);
        QCOMPARE(opened->notice, std::string());
        QCOMPARE(schemaVersion(*opened->database).value(), SchemaVersion);
        QVERIFY(!(QFileInfo(QString::fromStdString(world.ledger())).permissions() &
                  (QFile::ReadGroup | QFile::ReadOther)));
    }

    void oneOfVersion1ComesUpWithAllItHolds()
    {
        LedgerFixture world;
        makeVersion1(world.ledger());
        const auto before = rows(world.ledger(), "SELECT * FROM fills");
        QVERIFY(!before.empty());

        auto opened = openLedgerFile(world.ledger(), world.clock.now().wall).value();

        QCOMPARE(schemaVersion(*opened.database).value(), SchemaVersion);
        QCOMPARE(opened.notice, std::string());
        const auto point = readStartingPoint(*opened.database, Mainnet).value();
        QVERIFY(point);
        QCOMPARE(point->trail.accounts.size(), std::size_t{1});
        const auto &account = point->trail.accounts.at(audit::testing::account(0x11));
        QCOMPARE(account.positions.at("BTC").state.size, audit::testing::number("0.1"));
        QVERIFY(account.positions.at("BTC").openLate.isNothing());
        QCOMPARE(account.fills.size(), std::size_t{1});
        opened.database.reset();
        QCOMPARE(rows(world.ledger(), "SELECT * FROM fills"),
                 std::vector<std::string>{before.at(0) + "|1"}); // who took was told
        QCOMPARE(rows(world.ledger(), "SELECT count(*) FROM day_marks"),
                 std::vector<std::string>{"0"});
        QCOMPARE(rows(world.ledger(), "SELECT equity FROM equity_samples"),
                 std::vector<std::string>{"1000.5"});
    }

    void oneOfVersion2ComesUpAndKeepsWhatLateFillsLeaveOpen()
    {
        LedgerFixture world;
        makeVersion1(world.ledger());
        execute(world.ledger(),
                "CREATE TABLE day_marks (account INTEGER NOT NULL, coin TEXT NOT NULL, "
                "day INTEGER NOT NULL, mark TEXT NOT NULL, time INTEGER NOT NULL, "
                "size TEXT NOT NULL, unrealized_pnl TEXT, "
                "PRIMARY KEY (account, coin, day)) STRICT, WITHOUT ROWID");
        execute(world.ledger(), "UPDATE meta SET schema_version = 2");
        const char *columns = "SELECT state, digest, late_size, late_cash FROM positions";

        openLedgerFile(world.ledger(), world.clock.now().wall).value();

        const auto row = rows(world.ledger(), columns).at(0);
        QVERIFY2(row.ends_with("||"), row.c_str());
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        QVERIFY(readStartingPoint(*database, Mainnet).value()); // its digests still hold
    }

    void aFlippedDigitOfWhatLateFillsLeaveOpenIsNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("size") << QByteArray("UPDATE positions SET late_size = '0.4'");
        QTest::newRow("cash") << QByteArray("UPDATE positions SET late_cash = '-26501'");
        QTest::newRow("none") << QByteArray(
            "UPDATE positions SET late_size = NULL, late_cash = NULL");
    }
    void aFlippedDigitOfWhatLateFillsLeaveOpenIsNotBelieved()
    {
        QFETCH(QByteArray, change);
        LedgerFixture world;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            auto late = audit::testing::openingFill();
            late.isLate = true;
            late.openLate =
                domain::OpenLate{audit::testing::number("0.5"), audit::testing::number("-26500")};
            logger->change(late);
        }
        world.followAll();
        QCOMPARE(rows(world.ledger(), "SELECT late_size, late_cash FROM positions"),
                 std::vector<std::string>{"0.5|-26500"});

        execute(world.ledger(), change.constData());

        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        const auto point = readStartingPoint(*database, Mainnet);
        QVERIFY(!point);
        QCOMPARE(point.error().code, base::ErrorCode::Corrupt);
    }

    void oneOfANewerProgramIsRefusedAndUntouched()
    {
        LedgerFixture world;
        openLedgerFile(world.ledger(), world.clock.now().wall).value();
        execute(world.ledger(), "UPDATE meta SET schema_version = 99");
        const std::string bytes = readFile(world.ledger());

        const auto opened = openLedgerFile(world.ledger(), world.clock.now().wall);

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Configuration);
        QVERIFY2(opened.error().message.find("newer version") != std::string::npos,
                 opened.error().message.c_str());
        QVERIFY(readFile(world.ledger()) == bytes);
        QCOMPARE(brokenFiles(world).size(), 0);
    }

    // --- damage -----------------------------------------------------------------------------

    void oneThatIsNoDatabaseIsMovedAsideAndMadeAnew()
    {
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 30);
        const std::string garbage(5000, 'x');
        writeFile(world.ledger(), garbage);

        LedgerKeeper keeper(world.place());
        QVERIFY(keeper.work(Everything, nullptr, world.clock.now().wall));

        QCOMPARE(keeper.takeNotices().size(), std::size_t{1});
        QCOMPARE(brokenFiles(world).size(), 1);
        QVERIFY(readFile(world.directory.path().toStdString() + "/" +
                         brokenFiles(world).first().toStdString()) == garbage);
        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
    }

    void onesWithPagesMissingOrOverwrittenAreMadeAnew_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("isCut");
        for (const int percent : {10, 30, 50, 70, 90}) {
            QTest::addRow("cut at %d %%", percent) << percent << true;
            QTest::addRow("overwritten at %d %%", percent) << percent << false;
        }
    }
    void onesWithPagesMissingOrOverwrittenAreMadeAnew()
    {
        QFETCH(int, percent);
        QFETCH(bool, isCut);
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 300);
        world.followAll();
        std::string bytes = readFile(world.ledger());
        const std::size_t place = bytes.size() * static_cast<std::size_t>(percent) / 100;
        if (isCut)
            bytes.resize(place);
        else
            bytes.replace(place / 4096 * 4096, 4096, 4096, '\x5a');
        writeFile(world.ledger(), bytes);

        LedgerKeeper keeper(world.place());
        auto worked = keeper.work(Everything, nullptr, world.clock.now().wall);
        if (!worked) { // found while it was open: the next call makes it anew
            QCOMPARE(worked.error().code, base::ErrorCode::Corrupt);
            worked = keeper.work(Everything, nullptr, world.clock.now().wall);
        }

        QVERIFY(worked);
        QCOMPARE(brokenFiles(world).size(), 1);
        QVERIFY(!keeper.takeNotices().empty());
        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
    }

    void aNumberThatChangedByItselfIsNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("a state") << QByteArray(
            "UPDATE positions SET state = replace(state, '\"size\":\"', '\"size\":\"9')");
        QTest::newRow("a symbol") << QByteArray("UPDATE positions SET symbol = 'X'");
        QTest::newRow("a proven time") << QByteArray("UPDATE accounts SET proven_until = 1");
        QTest::newRow("a newest fill") << QByteArray("UPDATE accounts SET newest_fill = 1");
        QTest::newRow("a network") << QByteArray("UPDATE book SET mode = 'testnet'");
        QTest::newRow("a place") << QByteArray("UPDATE sync_state SET byte_offset = 17");
        QTest::newRow("a line") << QByteArray("UPDATE sync_state SET seq = seq - 1");
    }
    void aNumberThatChangedByItselfIsNotBelieved()
    {
        QFETCH(QByteArray, sql);
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 30);
        world.followAll();
        execute(world.ledger(), sql.constData());

        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        const auto point = readStartingPoint(*database, Mainnet);

        QVERIFY(!point);
        QCOMPARE(point.error().code, base::ErrorCode::Corrupt);
    }

    void whatLiesBesideAFileThatIsGoneIsNotTaken()
    {
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 30);
        world.followAll();
        writeFile(world.ledger() + "-wal", "of another file");
        QVERIFY(QFile::remove(QString::fromStdString(world.ledger())));

        world.followAll();

        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
    }

    // --- a disk that refuses ----------------------------------------------------------------

    void withoutItsDirectoryItGoesOnTrying()
    {
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 30);
        LedgerPlace place = world.place();
        const std::string folder = world.directory.path().toStdString() + "/data";
        place.file = folder + "/ledger.sqlite";
        LedgerKeeper keeper(place);

        const auto refused = keeper.work(Everything, nullptr, world.clock.now().wall);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Io);
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));

        QVERIFY(keeper.work(Everything, nullptr, world.clock.now().wall));
        QCOMPARE(keeper.seq(), world.fromTrail().lines);
    }

#ifdef Q_OS_LINUX
    void aFullDiskLosesNothing()
    {
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            QSKIP("needs the right to mount");
        LedgerFixture world;
        Trader trader(5);
        const std::string folder = world.directory.path().toStdString() + "/data";
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
        QCOMPARE(::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=400k"), 0);
        LedgerPlace place = world.place();
        place.file = folder + "/ledger.sqlite";
        LedgerKeeper keeper(place);
        LedgerSamples samples(Mainnet);

        world.run(trader, Mainnet, 20);
        QVERIFY(keeper.work(Everything, &samples, world.clock.now().wall));
        const auto before = keeper.seq();
        world.run(trader, Mainnet, 3000);
        samples.add(domain::EquitySample{fixture::account(1), world.clock.now().wall, {}, {}, {}, {}, {}});
        const auto refused = keeper.work(Everything, &samples, world.clock.now().wall);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Io);
        QCOMPARE(keeper.seq(), before);
        QVERIFY(!samples.isEmpty());

        QCOMPARE(::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
        QVERIFY(keeper.work(Everything, &samples, world.clock.now().wall));
        QCOMPARE(keeper.seq(), world.fromTrail().lines);
        QVERIFY(samples.isEmpty());
        keeper.close();
        QCOMPARE(::umount(folder.c_str()), 0);
    }

    void aReadOnlyDiskLosesNothing()
    {
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            QSKIP("needs the right to mount");
        LedgerFixture world;
        Trader trader(5);
        const std::string folder = world.directory.path().toStdString() + "/data";
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
        QCOMPARE(::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64m"), 0);
        LedgerPlace place = world.place();
        place.file = folder + "/ledger.sqlite";
        world.run(trader, Mainnet, 20);
        {
            LedgerKeeper keeper(place);
            QVERIFY(keeper.work(Everything, nullptr, world.clock.now().wall));
        }
        world.run(trader, Mainnet, 20);
        QCOMPARE(::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=64m"), 0);
        LedgerKeeper keeper(place);

        const auto refused = keeper.work(Everything, nullptr, world.clock.now().wall);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Io);
        QCOMPARE(::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);

        QVERIFY(keeper.work(Everything, nullptr, world.clock.now().wall));
        QCOMPARE(keeper.seq(), world.fromTrail().lines);
        keeper.close();
        QCOMPARE(::umount(folder.c_str()), 0);
    }
#endif
};

QTEST_GUILESS_MAIN(LedgerFileTest)
#include "tst_ledgerfile.moc"
