// SPDX-License-Identifier: GPL-3.0-or-later
// Whole answers of fills and funding: which fail whole, and which rows are set aside.
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include "fillsamples.h"

#include <QTest>

using namespace lpm;
using exchange::hyperliquid::decodeReadableFills;
using exchange::hyperliquid::decodeReadableFunding;
using exchange::hyperliquid::decodeReadableTwapFills;
using namespace lpm::tests;

class FillAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesAMalformedDocument_data();
    void refusesAMalformedDocument();
    void survivesEveryCutOfAnAnswer();
    void setsAsideRowsThatCannotBeRead();
    void setsAsideSlicesAndPaymentsToo();
    void aDocumentThatIsBrokenFailsWhole_data();
    void aDocumentThatIsBrokenFailsWhole();
    void anAnswerInAnotherFormFailsWhole();
};

void FillAnswersTest::refusesAMalformedDocument_data()
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

void FillAnswersTest::refusesAMalformedDocument()
{
    QFETCH(QByteArray, json);

    const QString refusal = refusalOf(json);

    QVERIFY2(refusal.startsWith(QLatin1String("fills")), qPrintable(refusal));
    QVERIFY2(refusal.size() < 120, qPrintable(refusal));
}

void FillAnswersTest::survivesEveryCutOfAnAnswer()
{
    const QByteArray whole = '[' + FullFill + ',' + minimalFill() + ']';

    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!refusalOf(whole.first(length)).isEmpty(), whole.first(length).constData());
    QVERIFY(refusalOf(whole).isEmpty());
}

void FillAnswersTest::setsAsideRowsThatCannotBeRead()
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

void FillAnswersTest::setsAsideSlicesAndPaymentsToo()
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

void FillAnswersTest::aDocumentThatIsBrokenFailsWhole_data()
{
    refusesAMalformedDocument_data();
}

void FillAnswersTest::aDocumentThatIsBrokenFailsWhole()
{
    QFETCH(QByteArray, json);
    static const QByteArrayList ofOneRow{"rows are lists", "rows are null", "key given twice"};

    const auto read = decodeReadableFills(json.toStdString());

    QCOMPARE(read.has_value(), ofOneRow.contains(QByteArray(QTest::currentDataTag())));
    if (read)
        QVERIFY(read->rows.empty() && read->rejected.size() == 1);
}

void FillAnswersTest::anAnswerInAnotherFormFailsWhole()
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

QTEST_GUILESS_MAIN(FillAnswersTest)
#include "tst_fillanswers.moc"
