// SPDX-License-Identifier: GPL-3.0-or-later
// What is read back at start is what was written, to the last digit.
#include "core/audit/recovery.h"
#include "core/audit/statejson.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::audit::testing;
using domain::Decimal;
using domain::PositionState;

namespace {

// Any decimal that can exist: up to 38 digits, any scale.
rc::Gen<Decimal> anyDecimal()
{
    return rc::gen::exec([] {
        const int digits = *rc::gen::inRange(0, 39);
        domain::Int128 units = 0;
        for (int i = 0; i < digits; ++i)
            units = units * 10 + *rc::gen::inRange(0, 10);
        const int scale = *rc::gen::inRange(0, Decimal::MaxScale + 1);
        return Decimal::fromUnits(*rc::gen::arbitrary<bool>() ? -units : units, scale);
    });
}

PositionState anyState()
{
    PositionState state;
    state.size = *anyDecimal();
    state.entryNotional = *anyDecimal();
    state.entry = *rc::gen::element(domain::EntryKnowledge::Exact,
                                    domain::EntryKnowledge::Approximate,
                                    domain::EntryKnowledge::Unknown);
    state.basis = *rc::gen::element(domain::Basis::Complete, domain::Basis::Partial);
    state.realizedPnl = *anyDecimal();
    state.fees.clear();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        state.fees[*rc::gen::element<std::string>("USDC", "HYPE", "\"q\"\n", "é")] = *anyDecimal();
    state.feesUsd = *rc::gen::arbitrary<bool>() ? std::optional(*anyDecimal()) : std::nullopt;
    state.funding = *anyDecimal();
    if (*rc::gen::arbitrary<bool>())
        state.openedAt = base::fromUnixMilliseconds(*rc::gen::inRange(0LL, 4'000'000'000'000LL));
    if (*rc::gen::arbitrary<bool>())
        state.netSinceOpen = *anyDecimal();
    return state;
}

domain::Change anyChange(int tradeId)
{
    domain::Change change = *rc::gen::arbitrary<bool>() ? openingFill() : fundingPayment();
    change.account = account(*rc::gen::inRange(1, 4));
    change.coin = *rc::gen::element<std::string>("BTC", "xyz:TSLA", "@107", "a\"b\n", "kPEPE");
    change.before = anyState();
    change.after = anyState();
    change.time = base::fromUnixMilliseconds(*rc::gen::inRange(0LL, 4'000'000'000'000LL));
    if (change.fill) {
        change.fill->coin = change.coin;
        change.fill->time = change.time;
        change.fill->tradeId = tradeId;
        change.fill->side = *rc::gen::element(domain::FillSide::Buy, domain::FillSide::Sell);
    } else {
        change.funding->coin = change.coin;
        change.funding->time = change.time;
    }
    return change;
}

// What recovery has to say of changes, told from the changes themselves.
void expect(audit::RecoveredTrail &trail, const domain::Change &change)
{
    audit::RecoveredAccount &recovered = trail.accounts[change.account];
    recovered.positions[change.coin] = change.after;
    ++trail.lines;
    if (change.funding)
        recovered.fundings[change.coin].push_back(*change.funding);
    if (!change.fill)
        return;
    recovered.fills.insert(domain::idOf(*change.fill));
    if (!recovered.newestFill || *recovered.newestFill < change.time)
        recovered.newestFill = change.time;
}

bool equal(const audit::RecoveredTrail &a, const audit::RecoveredTrail &b)
{
    return a.lines == b.lines
           && std::equal(a.accounts.begin(), a.accounts.end(), b.accounts.begin(),
                         b.accounts.end(), [](const auto &x, const auto &y) {
                             return x.first == y.first
                                    && x.second.positions == y.second.positions
                                    && x.second.fills == y.second.fills
                                    && x.second.fundings == y.second.fundings
                                    && x.second.newestFill == y.second.newestFill;
                         });
}

} // namespace

class AuditRecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVeryFirstStartHasAnEmptyTrail()
    {
        TrailFixture trail;

        const auto recovered = audit::readBack(trail.path());

        QVERIFY(recovered);
        QCOMPARE(recovered->lines, std::uint64_t{0});
        QVERIFY(recovered->accounts.empty());
    }

    void anyPositionStateComesBackEqual()
    {
        QVERIFY(rc::check([] {
            const PositionState state = anyState();
            std::string json;
            base::JsonWriter writer(json);
            audit::writeState(writer, state);

            const auto read = audit::readState(json);

            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == state);
        }));
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
                    expect(expected, change);
                    if (*rc::gen::inRange(0, 5) == 0)
                        trail.clock.advance(std::chrono::hours{24});
                }
            }

            const auto recovered = audit::readBack(trail.path());

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

        const auto recovered = audit::readBack(trail.path()).value();

        QCOMPARE(recovered.accounts.at(account(0x11)).provenUntil,
                 std::optional(at("2026-11-23T09:10:00.000Z")));
    }

    void otherLinesAreCountedAndChangeNothing()
    {
        TrailFixture trail;
        {
            const auto logger = trail.open().value();
            logger->started("0.1.0", domain::RunMode::Live);
            logger->change(openingFill());
            domain::PositionView view;
            view.account = account(0x11);
            view.coin = "BTC";
            logger->priceUpdate(view, trail.clock.now().wall);
            logger->stopped("asked to");
        }

        const auto recovered = audit::readBack(trail.path()).value();

        QCOMPARE(recovered.lines, std::uint64_t{4});
        QVERIFY(recovered.accounts.at(account(0x11)).positions.at("BTC") == openingFill().after);
    }

    void aTornEndIsLeftOut()
    {
        TrailFixture trail;
        trail.write(3);
        const std::string bytes = readFile(trail.file());
        writeFile(trail.file(), bytes.substr(0, bytes.size() - 1));

        const auto recovered = audit::readBack(trail.path());

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

        const auto recovered = audit::readBack(trail.path());

        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(recovered.error().message,
                 std::string("the audit trail is broken: "
                             "audit-2026-11-23.jsonl line 1: hash mismatch"));
    }

    void onlyAWholeDecimalIsRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "-", ".", "1.", ".5", "1e5", "+1", " 1", "1_0", "--1", "1.2.3",
                                 "123456789012345678901234567890123456789",
                                 "0.0000000000000000000000000000000000001", "NaN"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void onlyAWholeDecimalIsRead()
    {
        QFETCH(QString, text);

        QVERIFY(!audit::readDecimal(text.toStdString()));
    }

    void aStateThatIsNotCompleteIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("not an object") << QByteArray("[1]");
        QTest::newRow("a number where a text belongs")
            << QByteArray(R"({"size":1,"entry_notional":"0","entry":"exact","basis":"complete",)"
                          R"("realized_pnl":"0","fees":{},"fees_usd":"0","funding":"0",)"
                          R"("opened_at":null,"net_since_open":null})");
        QTest::newRow("unknown word")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"roughly",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":"0",)"
                          R"("funding":"0","opened_at":null,"net_since_open":null})");
        QTest::newRow("something behind it")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"exact",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":"0",)"
                          R"("funding":"0","opened_at":null,"net_since_open":null}{})");
    }
    void aStateThatIsNotCompleteIsRefused()
    {
        QFETCH(QByteArray, json);

        QVERIFY(!audit::readState(json.toStdString()));
    }
};

QTEST_APPLESS_MAIN(AuditRecoveryTest)
#include "tst_auditrecovery.moc"
