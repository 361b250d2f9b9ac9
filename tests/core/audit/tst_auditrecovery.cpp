// SPDX-License-Identifier: GPL-3.0-or-later
// What is read back at start is what was written, to the last digit.
#include "core/audit/recovery.h"
#include "tests/core/audit/anystate.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

domain::Change anyChange(int tradeId)
{
    domain::Change change = *rc::gen::arbitrary<bool>() ? openingFill() : fundingPayment();
    change.account = account(*rc::gen::inRange(1, 4));
    change.coin = *rc::gen::element<std::string>("BTC", "xyz:TSLA", "@107", "a\"b\n", "kPEPE");
    change.symbol = change.coin + "-USD";
    if (*rc::gen::arbitrary<bool>()) {
        change.sizeDecimals = *rc::gen::inRange(0, 7);
        change.priceDecimals = 6 - *change.sizeDecimals;
    }
    change.before = anyState();
    change.after = anyState();
    change.time = base::fromUnixMilliseconds(*rc::gen::inRange(0LL, 4'000'000'000'000LL));
    if (change.fill) {
        change.fill->coin = change.coin;
        change.fill->time = change.time;
        change.fill->tradeId = tradeId;
        change.fill->side = *rc::gen::element(domain::FillSide::Buy, domain::FillSide::Sell);
        change.isLate = *rc::gen::arbitrary<bool>();
        if (change.isLate && *rc::gen::arbitrary<bool>())
            change.openLate = domain::OpenLate{anyState().size, anyState().realizedPnl};
    } else {
        change.funding->coin = change.coin;
        change.funding->time = change.time;
    }
    return change;
}

// What recovery has to say of changes, told from the changes themselves.
void expect(audit::RecoveredTrail &trail, const domain::Change &change, base::Timestamp now)
{
    audit::RecoveredAccount &recovered = trail.accounts[change.account];
    audit::RecoveredPosition &position = recovered.positions[change.coin];
    position.state = change.after;
    position.symbol = change.symbol;
    if (change.sizeDecimals) {
        position.sizeDecimals = change.sizeDecimals;
        position.priceDecimals = change.priceDecimals;
    }
    position.lastUpdated = now;
    if (change.isLate)
        position.openLate = change.openLate.value_or(domain::OpenLate{});
    ++trail.lines;
    if (change.funding)
        recovered.fundings[change.coin].push_back(*change.funding);
    if (!change.fill)
        return;
    recovered.fills.insert(domain::idOf(*change.fill));
    if (!recovered.newestFill || *recovered.newestFill < change.time)
        recovered.newestFill = change.time;
}

bool same(const std::pair<const std::string, audit::RecoveredPosition> &a,
          const std::pair<const std::string, audit::RecoveredPosition> &b)
{
    const auto &[coin, x] = a;
    const auto &y = b.second;
    return coin == b.first && x.state == y.state && x.symbol == y.symbol &&
           x.sizeDecimals == y.sizeDecimals && x.priceDecimals == y.priceDecimals &&
           x.lastUpdated == y.lastUpdated && x.openLate == y.openLate;
}

bool equal(const audit::RecoveredTrail &a, const audit::RecoveredTrail &b)
{
    return a.lines == b.lines
           && std::equal(a.accounts.begin(), a.accounts.end(), b.accounts.begin(),
                         b.accounts.end(), [](const auto &x, const auto &y) {
                             return x.first == y.first
                                    && std::equal(x.second.positions.begin(),
                                                  x.second.positions.end(),
                                                  y.second.positions.begin(),
                                                  y.second.positions.end(), same)
                                    && x.second.fills == y.second.fills
                                    && x.second.fundings == y.second.fundings
                                    && x.second.newestFill == y.second.newestFill;
                         });
}

// Three lines: a start, a fill that leaves `size`, a comparison.
void writeRun(TrailFixture &trail, domain::RunMode mode, std::string_view exchange,
              std::string_view size)
{
    const auto logger = trail.open().value();
    logger->started("0.1.0", mode, exchange);
    domain::Change fill = openingFill();
    fill.fill->orderId = static_cast<std::int64_t>(logger->head().seq);
    fill.after.size = number(size);
    logger->change(fill);
    logger->note(note(domain::NoteKind::Reconciled));
}

} // namespace

class AuditRecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVeryFirstStartHasAnEmptyTrail()
    {
        TrailFixture trail;

        const auto recovered = audit::readBackNewest(trail.path());

        QVERIFY(recovered);
        QCOMPARE(recovered->lines, std::uint64_t{0});
        QVERIFY(recovered->accounts.empty());
    }

    void whatIsReadBackIsWhatWasWritten()
    {
        QVERIFY(rc::check([] {
            TrailFixture trail;
            audit::RecoveredTrail expected;
            const int changes = *rc::gen::inRange(0, 20);
            {
                auto logger = trail.open().value();
                for (int i = 0; i < changes; ++i) {
                    const domain::Change change = anyChange(i);
                    RC_ASSERT(logger->change(change));
                    expect(expected, change, trail.clock.now().wall);
                    if (*rc::gen::inRange(0, 5) == 0)
                        trail.clock.advance(std::chrono::hours{24});
                }
            }

            const auto recovered = audit::readBackNewest(trail.path());

            RC_ASSERT(recovered.has_value());
            RC_ASSERT(equal(*recovered, expected));
        }));
    }

    void theNewestProofCounts()
    {
        TrailFixture trail;
        {
            const auto logger = trail.open().value();
            for (const char *time : {"2026-11-23T09:00:00.000Z", "2026-11-23T09:10:00.000Z"}) {
                domain::SyncNote proven = note(domain::NoteKind::Reconciled);
                proven.from = at(time);
                logger->note(proven);
            }
            logger->note(note(domain::NoteKind::Reconciled)); // one that proves nothing older
        }

        const auto recovered = audit::readBackNewest(trail.path()).value();

        QCOMPARE(recovered.accounts.at(account(0x11)).provenUntil,
                 std::optional(at("2026-11-23T09:10:00.000Z")));
    }

    void otherLinesAreCountedAndChangeNothing()
    {
        TrailFixture trail;
        {
            const auto logger = trail.open().value();
            logger->started("0.1.0", domain::RunMode::Live, "api.hyperliquid.xyz");
            logger->change(openingFill());
            domain::PositionView view;
            view.account = account(0x11);
            view.coin = "BTC";
            logger->priceUpdate(view, trail.clock.now().wall);
            logger->stopped("asked to");
        }

        const auto recovered = audit::readBackNewest(trail.path()).value();

        QCOMPARE(recovered.lines, std::uint64_t{4});
        QVERIFY(recovered.accounts.at(account(0x11)).positions.at("BTC").state
                == openingFill().after);
    }

    // --- late fills -------------------------------------------------------------------------

    void theNewestLateFillTellsWhatIsOpen()
    {
        TrailFixture trail;
        domain::Change late = openingFill();
        late.isLate = true;
        late.openLate = domain::OpenLate{number("0.5"), number("-26500")};
        const auto open = [&trail] {
            const auto recovered = audit::readBackNewest(trail.path()).value();
            return recovered.accounts.at(account(0x11)).positions.at("BTC").openLate;
        };
        const auto write = [&trail](const domain::Change &change) {
            QVERIFY(trail.open().value()->change(change));
        };

        write(late);
        QVERIFY(open() == *late.openLate);
        write(openingFill()); // in time: says nothing of them
        write(fundingPayment());
        QVERIFY(open() == *late.openLate);
        domain::Change entry = change(domain::ChangeKind::Adjust, "the entry differs");
        entry.after.size = entry.before.size;
        write(entry);
        QVERIFY(open() == *late.openLate);
        write(change(domain::ChangeKind::Adjust, "the size differs"));
        QVERIFY(open().isNothing());

        write(late);
        late.openLate.reset();
        write(late);
        QVERIFY(open().isNothing());
    }

    // --- networks ---------------------------------------------------------------------------

    void aRunGoesOnFromRunsOnItsOwnNetworkOnly_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QByteArray>("exchange");
        QTest::addColumn<QByteArray>("size");
        const auto row = [](const char *name, domain::RunMode mode, const char *exchange,
                            const char *size) {
            QTest::newRow(name) << static_cast<int>(mode) << QByteArray(exchange)
                                << QByteArray(size);
        };
        row("mainnet", domain::RunMode::Live, "api.hyperliquid.xyz", "0.5");
        row("testnet", domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz", "0.3");
        row("demo", domain::RunMode::Demo, "loopback", "0.2");
        row("live on a simulator", domain::RunMode::Live, "loopback", "");
        row("another host", domain::RunMode::Live, "exchange.example:8443", "");
    }
    void aRunGoesOnFromRunsOnItsOwnNetworkOnly()
    {
        QFETCH(int, mode);
        QFETCH(QByteArray, exchange);
        QFETCH(QByteArray, size);
        TrailFixture trail;
        writeRun(trail, domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz", "0.1");
        writeRun(trail, domain::RunMode::Live, "api.hyperliquid.xyz", "0.5");
        writeRun(trail, domain::RunMode::Demo, "loopback", "0.2");
        writeRun(trail, domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz", "0.3");

        const auto recovered
            = audit::readBack(trail.path(),
                              {static_cast<domain::RunMode>(mode), exchange.toStdString()})
                  .value();

        QCOMPARE(recovered.lines, std::uint64_t{12}); // all are checked
        if (size.isEmpty()) {
            QVERIFY(recovered.accounts.empty());
            return;
        }
        const auto &book = recovered.accounts.at(account(0x11));
        QCOMPARE(book.positions.at("BTC").state.size, number(size.toStdString()));
        QVERIFY(book.isFirstSyncFinished);
        QCOMPARE(book.fills.size(), mode == static_cast<int>(domain::RunMode::Testnet) ? 2u : 1u);
    }

    void withoutANetworkTheNewestRunsCounts()
    {
        TrailFixture trail;
        writeRun(trail, domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz", "0.1");
        writeRun(trail, domain::RunMode::Live, "api.hyperliquid.xyz", "0.5");

        const auto recovered = audit::readBackNewest(trail.path()).value();

        const auto &book = recovered.accounts.at(account(0x11));
        QCOMPARE(book.positions.at("BTC").state.size, number("0.5"));
        QCOMPARE(book.fills.size(), std::size_t{1});
    }

    void whatNoStartLineNamesIsOfNoNetwork()
    {
        TrailFixture trail;
        trail.write(2);

        const auto recovered
            = audit::readBack(trail.path(), {domain::RunMode::Live, ""}).value();

        QCOMPARE(recovered.lines, std::uint64_t{2});
        QVERIFY(recovered.accounts.empty());
    }

    // --- what a position is shown with -----------------------------------------------------

    void decimalsStayWhenALaterLineDoesNotKnowThem()
    {
        TrailFixture trail;
        {
            const auto logger = trail.open().value();
            domain::Change known = openingFill();
            known.sizeDecimals = 5;
            known.priceDecimals = 1;
            logger->change(known);
            trail.clock.advance(std::chrono::hours{1});
            logger->change(fundingPayment());
        }

        const auto recovered = audit::readBackNewest(trail.path()).value();

        const auto &position = recovered.accounts.at(account(0x11)).positions.at("BTC");
        QCOMPARE(position.sizeDecimals, std::optional(5));
        QCOMPARE(position.priceDecimals, std::optional(1));
        QCOMPARE(position.symbol, std::string("BTC-USD"));
        QCOMPARE(position.lastUpdated, at("2026-11-23T11:00:00.000Z"));
    }

    void theFirstSynchronisationIsOverWithAnyComparison_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("that agreed") << QByteArray();
        QTest::newRow("that did not") << QByteArray("BTC: size differs");
    }
    void theFirstSynchronisationIsOverWithAnyComparison()
    {
        QFETCH(QByteArray, reason);
        TrailFixture trail;
        trail.write(1);
        QVERIFY(!audit::readBackNewest(trail.path())->accounts.at(account(0x11))
                     .isFirstSyncFinished);
        {
            domain::SyncNote compared = note(domain::NoteKind::Reconciled);
            compared.reason = reason.toStdString();
            trail.open().value()->note(compared);
        }

        const auto recovered = audit::readBackNewest(trail.path()).value();

        QVERIFY(recovered.accounts.at(account(0x11)).isFirstSyncFinished);
        QVERIFY(!recovered.accounts.at(account(0x11)).provenUntil);
    }

    void aTornEndIsLeftOut()
    {
        TrailFixture trail;
        trail.write(3);
        const std::string bytes = readFile(trail.file());
        writeFile(trail.file(), bytes.substr(0, bytes.size() - 1));

        const auto recovered = audit::readBackNewest(trail.path());

        QVERIFY(recovered);
        QCOMPARE(recovered->lines, std::uint64_t{2});
    }

    void aBrokenLineIsNamed()
    {
        TrailFixture trail;
        trail.write(3);
        std::string bytes = readFile(trail.file());
        bytes[bytes.find("50000")] = '6';
        writeFile(trail.file(), bytes);

        const auto recovered = audit::readBackNewest(trail.path());

        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(recovered.error().message,
                 std::string("the audit trail is broken: "
                             "audit-2026-11-23.jsonl line 1: hash mismatch"));
    }
};

QTEST_APPLESS_MAIN(AuditRecoveryTest)
#include "tst_auditrecovery.moc"
