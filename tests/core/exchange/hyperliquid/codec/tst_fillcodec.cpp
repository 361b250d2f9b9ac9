// SPDX-License-Identifier: GPL-3.0-or-later
// Fills and funding: what is read, what is tolerated, what is refused and how it is said.
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include <QTest>

using namespace lpm;
using domain::Decimal;
using exchange::hyperliquid::decodeFills;
using exchange::hyperliquid::decodeFunding;
using exchange::hyperliquid::decodeReadableFills;
using exchange::hyperliquid::decodeReadableFunding;
using exchange::hyperliquid::decodeReadableTwapFills;
using exchange::hyperliquid::decodeTwapFills;

namespace {

const QByteArray FullFill = R"({"coin":"xyz:TSLA","px":"410.25","sz":"1.5","side":"A",
 "time":1790000000123,"startPosition":"4480429.5999999996","dir":"Close Long",
 "closedPnl":"-3.000001","hash":"0xabc0","oid":566617233807,"crossed":true,"fee":"-0.27225",
 "tid":669583051366496,"cloid":"0x00000000000000000000000000000007",
 "liquidation":{"liquidatedUser":"0x1111111111111111111111111111111111111111",
   "markPx":"410.5","method":"market"},
 "feeToken":"USDH","builderFee":"0.05","twapId":9,"somethingNew":{"deep":[1,{"a":null}]}})";

QByteArray minimalFill(const QByteArray &key = {}, const QByteArray &json = {})
{
    QList<std::pair<QByteArray, QByteArray>> fields{
        {"coin", "\"BTC\""},       {"px", "\"60500.0\""},
        {"sz", "\"0.01\""},        {"side", "\"B\""},
        {"time", "1790000000123"}, {"startPosition", "\"0.0\""},
        {"closedPnl", "\"0.0\""},  {"oid", "1"},
        {"fee", "\"0.1\""},        {"tid", "2"}};
    QByteArray object;
    bool isReplaced = key.isEmpty();
    for (const auto &[name, value] : fields) {
        const bool isHere = name == key;
        isReplaced |= isHere;
        if (isHere && json.isEmpty())
            continue;
        object += (object.isEmpty() ? "{\"" : ",\"") + name + "\":" + (isHere ? json : value);
    }
    return object + (isReplaced ? "}" : ",\"" + key + "\":" + json + '}');
}

Decimal number(const char *text) { return Decimal::parse(text).value(); }

QString refusalOf(const QByteArray &json)
{
    const auto fills = decodeFills(json.toStdString());
    return fills ? QString() : QString::fromStdString(fills.error().message);
}

} // namespace

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
    void refusesAMalformedDocument_data();
    void refusesAMalformedDocument();
    void survivesEveryCutOfAnAnswer();
    void echoesLittleOfWhatItRefuses();
    void setsAsideRowsThatCannotBeRead();
    void setsAsideSlicesAndPaymentsToo();
    void aDocumentThatIsBrokenFailsWhole_data();
    void aDocumentThatIsBrokenFailsWhole();
    void anAnswerInAnotherFormFailsWhole();
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
    QVERIFY(fill.isTaker);
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

void FillCodecTest::refusesAMalformedDocument_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray row = minimalFill();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blanks") << QByteArray("  \n ");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("an object") << QByteArray("{}");
    QTest::newRow("a text") << QByteArray("\"[]\"");
    QTest::newRow("a number") << QByteArray("17");
    QTest::newRow("HTML") << QByteArray("<html><body>502 Bad Gateway</body></html>");
    QTest::newRow("rows are lists") << QByteArray("[[]]");
    QTest::newRow("rows are null") << QByteArray("[null]");
    QTest::newRow("not closed") << '[' + row;
    QTest::newRow("closed twice") << '[' + row + "]]";
    QTest::newRow("followed by a document") << '[' + row + "][]";
    QTest::newRow("followed by a second after a comma") << '[' + row + "],[]";
    QTest::newRow("comma at the end") << '[' + row + ",]";
    QTest::newRow("no comma") << '[' + row + row + ']';
    QTest::newRow("not UTF-8") << "[" + minimalFill("coin", "\"\xFF\xFE\"") + "]";
    QTest::newRow("key given twice") << "[" + minimalFill().chopped(1) + ",\"px\":\"1\"}]";
    QTest::newRow("deep list") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("deep in an unknown field")
        << "[" + minimalFill("new", QByteArray(64, '[') + QByteArray(64, ']')) + "]";
    QTest::newRow("deep objects") << [] {
        QByteArray json;
        for (int i = 0; i < 5'000; ++i)
            json += "{\"a\":";
        return '[' + json + '1' + QByteArray(5'000, '}') + ']';
    }();
    QTest::newRow("zero bytes") << QByteArray(32, '\0');
}

