// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of fills and funding: what is read, tolerated and refused, and how it is said.
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include "fillsamples.h"

#include <QTest>

using namespace lpm;
using exchange::hyperliquid::decodeFills;
using exchange::hyperliquid::decodeFunding;
using exchange::hyperliquid::decodeTwapFills;
using namespace lpm::tests;

class FillCodecTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryFieldOfAFill();
    void readsAFillWithoutOptionalFields();
    void takesKeysInAnyOrder();
    void keepsTheDigitsOfBareNumbers();
    void keepsRowsInTheOrderReceived();
    void takesNamesOfAnyScript();
    void readsTwapSlices();
    void leavesOutLedgerRowsThatAreNotFunding();
    void readsFundingOfAnHourAndOfADay();
    void tolerates_data();
    void tolerates();
    void refusesAMalformedFill_data();
    void refusesAMalformedFill();
    void echoesLittleOfWhatItRefuses();
};

void FillCodecTest::readsEveryFieldOfAFill()
{
    const auto fills = decodeFills("[" + FullFill.toStdString() + "]");

    QVERIFY2(fills, fills ? "" : fills.error().message.c_str());
    QCOMPARE(fills->size(), std::size_t{1});
    const domain::Fill &fill = fills->front();
    QCOMPARE(fill.coin, std::string("xyz:TSLA"));
    QCOMPARE(fill.price, number("410.25"));
    QCOMPARE(fill.size, number("1.5"));
    QCOMPARE(fill.side, domain::FillSide::Sell);
    QCOMPARE(base::toUnixMilliseconds(fill.time), 1790000000123LL);
    QCOMPARE(fill.startPosition, number("4480429.5999999996"));
    QCOMPARE(fill.direction, std::string("Close Long"));
    QCOMPARE(fill.closedPnl, number("-3.000001"));
    QCOMPARE(fill.hash, std::string("0xabc0"));
    QCOMPARE(fill.orderId, std::int64_t{566617233807});
    QCOMPARE(fill.tradeId, std::int64_t{669583051366496});
    QVERIFY(fill.isTaker == true);
    QCOMPARE(fill.fee, number("-0.27225"));
    QCOMPARE(fill.feeToken, std::string("USDH"));
    QCOMPARE(fill.builderFee.value(), number("0.05"));
    QCOMPARE(fill.clientOrderId, std::string("0x00000000000000000000000000000007"));
    QCOMPARE(fill.twapId.value(), std::int64_t{9});
    QCOMPARE(fill.liquidation->liquidatedUser->text(),
             std::string("0x1111111111111111111111111111111111111111"));
    QCOMPARE(fill.liquidation->markPrice.value(), number("410.5"));
    QCOMPARE(fill.liquidation->method, std::string("market"));
}

void FillCodecTest::readsAFillWithoutOptionalFields()
{
    const auto fills = decodeFills('[' + minimalFill().toStdString() + ']');

    QVERIFY(fills);
    QCOMPARE(fills->front().feeToken, std::string("USDC"));
    QVERIFY(fills->front().direction.empty());
    QVERIFY(!fills->front().isTaker.has_value());
    QVERIFY(!fills->front().builderFee);
    QVERIFY(!fills->front().twapId);
    QVERIFY(!fills->front().liquidation);
}

void FillCodecTest::takesKeysInAnyOrder()
{
    const auto usual = decodeFills("[" + minimalFill().toStdString() + "]");
    const auto reversed = decodeFills(
        R"([{"tid":2,"fee":"0.1","oid":1,"closedPnl":"0.0","startPosition":"0.0",
             "time":1790000000123,"side":"B","sz":"0.01","px":"60500.0","\u0063oin":"BTC"}])");

    QVERIFY(usual && reversed);
    QVERIFY(usual->front() == reversed->front());
}

void FillCodecTest::keepsTheDigitsOfBareNumbers()
{
    const auto fills =
        decodeFills('[' + minimalFill("px", "12345678901.123456789 ").toStdString() + ']');

    QVERIFY(fills);
    QCOMPARE(fills->front().price.text(), std::string("12345678901.123456789"));
}

