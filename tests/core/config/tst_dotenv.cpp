// SPDX-License-Identifier: GPL-3.0-or-later
// The .env file, line by line.
#include "core/config/dotenv.h"

#include <QtTest>

using namespace lpm;

class DotEnvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const char *text, const char *value) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(value);
        };
        row("plain", "A=info", "info");
        row("blanks around", "  A = info  ", "info");
        row("empty", "A=", "");
        row("exported", "export A=true", "true");
        row("double quotes", "A=\"two words\"", "two words");
        row("single quotes", "A='two # words'", "two # words");
        row("escapes in double quotes", "A=\"a\\\"b\\\\c\\nd\"", "a\"b\\c\nd");
        row("no escapes in single quotes", "A='a\\nb'", "a\\nb");
        row("comment behind", "A=info # why", "info");
        row("comment behind quotes", "A=\"info\" # why", "info");
        row("number sign inside", "A=a#b", "a#b");
        row("only a comment", "A=# why", "");
        row("equals sign inside", "A=0xabc=main", "0xabc=main");
        row("CR LF", "A=info\r\n", "info");
        row("byte order mark", "\xEF\xBB\xBF" "A=info", "info");
        row("the last one counts", "A=first\nA=info", "info");
        row("other lines around", "# top\n\nB=x\nA=info\n  # more\n", "info");
        row("no newline at the end", "B=x\nA=info", "info");
    }
    void readsAValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);

        const auto values = config::parseDotEnv(text.toStdString());

        QVERIFY(values);
        QCOMPARE(QString::fromStdString(values->at("A")), value);
    }

    void namesTheMalformedLineAndNotItsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *text, const char *message) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(message);
        };
        row("no equals sign", "A=1\nsecret", "line 2: KEY=value expected");
        row("no name", "=secret", "line 1: KEY=value expected");
        row("a name with a blank", "A B=secret", "line 1: KEY=value expected");
        row("a name that begins with a digit", "1A=secret", "line 1: KEY=value expected");
        row("an open quote", "\n\nA=\"secret", "line 3: a quote is not closed");
        row("text behind quotes", "A='secret' secret", "line 1: text behind the closing quote");
    }
    void namesTheMalformedLineAndNotItsText()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);

        const auto values = config::parseDotEnv(text.toStdString());

        QVERIFY(!values);
        QCOMPARE(QString::fromStdString(values.error().message), message);
    }

    void anEmptyFileHasNoValues()
    {
        QVERIFY(config::parseDotEnv("")->empty());
    }
};

QTEST_APPLESS_MAIN(DotEnvTest)
#include "tst_dotenv.moc"
