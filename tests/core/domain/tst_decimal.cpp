// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic of decimals that is exact or refuses, division and rounding, and their order.
#include "core/base/check.h"
#include "core/domain/decimal.h"
#include "tests/core/domain/decimaltext.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::ArithmeticOverflow;
using domain::Decimal;
using domain::Int128;
using domain::Rounding;

class DecimalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWithoutTheErrorsOfBinaryFloatingPoint()
    {
        QCOMPARE(shown(dec("0.1") + dec("0.2")), QStringLiteral("0.3"));
        QCOMPARE(shown(dec("1.005") * dec("100")), QStringLiteral("100.5"));
        QCOMPARE(shown(dec("9007199254740993") - dec("1")), QStringLiteral("9007199254740992"));
        Decimal dimes;
        for (int i = 0; i < 1000; ++i)
            dimes += dec("0.1");
        QCOMPARE(dimes, Decimal(100));
    }

    void keepsTheDigitsThatTrailingZerosWouldCost()
    {
        // 38 digits at scale 0, and a number that carries 36 digits of zeros.
        const Decimal large = dec("9999999999999999999") * dec("1000000000000000000");
        const Decimal one = Decimal::fromUnits(power(10, 36), 36);

        QCOMPARE(shown(large + one), QStringLiteral("9999999999999999999000000000000000001"));
        QCOMPARE(shown(one * large), QStringLiteral("9999999999999999999000000000000000000"));
        // Zeros that only the result has.
        const Decimal nines = Decimal::fromUnits(power(10, 38) - 1, 1);
        QCOMPARE(nines + dec("0.1"), Decimal::fromUnits(power(10, 37), 0));
        QCOMPARE(Decimal::fromUnits(power(10, 22) + 1, 1) * Decimal::fromUnits(power(10, 16), 0),
                 Decimal::fromUnits(power(10, 37) + power(10, 15), 0));
    }

    void refusesWhatDoesNotFit()
    {
        const Decimal largest = Decimal::fromUnits(power(10, 38) - 1, 0);
        const Decimal tiniest = Decimal::fromUnits(1, Decimal::MaxScale);

        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, largest + Decimal(1));
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, -largest - Decimal(1));
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, largest + tiniest);
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, largest * Decimal(2));
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, largest * largest);
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, tiniest * tiniest);
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow,
                                 Decimal::divide(largest, tiniest, 0, Rounding::Floor));
        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, Decimal::fromUnits(power(10, 38), 0));
        QVERIFY_THROWS_EXCEPTION(base::InvariantViolation, Decimal::fromUnits(1, 37));
        QVERIFY_THROWS_EXCEPTION(base::InvariantViolation,
                                 Decimal::divide(Decimal(1), Decimal(0), 2, Rounding::Floor));
        QCOMPARE(largest + Decimal(0), largest);
        QCOMPARE(largest * Decimal(-1), -largest);
        QCOMPARE(tiniest * Decimal(0), Decimal(0));
    }

    void anOverflowLeavesTheLeftSideAsItWas()
    {
        Decimal value = Decimal::fromUnits(power(10, 38) - 1, 0);
        const Decimal before = value;

        QVERIFY_THROWS_EXCEPTION(ArithmeticOverflow, value += Decimal(1));

        QCOMPARE(value, before);
    }

    void dividesAndRoundsInEveryDirection_data()
    {
        QTest::addColumn<QString>("dividend");
        QTest::addColumn<QString>("divisor");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QStringList>("floorCeilingTruncateHalf");
        const auto row = [](const char *name, const char *a, const char *b, int decimals,
                            const char *results) {
            QTest::newRow(name) << QString::fromLatin1(a) << QString::fromLatin1(b) << decimals
                                << QString::fromLatin1(results).split(QLatin1Char(' '));
        };
        row("even", "6", "2", 0, "3 3 3 3");
        row("third", "1", "3", 4, "0.3333 0.3334 0.3333 0.3333");
        row("negative third", "-1", "3", 4, "-0.3334 -0.3333 -0.3333 -0.3333");
        row("negative divisor", "1", "-3", 4, "-0.3334 -0.3333 -0.3333 -0.3333");
        row("both negative", "-2", "-3", 4, "0.6666 0.6667 0.6666 0.6667");
        row("tie", "5", "2", 0, "2 3 2 3");
        row("negative tie", "-5", "2", 0, "-3 -2 -2 -3");
        row("the entry of the exchange", "50.490830", "0.00061", 1,
            "82771.8 82771.9 82771.8 82771.9");
        row("rest below one unit", "0.0000000001", "1", 6, "0 0.000001 0 0");
        row("negative rest below one unit", "-0.0000000001", "1", 6, "-0.000001 0 0 0");
        row("a shift down", "12345678901.5", "0.00000001", 0,
            "1234567890150000000 1234567890150000000 1234567890150000000 1234567890150000000");
    }
    void dividesAndRoundsInEveryDirection()
    {
        QFETCH(QString, dividend);
        QFETCH(QString, divisor);
        QFETCH(int, decimals);
        QFETCH(QStringList, floorCeilingTruncateHalf);
        const Decimal a = dec(dividend.toLatin1().constData());
        const Decimal b = dec(divisor.toLatin1().constData());

        int i = 0;
        for (const Rounding rounding : {Rounding::Floor, Rounding::Ceiling, Rounding::Truncate,
                                        Rounding::HalfAwayFrom0})
            QCOMPARE(shown(Decimal::divide(a, b, decimals, rounding)),
                     floorCeilingTruncateHalf.at(i++));
    }

    void comparesByValueWhateverTheDigitsCarried()
    {
        QVERIFY(dec("1.50") == dec("1.5"));
        QVERIFY(dec("-0.0") == Decimal(0));
        QVERIFY(dec("-1") < dec("-0.999999"));
        QVERIFY(dec("2") > dec("1.999999999999999999"));
        // Bringing both to one scale would need more than 38 digits.
        const Decimal large = Decimal::fromUnits(power(10, 38) - 1, 0);
        const Decimal small = Decimal::fromUnits(power(10, 38) - 1, Decimal::MaxScale);
        QVERIFY(large > small);
        QVERIFY(-large < -small);
        QVERIFY(-large < small);
    }

    void tellsItsUnitsWhereItIsWhole()
    {
        QVERIFY(dec("1.5").unitsAt(1) == Int128(15));
        QVERIFY(dec("1.500").unitsAt(1) == Int128(15));
        QVERIFY(dec("1.5").unitsAt(6) == Int128(1'500'000));
        QVERIFY(dec("-2.25").unitsAt(2) == Int128(-225));
        QVERIFY(!dec("1.5").unitsAt(0));
        QVERIFY(!dec("9999999999999999999").unitsAt(36));
        QCOMPARE(domain::significantScale(dec("1.2300")), 2);
        QCOMPARE(domain::significantScale(dec("100")), 0);
    }

private:
    static Int128 power(Int128 base, int exponent)
    {
        Int128 result = 1;
        for (int i = 0; i < exponent; ++i)
            result *= base;
        return result;
    }
};

QTEST_APPLESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
