// SPDX-License-Identifier: GPL-3.0-or-later
// What of the trail's lines is in which table, book by book, and how it is read in pages.
#include "core/domain/forced.h"
#include "core/ledger/queries.h"
#include "tests/core/ledger/ledgerfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;
using audit::testing::at;
using audit::testing::number;

namespace {

using Strings = std::vector<std::string>;

void write(LedgerFixture &world, const audit::Network &network, const domain::Change &change)
{
    const auto logger = world.open().value();
    logger->started("0.1.0", network.mode, network.exchange);
    logger->change(change);
}

domain::Change fullFill()
{
    domain::Change change = audit::testing::openingFill();
    change.isLate = true;
    change.source = domain::FillSource::Sweep;
    change.fill->builderFee = number("0.01");
    change.fill->clientOrderId = "0x0c";
    change.fill->twapId = 7;
    change.fill->liquidation = domain::Liquidation{{}, number("49999.5"), "market"};
    return change;
}

domain::HistoryRequest ofTheTrader()
{
    domain::HistoryRequest request;
    request.accounts = {audit::testing::account(0x11)};
    return request;
}

} // namespace

class LedgerRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFillIsKeptAsTheExchangeToldIt()
    {
        LedgerFixture world;
        write(world, Mainnet, fullFill());
        world.followAll();

        QCOMPARE(rows(world.ledger(),
                      "SELECT audit_seq, time, coin, tid, oid, side, symbol, price, size, "
                      "start_position, closed_pnl, fee, fee_token, builder_fee, dir, source, late, "
                      "history, taker, taker_told, cloid, twap_id, liquidation, tx "
                      "FROM fills"),
                 Strings{"2|1795427999874|BTC|907359904431134|281839212345|buy|BTC-USD|50000|0.1|0|"
                         "0|2.25|USDC|0.01|Open Long|sweep|1|0|1|1|0x0c|7|"
                         "{\"mark_price\":\"49999.5\",\"method\":\"market\"}|0xabc"});
        QCOMPARE(rows(world.ledger(), "SELECT mode, exchange, address FROM accounts "
                                      "JOIN book ON book.id = accounts.book"),
                 Strings{"live|api.hyperliquid.xyz|0x1111111111111111111111111111111111111111"});
    }

    void aListTellsWhatTheExchangeSaidOfAFill()
    {
        LedgerFixture world;
        write(world, Mainnet, fullFill());
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();

        const auto page = listFills(*database, Mainnet, ofTheTrader()).value();

        QCOMPARE(page.size(), std::size_t{1});
        domain::Fill told = *fullFill().fill;
        told.clientOrderId.clear(); // these two are kept, and in no list
        told.twapId.reset();
        QVERIFY(page[0].fill == told);
    }

    void whatTheExchangeDidNotSayOfAFillIsNotKnown()
    {
        LedgerFixture world;
        domain::Change change = audit::testing::openingFill();
        change.fill->direction.clear();
        change.fill->hash.clear();
        change.fill->isTaker.reset();
        write(world, Mainnet, change);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();

        const auto page = listFills(*database, Mainnet, ofTheTrader()).value();

        QCOMPARE(page.size(), std::size_t{1});
        QVERIFY(page[0].fill == *change.fill);
    }

    void aFillThatMadeIsNotOneOfWhichThatIsUnknown()
    {
        LedgerFixture world;
        domain::Change change = audit::testing::openingFill();
        change.fill->isTaker = false;
        write(world, Mainnet, change);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();

        const auto page = listFills(*database, Mainnet, ofTheTrader()).value();

        QCOMPARE(page.size(), std::size_t{1});
        QVERIFY(page[0].fill.isTaker == false);
    }

    // The page would be lost with it; and without the object it would be told as no liquidation.
    void aLiquidationThatCannotBeReadIsOneOfWhichNothingIsKnown()
    {
        LedgerFixture world;
        write(world, Mainnet, fullFill());
        world.followAll();
        {
            const auto damaged =
                Database::open(world.ledger(), Database::Access::ReadWrite).value();
            QVERIFY(damaged->execute("UPDATE fills SET liquidation = '[1]'"));
        }
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();

        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("as unknown: 1, .* of line 2: ")));
        const auto page = listFills(*database, Mainnet, ofTheTrader());

        QVERIFY2(page.has_value(), page ? "" : page.error().message.c_str());
        QCOMPARE(page->size(), std::size_t{1});
        const domain::Fill &fill = page->front().fill;
        QVERIFY(fill.liquidation == domain::Liquidation{});
        QCOMPARE(fill.size, audit::testing::number("0.1"));
        QVERIFY(!domain::forcedOn(page->front().account, fill)); // it may have been
    }

    void aPaymentIsKeptDigitByDigit()
    {
        LedgerFixture world;
        write(world, Mainnet, audit::testing::fundingPayment());
        world.followAll();

        QCOMPARE(rows(world.ledger(), "SELECT time, coin, symbol, amount, position_size, rate, "
                                      "samples, history FROM funding"),
                 Strings{"1795428000000|BTC|BTC-USD|-0.0625|0.1|0.0000125||0"});
    }

    void whatIsNoFillAndNoPaymentIsAnEvent()
    {
        LedgerFixture world;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            logger->change(audit::testing::change(domain::ChangeKind::Anchor, "out of reach"));
            logger->change(audit::testing::change(domain::ChangeKind::Adjust, "confirmed"));
            auto gap = audit::testing::note(domain::NoteKind::Gap);
            gap.coin = "BTC";
            gap.from = at("2026-11-23T09:00:00.000Z");
            logger->note(gap);
            auto discrepancy = audit::testing::note(domain::NoteKind::Discrepancy);
            discrepancy.field = "size";
            discrepancy.ours = number("1");
            discrepancy.theirs = number("1.5");
            logger->note(discrepancy);
            logger->note(audit::testing::note(domain::NoteKind::Reconciled));
            logger->error("torn_tail", "not about an account");
        }
        world.followAll();

        QCOMPARE(rows(world.ledger(), "SELECT kind, coin, field, ours, theirs, delta, from_time, "
                                      "reason FROM adjustments ORDER BY audit_seq"),
                 (Strings{"anchor|BTC||||||out of reach", "adjust|BTC||||0.1||confirmed",
                          "gap|BTC|||||1795424400000|", "discrepancy||size|1|1.5|||"}));
        QCOMPARE(rows(world.ledger(), "SELECT first_sync_finished FROM accounts"), Strings{"1"});
    }

    void namesOfOutsideAreKeptAsTheyAre()
    {
        LedgerFixture world;
        const std::string name = "a'b\"; DROP TABLE fills;--\n{\"seq\":1}\u202eé";
        write(world, Mainnet, audit::testing::openingFill(name));
        world.followAll();

        QCOMPARE(rows(world.ledger(), "SELECT coin FROM fills"), Strings{name});
        QCOMPARE(difference(world.fromTrail(), world.fromLedger()), std::string());
    }

    void theSameFillOnTwoNetworksIsTwoFills()
    {
        LedgerFixture world;
        write(world, Mainnet, audit::testing::openingFill());
        write(world, Testnet, audit::testing::openingFill());
        world.followAll();

        QCOMPARE(rows(world.ledger(), "SELECT count(*), count(DISTINCT account) FROM fills"),
                 Strings{"2|2"});
        for (const auto &network : {Mainnet, Testnet})
            QCOMPARE(difference(world.fromTrail(network), world.fromLedger(network)),
                     std::string());
    }

    void aDemoIsInALedgerOfItsOwnThatBeginsAnew()
    {
        LedgerFixture world;
        const audit::Network demo{domain::RunMode::Demo, "127.0.0.1:1234"};
        write(world, demo, audit::testing::openingFill("ETH"));
        write(world, Mainnet, audit::testing::openingFill("BTC"));
        write(world, demo, audit::testing::openingFill("SOL"));

        world.followAll();
        QCOMPARE(rows(world.ledger(), "SELECT coin FROM fills"), Strings{"BTC"});

        QVERIFY(removeLedgerFile(world.ledger()));
        world.followAll(Books::Demo);
        QCOMPARE(rows(world.ledger(), "SELECT coin FROM fills"), Strings{"SOL"});
        QCOMPARE(rows(world.ledger(), "SELECT coin FROM positions"), Strings{"SOL"});
    }

    // --- pages ------------------------------------------------------------------------------

    void tenThousandFillsComeInPagesNoneTwice()
    {
        LedgerFixture world;
        constexpr int fills = 10'000;
        {
            const auto logger = world.open().value();
            logger->started("0.1.0", Mainnet.mode, Mainnet.exchange);
            auto change = audit::testing::openingFill();
            for (int i = 0; i < fills; ++i) {
                change.time = change.fill->time =
                    world.clock.now().wall + std::chrono::seconds(i / 7);
                change.fill->tradeId = i;
                logger->change(change);
            }
        }
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        domain::HistoryRequest request{{audit::testing::account(0x11)}, {}, {}, {}, {}, 333, {}};

        std::int64_t expected = fills - 1;
        for (;;) {
            const auto page = listFills(*database, Mainnet, request).value();
            if (page.empty())
                break;
            QVERIFY(page.size() <= request.limit);
            for (const domain::PastFill &row : page)
                QCOMPARE(row.fill.tradeId, expected--);
            request.behind = page.back().place();
        }
        QCOMPARE(expected, std::int64_t{-1});
    }

    void aListIsOfOneAccountSymbolAndTime()
    {
        LedgerFixture world;
        Trader trader(11);
        world.run(trader, Mainnet, 200);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadOnly).value();
        domain::HistoryRequest request{{fixture::account(1)}, "BTC-USD", {}, {}, {}, 1000, {}};

        const auto all = listFills(*database, Mainnet, request).value();
        QVERIFY(all.size() > 3);
        for (const domain::PastFill &row : all)
            QCOMPARE(row.symbol, std::string("BTC-USD"));
        request.symbol = "BTC"; // the coin's raw name does as well
        QCOMPARE(listFills(*database, Mainnet, request).value().size(), all.size());
        request.since = all[2].fill.time;
        request.until = all[1].fill.time;
        const auto some = listFills(*database, Mainnet, request).value();
        for (const domain::PastFill &row : some)
            QVERIFY(row.fill.time >= *request.since && row.fill.time <= *request.until);
        QVERIFY(listFills(*database, Testnet, request).value().empty());
    }
};

QTEST_GUILESS_MAIN(LedgerRowsTest)
#include "tst_ledgerrows.moc"