void FillCodecTest::keepsRowsInTheOrderReceived()
{
    const auto fills = decodeFills('[' + minimalFill("tid", "9").toStdString() + ',' +
                                   minimalFill("tid", "3").toStdString() + ']');

    QVERIFY(fills);
    QCOMPARE(fills->at(0).tradeId, std::int64_t{9});
    QCOMPARE(fills->at(1).tradeId, std::int64_t{3});
}

void FillCodecTest::takesNamesOfAnyScript()
{
    const auto fills =
        decodeFills('[' + minimalFill("coin", "\"\xE5\xB8\x81*<b>\\u0041\"").toStdString() + ']');

    QVERIFY(fills);
    QCOMPARE(fills->front().coin, std::string("\xE5\xB8\x81*<b>A"));
}

void FillCodecTest::readsTwapSlices()
{
    const auto fills = decodeTwapFills(
        R"([{"fill":)" + minimalFill("twapId", "null").toStdString() + R"(,"twapId":77}])");

    QVERIFY(fills);
    QCOMPARE(fills->front().twapId.value(), std::int64_t{77});
    QCOMPARE(fills->front().coin, std::string("BTC"));
}

void FillCodecTest::leavesOutLedgerRowsThatAreNotFunding()
{
    const auto payments =
        decodeFunding(R"([{"time":1,"hash":"0x0","delta":{"type":"deposit","usdc":"99.5"}}])");

    QVERIFY(payments);
    QVERIFY(payments->empty());
}

void FillCodecTest::readsFundingOfAnHourAndOfADay()
{
    const auto payments = decodeFunding(
        R"([{"time":1790002800041,"hash":"0x00","delta":{"type":"funding","coin":"ETH",
             "usdc":"-0.0188","szi":"0.5","fundingRate":"0.0000125","nSamples":null}},
            {"time":1790000000000,"hash":"0x00","delta":{"type":"funding","coin":"ETH",
             "usdc":"1.25","szi":"-0.5","fundingRate":"0.0000125","nSamples":24}}])");

    QVERIFY(payments);
    QCOMPARE(payments->size(), std::size_t{2});
    QCOMPARE(payments->at(0).amount, number("-0.0188"));
    QCOMPARE(payments->at(0).rate, number("0.0000125"));
    QVERIFY(!payments->at(0).samples);
    QCOMPARE(payments->at(1).samples.value(), 24);
    QCOMPARE(payments->at(1).positionSize, number("-0.5"));
}

void FillCodecTest::tolerates_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("unknown dir") << QByteArray("dir") << QByteArray("\"Merge Question\"");
    QTest::newRow("blanks in a decimal") << QByteArray("fee") << QByteArray("\" -3.62\"");
    QTest::newRow("minus zero") << QByteArray("closedPnl") << QByteArray("\"-0.0\"");
    QTest::newRow("a price of zero") << QByteArray("px") << QByteArray("\"0.0\"");
    QTest::newRow("the largest price") << QByteArray("px") << QByteArray("\"1000000000000.0\"");
    QTest::newRow("the finest price") << QByteArray("px") << QByteArray("\"0.0000000000010\"");
    QTest::newRow("tid of dust") << QByteArray("tid") << QByteArray("0");
    QTest::newRow("largest tid") << QByteArray("tid") << QByteArray("9223372036854775807");
    QTest::newRow("null cloid") << QByteArray("cloid") << QByteArray("null");
    QTest::newRow("liquidation without user")
        << QByteArray("liquidation") << QByteArray(R"({"markPx":1.5,"method":"backstop"})");
    QTest::newRow("liquidation of nobody we can read")
        << QByteArray("liquidation") << QByteArray(R"({"liquidatedUser":"hl:7"})");
    QTest::newRow("unknown object") << QByteArray("new") << QByteArray(R"({"a":[[],{"b":"]}"}]})");
}

void FillCodecTest::tolerates()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, json);

    QCOMPARE(refusalOf('[' + minimalFill(key, json) + ']'), QString());
}

