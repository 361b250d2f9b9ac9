// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of an audit line, and the chain that runs through them.
#include "core/audit/chain.h"
#include "core/audit/records.h"
#include "tests/core/audit/trailfixture.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

const base::Timestamp Now = at("2026-11-23T10:00:00.000Z");

QJsonObject parsed(const std::string &object)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(object), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QString member(const std::string &object, const char *key)
{
    return parsed(object).value(QLatin1String(key)).toString();
}

std::string only(const domain::Change &change)
{
    return audit::changeRecords(change, Now).at(0).object;
}

std::string sha256(const std::string &bytes)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

} // namespace

class AuditLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFillSaysEverythingInTheDocumentedOrder()
    {
        const std::string expected
            = R"({"timestamp":"2026-11-23T10:00:00.000Z","type":"fill","symbol":"BTC-USD",)"
              R"("side":"buy","quantity":"0.1","price":"50000",)"
              R"("account":"0x1111111111111111111111111111111111111111","coin":"BTC",)"
              R"("time":"2026-11-23T09:59:59.874Z","tid":907359904431134,"oid":281839212345,)"
              R"("fee":"2.25","fee_token":"USDC","closed_pnl":"0","source":"live",)"
              R"("start_position":"0","dir":"Open Long","taker":true,"tx":"0xabc",)"
              R"("before":{"size":"0","entry_notional":"0","entry":"exact","basis":"complete",)"
              R"("realized_pnl":"0","fees":{},"fees_usd":"0","funding":"0","opened_at":null,)"
              R"("net_since_open":null},)"
              R"("after":{"size":"0.1","entry_notional":"5000","entry":"exact",)"
              R"("basis":"complete","realized_pnl":"0","fees":{"USDC":"2.25"},)"
              R"("fees_usd":"2.25","funding":"0","opened_at":"2026-11-23T09:59:59.874Z",)"
              R"("net_since_open":"-2.25"}})";

        QCOMPARE(QString::fromStdString(only(openingFill())), QString::fromStdString(expected));
    }

    void aFillDoesNotSayWhoTookWhereTheExchangeDidNot()
    {
        domain::Change change = openingFill();
        change.fill->isTaker.reset();

        QVERIFY(!QString::fromStdString(only(change)).contains(QLatin1String("taker")));
    }

    void aFillKeepsItsMarks()
    {
        domain::Change change = openingFill();
        change.isLate = true;
        change.isHistory = true;
        change.source = domain::FillSource::Sweep;
        change.fill->liquidation
            = domain::Liquidation{account(0x11), number("49000.5"), "backstop"};
        change.fill->direction = "Auto-Deleveraging";
        change.fill->twapId = 77;
        change.fill->clientOrderId = "0x01";
        change.fill->builderFee = number("0.5");
        change.closedPnl = domain::ClosedPnlCheck{number("1.5"), number("1.4")};

        const QJsonObject line = parsed(only(change));

        QCOMPARE(line.value(QLatin1String("late")), QJsonValue(true));
        QCOMPARE(line.value(QLatin1String("history")), QJsonValue(true));
        QCOMPARE(line.value(QLatin1String("source")).toString(), QStringLiteral("sweep"));
        QCOMPARE(line.value(QLatin1String("dir")).toString(), QStringLiteral("Auto-Deleveraging"));
        QCOMPARE(line.value(QLatin1String("twap_id")).toInt(), 77);
        QCOMPARE(line.value(QLatin1String("cloid")).toString(), QStringLiteral("0x01"));
        QCOMPARE(line.value(QLatin1String("builder_fee")).toString(), QStringLiteral("0.5"));
        QCOMPARE(line.value(QLatin1String("closed_pnl_computed")).toString(),
                 QStringLiteral("1.5"));
        const QJsonObject liquidation = line.value(QLatin1String("liquidation")).toObject();
        QCOMPARE(liquidation.value(QLatin1String("method")).toString(),
                 QStringLiteral("backstop"));
        QCOMPARE(liquidation.value(QLatin1String("mark_price")).toString(),
                 QStringLiteral("49000.5"));
    }

    void aLateFillSaysWhatItLeavesOpen()
    {
        domain::Change change = openingFill();
        change.isLate = true;
        QVERIFY(!parsed(only(change)).contains(QLatin1String("late_size")));
        QVERIFY(!parsed(only(change)).contains(QLatin1String("late_cash")));

        change.openLate = domain::OpenLate{number("-0.5"), number("26500.25")};

        QCOMPARE(member(only(change), "late_size"), QStringLiteral("-0.5"));
        QCOMPARE(member(only(change), "late_cash"), QStringLiteral("26500.25"));
    }

    void aFillSaysWhyItsBalanceWasAdopted()
    {
        domain::Change adopted = openingFill("@107");
        adopted.reason = "the balance was 3 before this fill, held was 2";

        QCOMPARE(member(only(adopted), "reason"),
                 QStringLiteral("the balance was 3 before this fill, held was 2"));
    }

    void aStateComesWithTheDecimalsToShowItIn_data()
    {
        using domain::ChangeKind;
        QTest::addColumn<int>("kind");
        QTest::newRow("fill") << static_cast<int>(ChangeKind::Fill);
        QTest::newRow("funding") << static_cast<int>(ChangeKind::Funding);
        QTest::newRow("anchor") << static_cast<int>(ChangeKind::Anchor);
        QTest::newRow("adjust") << static_cast<int>(ChangeKind::Adjust);
        QTest::newRow("state") << static_cast<int>(ChangeKind::State);
    }
    void aStateComesWithTheDecimalsToShowItIn()
    {
        QFETCH(int, kind);
        domain::Change change = fundingPayment();
        change.fill = openingFill().fill;
        change.kind = static_cast<domain::ChangeKind>(kind);
        change.sizeDecimals = 5;
        change.priceDecimals = 1;

        for (const auto &record : audit::changeRecords(change, Now)) {
            const QJsonObject line = parsed(record.object);
            QCOMPARE(line.value(QLatin1String("size_decimals")), QJsonValue(5));
            QCOMPARE(line.value(QLatin1String("price_decimals")), QJsonValue(1));
        }
    }

    void decimalsThatAreNotKnownAreNotWritten()
    {
        QVERIFY(!parsed(only(openingFill())).contains(QLatin1String("size_decimals")));
    }

    void aStartNamesItsNetwork()
    {
        const std::string line
            = audit::startRecord("0.1.0", domain::RunMode::Testnet,
                                 "api.hyperliquid-testnet.xyz", Now)
                  .object;

        QCOMPARE(member(line, "mode"), QStringLiteral("testnet"));
        QCOMPARE(member(line, "exchange"), QStringLiteral("api.hyperliquid-testnet.xyz"));
    }

    void aConnectionMayNameItsAccount()
    {
        const std::string line
            = audit::connectionRecord("connected", "subscribed", account(1).text(), Now).object;

        QCOMPARE(member(line, "account"), QString::fromStdString(account(1).text()));
        QVERIFY(!parsed(audit::connectionRecord("disconnected", "closed", "", Now).object)
                     .contains(QLatin1String("account")));
    }

    void everyKindOfChangeHasItsType_data()
    {
        using domain::ChangeKind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("event");
        const auto row = [](const char *name, ChangeKind kind, const char *type,
                            const char *event) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(type)
                                << QString::fromLatin1(event);
        };
        row("anchor", ChangeKind::Anchor, "anchor", "");
        row("adjust", ChangeKind::Adjust, "adjust", "");
        row("state", ChangeKind::State, "position_change", "sync");
    }
    void everyKindOfChangeHasItsType()
    {
        QFETCH(int, kind);
        QFETCH(QString, type);
        QFETCH(QString, event);

        const std::string line
            = only(change(static_cast<domain::ChangeKind>(kind), "opening out of reach"));

        QCOMPARE(member(line, "type"), type);
        QCOMPARE(member(line, "event"), event);
        QCOMPARE(member(line, "reason"), QStringLiteral("opening out of reach"));
        QVERIFY(parsed(line).contains(QLatin1String("before")));
    }

    void anAdjustmentIsAlsoThePositionChangeThatClientsSee()
    {
        const auto records
            = audit::changeRecords(change(domain::ChangeKind::Adjust, "settlement"), Now);

        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(member(records[0].object, "delta"), QStringLiteral("0.1"));
        QCOMPARE(member(records[1].object, "type"), QStringLiteral("position_change"));
        QCOMPARE(member(records[1].object, "event"), QStringLiteral("sync"));
    }

    void anAdjustmentOverMoreThanANumberHoldsHasNoDelta()
    {
        domain::Int128 nines = 9;
        for (int digits = 1; digits < 38; ++digits)
            nines = nines * 10 + 9;
        domain::Change adjustment = change(domain::ChangeKind::Adjust, "absurd");
        adjustment.before.size = domain::Decimal::fromUnits(nines, 0);
        adjustment.after.size = -adjustment.before.size;

        const auto records = audit::changeRecords(adjustment, Now);

        QVERIFY(!parsed(records[0].object).contains(QLatin1String("delta")));
        QVERIFY(parsed(records[0].object).contains(QLatin1String("after")));
    }

    void aFundingPaymentKeepsItsRow()
    {
        domain::Change change = fundingPayment();
        change.funding->samples = 24;

        const QJsonObject line = parsed(only(change));

        QCOMPARE(line.value(QLatin1String("type")).toString(), QStringLiteral("funding"));
        QCOMPARE(line.value(QLatin1String("amount")).toString(), QStringLiteral("-0.0625"));
        QCOMPARE(line.value(QLatin1String("rate")).toString(), QStringLiteral("0.0000125"));
        QCOMPARE(line.value(QLatin1String("samples")).toInt(), 24);
    }

    void aCorrectionOfADaysFundingSaysSo()
    {
        domain::Change change = fundingPayment();
        QVERIFY(!parsed(only(change)).contains(QLatin1String("reason")));

        change.reason = "the row of the day";

        QCOMPARE(parsed(only(change)).value(QLatin1String("reason")).toString(),
                 QStringLiteral("the row of the day"));
    }

    void everyNoteHasItsType_data()
    {
        using domain::NoteKind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("event");
        const auto row = [](const char *name, NoteKind kind, const char *type, const char *event) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(type)
                                << QString::fromLatin1(event);
        };
        row("gap", NoteKind::Gap, "gap", "");
        row("discrepancy", NoteKind::Discrepancy, "discrepancy", "");
        row("reconciled", NoteKind::Reconciled, "reconcile", "");
        row("conflict", NoteKind::Conflict, "error", "conflict");
        row("closed pnl", NoteKind::ClosedPnlDiffers, "error", "closed_pnl_differs");
        row("phantom", NoteKind::Phantom, "error", "phantom");
    }
    void everyNoteHasItsType()
    {
        QFETCH(int, kind);
        QFETCH(QString, type);
        QFETCH(QString, event);

        const std::string line
            = audit::noteRecord(note(static_cast<domain::NoteKind>(kind)), Now).object;

        QCOMPARE(member(line, "type"), type);
        QCOMPARE(member(line, "event"), event);
    }

    void aReconciliationSaysUntilWhenAllIsProven()
    {
        domain::SyncNote proven = note(domain::NoteKind::Reconciled);
        proven.from = at("2026-11-23T09:58:30.000Z");

        const std::string line = audit::noteRecord(proven, Now).object;

        QCOMPARE(member(line, "proven_until"), QStringLiteral("2026-11-23T09:58:30.000Z"));
    }

    void aReconciliationSaysWhetherItAgreed()
    {
        domain::SyncNote compared = note(domain::NoteKind::Reconciled);
        QCOMPARE(parsed(audit::noteRecord(compared, Now).object).value(QLatin1String("agreed")),
                 QJsonValue(true));

        compared.reason = "BTC: size differs";

        QCOMPARE(parsed(audit::noteRecord(compared, Now).object).value(QLatin1String("agreed")),
                 QJsonValue(false));
    }

    void aPriceUpdateHasTheShapeOfAPositionChange()
    {
        domain::PositionView position;
        position.account = account(0x11);
        position.coin = "BTC";
        position.symbol = "BTC-USD";
        position.currentPrice = number("50500");
        position.unrealizedPnl = number("50");

        const std::string line = audit::priceRecord(position, Now).object;

        QVERIFY(line.starts_with("{\"timestamp\":\"2026-11-23T10:00:00.000Z\","
                                 "\"type\":\"position_change\",\"symbol\":\"BTC-USD\","));
        QCOMPARE(member(line, "event"), QStringLiteral("price_update"));
        QCOMPARE(member(line, "price"), QStringLiteral("50500"));
        QVERIFY(!parsed(line).contains(QLatin1String("after")));
    }

    void aHostileCoinStaysInsideItsString()
    {
        const std::string coin = "BTC\n{\"seq\":1,\"hash\":\"\\\xFF";

        audit::Head head = audit::emptyHead();
        const std::string line = audit::seal(only(openingFill(coin)), head);

        QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
        QCOMPARE(member(line, "coin"),
                 QStringLiteral("BTC\n{\"seq\":1,\"hash\":\"\\") + QChar(0xFFFD));
        QVERIFY(audit::checkLink(std::string_view(line).substr(0, line.size() - 1),
                                 audit::emptyHead()));
    }

    void theHashIsOfTheLineWithoutIt()
    {
        audit::Head head = audit::emptyHead();

        const std::string line = audit::seal("{\"type\":\"stop\"}", head);

        const std::string zeros(64, '0');
        const std::string body = "{\"seq\":1,\"type\":\"stop\",\"prev\":\"" + zeros + "\"";
        const std::string hashed = body + "}";
        QCOMPARE(line, body + ",\"hash\":\"" + sha256(hashed) + "\"}\n");
        QCOMPARE(head.seq, std::uint64_t{1});
        QCOMPARE(head.hash, sha256(hashed));
    }

    void eachLineNamesTheHashOfTheOneBefore()
    {
        audit::Head head = audit::emptyHead();
        audit::seal(R"({"type":"start"})", head);
        const std::string first = head.hash;

        const std::string second = audit::seal(R"({"type":"stop"})", head);

        QVERIFY(second.find("\"prev\":\"" + first + "\"") != std::string::npos);
        QVERIFY(second.starts_with("{\"seq\":2,"));
    }
};

QTEST_APPLESS_MAIN(AuditLinesTest)
#include "tst_auditlines.moc"
