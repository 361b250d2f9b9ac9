// SPDX-License-Identifier: GPL-3.0-or-later
// A start from the ledger and the lines behind it is the same as one from the whole trail, to the
// last digit, wherever the ledger stopped.
#include "tests/core/ledger/ledgerfixture.h"

#include "core/audit/limits.h"
#include "core/base/limits.h"

#include <QDir>
#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;

class LedgerRestartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLedgerHasNoStartingPoint()
    {
        LedgerFixture world;
        const auto opened = openLedgerFile(world.ledger(), world.clock.now().wall).value();

        QVERIFY(!readStartingPoint(*opened.database, Mainnet).value());
    }

    void theLedgerAndTheRestAreTheWholeTrail()
    {
        QVERIFY(rc::check([] {
            LedgerFixture world;
            Trader trader(*rc::gen::arbitrary<unsigned>());
            const int runs = *rc::gen::inRange(1, 4);
            for (int run = 0; run < runs; ++run)
                world.run(trader, *rc::gen::arbitrary<bool>() ? Mainnet : Testnet,
                          *rc::gen::inRange(0, 40));
            const auto whole = world.fromTrail();

            // Stops at a few places on its way, each time as if killed after a commit.
            std::uint64_t upTo = 0;
            while (upTo < whole.lines) {
                upTo += static_cast<std::uint64_t>(*rc::gen::inRange(1, 30));
                LedgerKeeper keeper(world.place());
                const auto worked = keeper.work(upTo, nullptr, world.clock.now().wall);
                RC_ASSERT(worked.has_value());
                RC_ASSERT(keeper.seq() == std::min(upTo, whole.lines));
                RC_ASSERT(difference(whole, world.fromLedger()) == "");
                RC_ASSERT(difference(world.fromTrail(Testnet), world.fromLedger(Testnet)) == "");
            }
        }));
    }

    void aGroupThatWasNotCommittedLeavesNothing()
    {
        LedgerFixture world;
        Trader trader(7);
        world.run(trader, Mainnet, 60);
        const auto whole = world.fromTrail();
        {
            LedgerKeeper keeper(world.place());
            QVERIFY(keeper.work(20, nullptr, world.clock.now().wall));
        }
        const auto before = rows(world.ledger(), "SELECT count(*), max(audit_seq) FROM fills");
        {
            const auto opened = openLedgerFile(world.ledger(), world.clock.now().wall).value();
            QVERIFY(opened.database->execute("BEGIN IMMEDIATE"));
            QVERIFY(opened.database->execute("DELETE FROM fills"));
            QVERIFY(opened.database->execute("UPDATE sync_state SET seq = 50"));
        } // killed: no COMMIT

        QCOMPARE(rows(world.ledger(), "SELECT count(*), max(audit_seq) FROM fills"), before);
        QCOMPARE(difference(whole, world.fromLedger()), std::string());
    }

    void whatIsRememberedOfManyFillsIsTheNewest()
    {
        LedgerFixture world;
        constexpr int more = 50;
        const int fills = static_cast<int>(base::limits::SeenFills) + more;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            auto change = audit::testing::openingFill();
            const auto first = world.clock.now().wall - std::chrono::hours(24 * 30);
            for (int i = 0; i < fills; ++i) {
                change.time = change.fill->time = first + std::chrono::minutes(i);
                change.fill->tradeId = i;
                logger->change(change);
            }
        }
        world.followAll();

        const auto recovered = world.fromLedger();

        const auto &account = recovered.accounts.at(audit::testing::account(0x11));
        QCOMPARE(account.fills.size(), base::limits::SeenFills);
        for (const auto &id : account.fills)
            QVERIFY(id.tradeId >= more);
        QCOMPARE(difference(world.fromTrail(), recovered), std::string());
    }

    void whatIsRememberedOfManyPaymentsIsTheNewest()
    {
        LedgerFixture world;
        constexpr int payments = static_cast<int>(audit::limits::FundingRowsKept) + 50;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            auto change = audit::testing::fundingPayment();
            const auto first = world.clock.now().wall - std::chrono::hours(payments);
            for (int i = 0; i < payments; ++i) {
                change.time = change.funding->time = first + std::chrono::hours(i);
                logger->change(change);
            }
        }
        world.followAll();

        const auto recovered = world.fromLedger();

        const auto &account = recovered.accounts.at(audit::testing::account(0x11));
        QCOMPARE(account.fundings.at("BTC").size(), audit::limits::FundingRowsKept);
        QVERIFY(account.fundingForgottenUntil);
        QCOMPARE(difference(world.fromTrail(), recovered), std::string());
    }

    void aTrailThatLostLinesOfTheLedgerIsRefused()
    {
        LedgerFixture world;
        Trader trader(3);
        world.run(trader, Mainnet, 10);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        auto point = readStartingPoint(*database, Mainnet).value().value();
        const std::string bytes = audit::testing::readFile(world.file());
        audit::testing::writeFile(world.file(),
                                  bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1));

        const auto recovered = goOn(point, audit::systemDisk(), world.path(), Mainnet);

        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, base::ErrorCode::Corrupt);
        QVERIFY2(recovered.error().message.find("truncated") != std::string::npos,
                 recovered.error().message.c_str());
        // And so does the logger that is to go on with it.
        const auto logger = audit::AuditLogger::open(world.path(), audit::SyncMode::Interval,
                                                     world.clock, point.at);
        QVERIFY(!logger);
        QCOMPARE(logger.error().code, base::ErrorCode::Corrupt);
    }

    void aTrailThatIsGoneIsRefused()
    {
        LedgerFixture world;
        Trader trader(3);
        world.run(trader, Mainnet, 10);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        const auto point = readStartingPoint(*database, Mainnet).value().value();
        QVERIFY(QDir(QString::fromStdString(world.path())).removeRecursively());

        const auto logger = audit::AuditLogger::open(world.path(), audit::SyncMode::Interval,
                                                     world.clock, point.at);

        QVERIFY(!logger);
        QCOMPARE(logger.error().code, base::ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(LedgerRestartTest)
#include "tst_ledgerrestart.moc"