void FillCodecTest::refusesAMalformedDocument()
{
    QFETCH(QByteArray, json);

    const QString refusal = refusalOf(json);

    QVERIFY2(refusal.startsWith(QLatin1String("fills")), qPrintable(refusal));
    QVERIFY2(refusal.size() < 120, qPrintable(refusal));
}

void FillCodecTest::survivesEveryCutOfAnAnswer()
{
    const QByteArray whole = '[' + FullFill + ',' + minimalFill() + ']';

    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!refusalOf(whole.first(length)).isEmpty(), whole.first(length).constData());
    QVERIFY(refusalOf(whole).isEmpty());
}

void FillCodecTest::echoesLittleOfWhatItRefuses()
{
    const QString refusal =
        refusalOf('[' + minimalFill("px", '"' + QByteArray(5'000, 'x') + '"') + ']');

    QVERIFY2(refusal.size() < 100, qPrintable(refusal));
}

void FillCodecTest::setsAsideRowsThatCannotBeRead()
{
    const QByteArray json = '[' + minimalFill("tid", "1") + ',' + minimalFill("sz", "\"0.0\"") + ','
                            + minimalFill("tid", "3") + ",null,{\"liquidation\":[[{}]]},"
                            + minimalFill("tid", "6") + ']';

    const auto read = decodeReadableFills(json.toStdString());

    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->rows.size(), std::size_t{3});
    QCOMPARE(read->rows[0].tradeId, std::int64_t{1});
    QCOMPARE(read->rows[1].tradeId, std::int64_t{3});
    QCOMPARE(read->rows[2].tradeId, std::int64_t{6});
    QCOMPARE(read->rejected, (std::vector<std::string>{
                                 "fills: row 1: sz is not above zero", "fills: row 3 is not an object",
                                 "fills: row 4: liquidation is not an object"}));
}

void FillCodecTest::setsAsideSlicesAndPaymentsToo()
{
    const auto slices = decodeReadableTwapFills(
        R"([{"twapId":7},{"fill":)" + minimalFill().toStdString() + R"(,"twapId":77}])");
    const auto payments = decodeReadableFunding(
        R"([{"time":1,"delta":{"type":"funding","coin":"ETH","usdc":"x"}},
            {"time":1,"delta":{"type":"deposit","usdc":"1"}},
            {"time":2,"delta":{"type":"funding","coin":"ETH","usdc":"-1"}}])");

    QVERIFY(slices && payments);
    QCOMPARE(slices->rows.size(), std::size_t{1});
    QCOMPARE(slices->rejected.size(), std::size_t{1});
    QCOMPARE(payments->rows.size(), std::size_t{1});
    QCOMPARE(payments->rows[0].amount, number("-1"));
    QCOMPARE(payments->rejected,
             std::vector<std::string>{"funding: row 0: delta: usdc \"x\" is not a decimal number"});
}

void FillCodecTest::aDocumentThatIsBrokenFailsWhole_data()
{
    refusesAMalformedDocument_data();
}

void FillCodecTest::aDocumentThatIsBrokenFailsWhole()
{
    QFETCH(QByteArray, json);
    static const QByteArrayList ofOneRow{"rows are lists", "rows are null", "key given twice"};

    const auto read = decodeReadableFills(json.toStdString());

    QCOMPARE(read.has_value(), ofOneRow.contains(QByteArray(QTest::currentDataTag())));
    if (read)
        QVERIFY(read->rows.empty() && read->rejected.size() == 1);
}

void FillCodecTest::anAnswerInAnotherFormFailsWhole()
{
    const auto page = [](std::size_t bad) {
        QByteArray json = '[' + minimalFill();
        for (std::size_t i = 0; i < bad; ++i)
            json += ',' + minimalFill("sz", "\"0.0\"");
        return decodeReadableFills((json + ']').toStdString());
    };
    using exchange::hyperliquid::MostRowsSetAside;

    const auto most = page(MostRowsSetAside);
    const auto tooMany = page(MostRowsSetAside + 1);

    QVERIFY(most);
    QCOMPARE(most->rejected.size(), MostRowsSetAside);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().message, std::string("fills: row 1: sz is not above zero"));
}

QTEST_GUILESS_MAIN(FillCodecTest)
#include "tst_fillcodec.moc"
