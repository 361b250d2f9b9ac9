// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar of the text of decimals: what is read, how it is written again, and what is refused.
#include "core/base/result.h"
#include "core/domain/decimal.h"
#include "tests/core/domain/decimaltext.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::Decimal;

class DecimalTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheWireWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("zero") << "0" << "0";
        QTest::newRow("wire zero") << "0.0" << "0";
        QTest::newRow("negative zero is zero") << "-0" << "0";
        QTest::newRow("negative wire zero is zero") << "-0.000" << "0";
        QTest::newRow("whole with a digit behind the point") << "60000.0" << "60000";
        QTest::newRow("trailing zeros go") << "1.500" << "1.5";
        QTest::newRow("leading zeros go") << "007.25" << "7.25";
        QTest::newRow("many leading zeros are no digits") << "00000000000000000000000000001" << "1";
        QTest::newRow("small") << "0.0000000001" << "0.0000000001";
        QTest::newRow("negative fraction") << "-0.00001" << "-0.00001";
        QTest::newRow("zeros inside stay") << "100.00100" << "100.001";
        QTest::newRow("whole zeros stay") << "1000" << "1000";
        QTest::newRow("printed double") << "3155203.7660619998" << "3155203.7660619998";
        QTest::newRow("as long as may be")
            << "9999999999999999999.999999999999999999" << "9999999999999999999.999999999999999999";
        QTest::newRow("as long as may be, negative")
            << "-9999999999999999999.999999999999999999"
            << "-9999999999999999999.999999999999999999";
        QTest::newRow("beyond 64 bits") << "18446744073709551.61600" << "18446744073709551.616";
    }
    void readsWhatTheWireWrites()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);

        const auto value = Decimal::parse(text.toStdString());

        QVERIFY(value.has_value());
        QCOMPARE(shown(*value), expected);
    }

    void refusesWhatIsNoDecimal_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isTooLong");
        const auto row = [](const char *name, QByteArray text, bool isTooLong = false) {
            QTest::newRow(name) << text << isTooLong;
        };
        row("nothing", "");
        row("sign only", "-");
        row("point only", ".");
        row("no digit before the point", ".5");
        row("no digit behind the point", "5.");
        row("plus", "+1");
        row("two signs", "--1");
        row("two points", "1.2.3");
        row("exponent", "1e-7");
        row("capital exponent", "1E5");
        row("not a number", "NaN");
        row("infinite", "Infinity");
        row("blank before", " 1");
        row("blank behind", "1 ");
        row("blank inside", "1 000");
        row("comma", "1,5");
        row("thousands", "1,000.5");
        row("underscore", "1_0");
        row("hexadecimal", "0x10");
        row("letters", "abc");
        row("a zero byte", QByteArray("1\0", 2));
        row("a zero byte inside", QByteArray("1\0002", 3));
        row("other digits", "\xD9\xA1"); // ARABIC-INDIC DIGIT ONE
        row("minus sign of typography", "\xE2\x88\x92" "1");
        row("sign inside", "1-2");
        row("newline", "1\n");
        row("20 digits before the point", "10000000000000000000", true);
        row("19 digits behind the point", "0.0000000000000000001", true);
        row("19 zeros behind the point", "1.0000000000000000000", true);
        row("40 digits", QByteArray(40, '7'), true);
        row("a million digits", QByteArray(1'000'000, '9'), true);
    }
    void refusesWhatIsNoDecimal()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isTooLong);

        const auto value
            = Decimal::parse({text.constData(), static_cast<std::size_t>(text.size())});

        QVERIFY(!value.has_value());
        QCOMPARE(value.error().code,
                 isTooLong ? base::ErrorCode::Overflow : base::ErrorCode::Parse);
        QVERIFY(!value.error().message.empty());
        QVERIFY(value.error().message.size() < 100); // shows a little of it, not a million digits
    }
};

QTEST_APPLESS_MAIN(DecimalTextTest)
#include "tst_decimaltext.moc"