void FillCodecTest::refusesAMalformedFill_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const char *key, const QByteArray &json,
                        const char *sentence) {
        QTest::newRow(name) << QByteArray(key) << json << QString::fromUtf8(sentence);
    };
    row("missing", "px", "", "fills: row 0: px is missing");
    row("null where a value is due", "sz", "null", "fills: row 0: sz is missing");
    row("NaN as text", "px", "\"NaN\"", "fills: row 0: px \"NaN\" is not a decimal number");
    row("bare NaN", "px", "NaN", "fills: row 0: px is not a decimal number");
    row("exponent", "px", "\"1e-7\"", "fills: row 0: px \"1e-7\" is not a decimal number");
    row("bare exponent", "px", "1e-7", "fills: row 0: px \"1e-7\" is not a decimal number");
    row("forty digits", "px", "\"1234567890123456789012345678901234567890\"",
        "fills: row 0: px \"1234567890123456789012345678901234567890\" has too many digits");
    row("too fine", "fee", "\"0.1234567890123456789\"",
        "fills: row 0: fee \"0.1234567890123456789\" has too many digits");
    row("underscore", "px", "\"1_0\"", "fills: row 0: px \"1_0\" is not a decimal number");
    row("plus sign", "px", "\"+1\"", "fills: row 0: px \"+1\" is not a decimal number");
    row("empty text", "px", "\"\"", "fills: row 0: px is not a decimal number");
    row("an object for a number", "px", "{}", "fills: row 0: px is not a decimal number");
    row("a list for a number", "px", "[1]", "fills: row 0: px is not a decimal number");
    row("true for a number", "px", "true", "fills: row 0: px is not a decimal number");
    row("negative price", "px", "\"-1\"", "fills: row 0: px is negative");
    row("a price of no market", "px", "\"1000000000000.1\"",
        "fills: row 0: px is beyond what a price can be");
    row("a price too fine", "px", "\"1.0000000000001\"",
        "fills: row 0: px is beyond what a price can be");
    row("negative size", "sz", "\"-1\"", "fills: row 0: sz is not above zero");
    row("no size", "sz", "\"0.0\"", "fills: row 0: sz is not above zero");
    row("unknown side", "side", "\"C\"", "fills: row 0: side is neither B nor A");
    row("number for a text", "coin", "7", "fills: row 0: coin is not a text");
    row("no coin", "coin", "\"\"", "fills: row 0: coin is empty");
    row("broken escape", "coin", "\"\\ud800x\"", "fills: row 0: coin is not a text");
    row("fraction of an id", "tid", "1.5", "fills: row 0: tid \"1.5\" is not a whole number");
    row("id beyond 63 bits", "oid", "9223372036854775808",
        "fills: row 0: oid \"9223372036854775808\" is not a whole number");
    row("time before time", "time", "-1", "fills: row 0: time -1 is not a time in milliseconds");
    row("time in microseconds", "time", "1790000000000000",
        "fills: row 0: time 1790000000000000 is not a time in milliseconds");
    row("text for a truth", "crossed", "\"true\"",
        "fills: row 0: crossed is neither true nor false");
    row("liquidation is a text", "liquidation", "\"yes\"",
        "fills: row 0: liquidation is not an object");
    row("mark of a liquidation", "liquidation", R"({"markPx":"x"})",
        "fills: row 0: liquidation: markPx \"x\" is not a decimal number");
    row("nothing but garbage", "unknown", "nul", "fills: row 0 is not well-formed JSON");
    row("brackets crossed", "unknown", "[{]}", "fills: row 0 has brackets that do not pair");
}

void FillCodecTest::refusesAMalformedFill()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, json);
    QFETCH(QString, sentence);

    QCOMPARE(refusalOf('[' + minimalFill(key, json) + ']'), sentence);
}

void FillCodecTest::echoesLittleOfWhatItRefuses()
{
    const QString refusal =
        refusalOf('[' + minimalFill("px", '"' + QByteArray(5'000, 'x') + '"') + ']');

    QVERIFY2(refusal.size() < 100, qPrintable(refusal));
}

QTEST_GUILESS_MAIN(FillCodecTest)
#include "tst_fillcodec.moc"
