// SPDX-License-Identifier: GPL-3.0-or-later
// Decimals: the grammar of their text, and arithmetic that is exact or refuses, beside a model of
// unlimited integers.
#include "core/base/check.h"
#include "core/base/limits.h"
#include "core/domain/decimal.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <rapidcheck.h>

#include <QtTest>

using namespace lpm;
using boost::multiprecision::cpp_int;
using domain::ArithmeticOverflow;
using domain::Decimal;
using domain::Int128;
using domain::Rounding;

namespace {

constexpr int Cases = 15'000; // of each property; together well over 10^5

Decimal dec(const char *text)
{
    return Decimal::parse(text).value();
}

QString shown(const Decimal &value)
{
    return QString::fromStdString(value.text());
}

// --- the model: a whole number of unlimited size over a power of ten -----------------------

cpp_int power10(int exponent)
{
    return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

cpp_int wide(Int128 value)
{
    const bool negative = value < 0;
    domain::UInt128 size = negative ? -static_cast<domain::UInt128>(value)
                                    : static_cast<domain::UInt128>(value);
    cpp_int result = static_cast<std::uint64_t>(size >> 64);
    result <<= 64;
    result += static_cast<std::uint64_t>(size);
    return negative ? cpp_int(-result) : result;
}

struct Model
{
    cpp_int units;
    int scale = 0;

    void shorten()
    {
        while (scale > 0 && units % 10 == 0) {
            units /= 10;
            --scale;
        }
    }
    // Whether a decimal can hold it at all.
    bool fits() const
    {
        Model shortest = *this;
        shortest.shorten();
        return shortest.scale <= Decimal::MaxScale && abs(shortest.units) < power10(38);
    }
    std::string text() const
    {
        Model shortest = *this;
        shortest.shorten();
        const cpp_int size = abs(shortest.units);
        std::string digits = size.str();
        const auto behind = static_cast<std::size_t>(shortest.scale);
        if (behind > 0) {
            if (digits.size() <= behind)
                digits.insert(0, behind + 1 - digits.size(), '0');
            digits.insert(digits.size() - behind, ".");
        }
        return shortest.units < 0 ? "-" + digits : digits;
    }
};

Model modelOf(Int128 units, int scale)
{
    return {wide(units), scale};
}

Model sum(const Model &a, const Model &b)
{
    const int scale = std::max(a.scale, b.scale);
    return {a.units * power10(scale - a.scale) + b.units * power10(scale - b.scale), scale};
}

// dividend / divisor as a whole number; cpp_int's division truncates.
cpp_int quotient(const cpp_int &dividend, const cpp_int &divisor, Rounding rounding)
{
    const bool negative = (dividend < 0) != (divisor < 0);
    const cpp_int size = abs(dividend);
    const cpp_int by = abs(divisor);
    cpp_int result = size / by;
    const cpp_int rest = size % by;
    const bool away = rest != 0
                      && ((rounding == Rounding::Floor && negative)
                          || (rounding == Rounding::Ceiling && !negative)
                          || (rounding == Rounding::HalfAwayFrom0 && 2 * rest >= by));
    if (away)
        ++result;
    return negative ? cpp_int(-result) : result;
}

// --- generators ----------------------------------------------------------------------------

struct Number
{
    Int128 units = 0;
    int scale = 0;

    Decimal decimal() const { return Decimal::fromUnits(units, scale); }
    Model model() const { return modelOf(units, scale); }
};

std::ostream &operator<<(std::ostream &out, const Number &number)
{
    return out << wide(number.units) << "e-" << number.scale;
}

// Of every length from nothing to 38 digits, round ones and those next to the limit among them.
rc::Gen<Number> anyNumber()
{
    return rc::gen::exec([] {
        const int length = *rc::gen::inRange(0, 39);
        const int zeros = *rc::gen::inRange(0, length + 1);
        std::string digits;
        for (int i = 0; i < length - zeros; ++i)
            digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
        digits.append(static_cast<std::size_t>(zeros), *rc::gen::element('0', '9'));
        Int128 units = 0;
        for (const char c : digits)
            units = units * 10 + (c - '0');
        if (*rc::gen::arbitrary<bool>())
            units = -units;
        return Number{units, *rc::gen::inRange(0, Decimal::MaxScale + 1)};
    });
}

rc::Gen<Rounding> anyRounding()
{
    return rc::gen::element(Rounding::Floor, Rounding::Ceiling, Rounding::Truncate,
                            Rounding::HalfAwayFrom0);
}

// nullopt: it refused.
template <class Compute>
std::optional<Decimal> attempted(Compute &&compute)
{
    try {
        return compute();
    } catch (const ArithmeticOverflow &) {
        return std::nullopt;
    }
}

} // namespace

class DecimalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Read by RapidCheck once, before its first property. A seed given from outside stays.
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=" + QByteArray::number(Cases));
    }

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

    // --- beside the model ------------------------------------------------------------------

    void textIsThatOfTheModelAndReadsBack()
    {
        QVERIFY(rc::check("text", [] {
            const Number a = *anyNumber();

            const std::string text = a.decimal().text();

            RC_ASSERT(text == a.model().text());
            const auto back = Decimal::parse(text);
            if (back)
                RC_ASSERT(*back == a.decimal());
            else
                RC_ASSERT(back.error().code == base::ErrorCode::Overflow);
        }));
    }

    void sumsAndDifferencesAreThoseOfTheModelOrRefused()
    {
        QVERIFY(rc::check("sum", [] {
            const Number a = *anyNumber();
            const Number b = *anyNumber();
            Model minusB = b.model();
            minusB.units = -minusB.units;
            const Model plus = sum(a.model(), b.model());
            const Model minus = sum(a.model(), minusB);

            const auto added = attempted([&] { return a.decimal() + b.decimal(); });
            const auto subtracted = attempted([&] { return a.decimal() - b.decimal(); });

            RC_CLASSIFY(!added.has_value());
            RC_ASSERT(added.has_value() == plus.fits());
            RC_ASSERT(!added || added->text() == plus.text());
            RC_ASSERT(subtracted.has_value() == minus.fits());
            RC_ASSERT(!subtracted || subtracted->text() == minus.text());
        }));
    }

    void productsAreThoseOfTheModelOrRefused()
    {
        QVERIFY(rc::check("product", [] {
            const Number a = *anyNumber();
            const Number b = *anyNumber();
            const Model expected{wide(a.units) * wide(b.units), a.scale + b.scale};

            const auto product = attempted([&] { return a.decimal() * b.decimal(); });

            RC_CLASSIFY(!product.has_value());
            RC_ASSERT(product.has_value() == expected.fits());
            RC_ASSERT(!product || product->text() == expected.text());
        }));
    }

    void quotientsAreThoseOfTheModelOrRefused()
    {
        QVERIFY(rc::check("quotient", [] {
            const Number a = *anyNumber();
            const Number b = *anyNumber();
            RC_PRE(b.units != 0);
            const int decimals = *rc::gen::inRange(0, Decimal::MaxScale + 1);
            const Rounding rounding = *anyRounding();
            const Model expected{quotient(wide(a.units) * power10(b.scale + decimals),
                                          wide(b.units) * power10(a.scale), rounding),
                                 decimals};

            const auto divided = attempted(
                [&] { return Decimal::divide(a.decimal(), b.decimal(), decimals, rounding); });

            RC_CLASSIFY(!divided.has_value());
            RC_ASSERT(divided.has_value() == (abs(expected.units) < power10(38)));
            RC_ASSERT(!divided || divided->text() == expected.text());
        }));
    }

    void roundingIsThatOfTheModel()
    {
        QVERIFY(rc::check("rounding", [] {
            const Number a = *anyNumber();
            const int decimals = *rc::gen::inRange(0, Decimal::MaxScale + 1);
            const Rounding rounding = *anyRounding();
            const Model expected
                = decimals >= a.scale
                      ? a.model()
                      : Model{quotient(wide(a.units), power10(a.scale - decimals), rounding),
                              decimals};

            const auto rounded
                = attempted([&] { return a.decimal().rounded(decimals, rounding); });

            RC_ASSERT(rounded.has_value());
            RC_ASSERT(rounded->text() == expected.text());
        }));
    }

    void orderIsThatOfTheModel()
    {
        QVERIFY(rc::check("order", [] {
            const Number a = *anyNumber();
            const Number b = *rc::gen::oneOf(anyNumber(), rc::gen::map(anyNumber(), [&](Number n) {
                                                 return Number{a.units, n.scale};
                                             }));
            const cpp_int left = wide(a.units) * power10(b.scale);
            const cpp_int right = wide(b.units) * power10(a.scale);

            RC_ASSERT((a.decimal() < b.decimal()) == (left < right));
            RC_ASSERT((a.decimal() == b.decimal()) == (left == right));
            RC_ASSERT((a.decimal() > b.decimal()) == (left > right));
        }));
    }

    void unitsAreThoseOfTheModel()
    {
        QVERIFY(rc::check("units", [] {
            const Number a = *anyNumber();
            const int scale = *rc::gen::inRange(0, Decimal::MaxScale + 1);
            const cpp_int scaled = wide(a.units) * power10(scale);
            const bool isWhole = scaled % power10(a.scale) == 0;
            const cpp_int expected = scaled / power10(a.scale);

            const auto units = a.decimal().unitsAt(scale);

            RC_ASSERT(units.has_value() == (isWhole && abs(expected) < power10(38)));
            RC_ASSERT(!units || wide(*units) == expected);
        }));
    }

    // What a parser takes is what the grammar allows, whatever bytes come.
    void parsesExactlyItsGrammar()
    {
        QVERIFY(rc::check("grammar", [] {
            const auto text = *rc::gen::container<std::string>(
                rc::gen::element('0', '1', '9', '.', '-', '+', 'e', ' ', '\0'));
            std::size_t at = text.starts_with('-') ? 1 : 0;
            const auto run = [&] {
                const auto from = at;
                while (at < text.size() && text[at] >= '0' && text[at] <= '9')
                    ++at;
                return at - from;
            };
            bool isDecimal = run() > 0;
            if (isDecimal && at < text.size() && text[at] == '.') {
                ++at;
                isDecimal = run() > 0;
            }
            isDecimal = isDecimal && at == text.size();

            const auto value = Decimal::parse(text);

            RC_ASSERT(value.has_value() == isDecimal
                      || (isDecimal && value.error().code == base::ErrorCode::Overflow));
        }));
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
