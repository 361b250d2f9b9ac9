// SPDX-License-Identifier: GPL-3.0-or-later
// What is written is JSON, whatever the text, with the keys in their order.
#include "core/base/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;

namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    base::appendJsonString(out, text);
    return out;
}

} // namespace

class JsonWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesNestedObjectsWithCommasWhereTheyBelong()
    {
        std::string out;
        base::JsonWriter writer(out);

        writer.beginObject().key("a").integer(1).key("b").beginArray();
        writer.string("x").boolean(true).null().beginObject().endObject().endArray();
        writer.key("c").raw("{\"d\":2}").key("t").time(base::fromUnixMilliseconds(0));
        writer.endObject();

        QCOMPARE(out, std::string("{\"a\":1,\"b\":[\"x\",true,null,{}],\"c\":{\"d\":2},"
                                  "\"t\":\"1970-01-01T00:00:00.000Z\"}"));
    }

    void integersKeepEveryDigit()
    {
        std::string out;
        base::JsonWriter writer(out);

        writer.beginArray().integer(std::numeric_limits<std::int64_t>::min());
        writer.integer(std::numeric_limits<std::uint64_t>::max()).endArray();

        QCOMPARE(out, std::string("[-9223372036854775808,18446744073709551615]"));
    }

    void plainTextIsWrittenInPlace()
    {
        std::string out;
        base::JsonWriter writer(out);

        writer.beginObject().key("a").plain([](std::string &text) { text += "1.5"; });
        writer.key("b").plain([](std::string &) {}).endObject();

        QCOMPARE(out, std::string("{\"a\":\"1.5\",\"b\":\"\"}"));
    }

    void escapesWhatMustBe_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("plain") << QByteArray("BTC") << QByteArray("\"BTC\"");
        QTest::newRow("quote and backslash") << QByteArray("a\"b\\") << QByteArray("\"a\\\"b\\\\\"");
        QTest::newRow("line break") << QByteArray("a\nb\r\t") << QByteArray("\"a\\nb\\r\\t\"");
        QTest::newRow("zero byte") << QByteArray("a\0b", 3) << QByteArray("\"a\\u0000b\"");
        QTest::newRow("control") << QByteArray("\x1f") << QByteArray("\"\\u001f\"");
        QTest::newRow("two, three and four bytes")
            << QByteArray("é€😀") << QByteArray("\"é€😀\"");
    }
    void escapesWhatMustBe()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, json);

        QCOMPARE(QByteArray::fromStdString(escaped(text.toStdString())), json);
    }

    void brokenUtf8BecomesAReplacementCharacter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("lone continuation") << QByteArray("\x80");
        QTest::newRow("cut off") << QByteArray("\xC3");
        QTest::newRow("overlong") << QByteArray("\xC0\xAF");
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80");
        QTest::newRow("no lead") << QByteArray("\xFF");
    }
    void brokenUtf8BecomesAReplacementCharacter()
    {
        QFETCH(QByteArray, bytes);

        const std::string json = escaped(("a" + bytes + "b").toStdString());

        QVERIFY(json.find("\xEF\xBF\xBD") != std::string::npos);
        const auto read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]");
        QVERIFY(read.isArray());
        QVERIFY(read.array().at(0).toString().startsWith(QLatin1Char('a')));
        QVERIFY(read.array().at(0).toString().endsWith(QLatin1Char('b')));
    }

    void anyBytesMakeValidJsonInOneLine()
    {
        QVERIFY(rc::check([](const std::string &bytes) {
            const std::string json = escaped(bytes);

            const auto read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]");
            RC_ASSERT(read.isArray() && read.array().size() == 1);
            RC_ASSERT(json.find('\n') == std::string::npos);
        }));
    }

    void keysAreEscapedToo()
    {
        std::string out;

        base::JsonWriter(out).beginObject().key("a\"b").null().endObject();

        QCOMPARE(out, std::string("{\"a\\\"b\":null}"));
    }
};

QTEST_APPLESS_MAIN(JsonWriterTest)
#include "tst_jsonwriter.moc"
