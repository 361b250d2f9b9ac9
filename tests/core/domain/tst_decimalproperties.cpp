// SPDX-License-Identifier: GPL-3.0-or-later
// Decimals beside a model of unlimited integers: their text, arithmetic, order and grammar.
#include "core/base/result.h"
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

// RC_ASSERT evaluates what it is given whole, the right side of || too: so texts are compared, ""
// where it refused.
std::string textOf(const std::optional<Decimal> &value)
{
    return value ? value->text() : std::string();
}

std::string textOf(const Model &model, bool isRefused)
{
    return isRefused ? std::string() : model.text();
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

class DecimalPropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Read by RapidCheck once, before its first property. A seed given from outside stays.
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=" + QByteArray::number(Cases));
    }

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
            RC_ASSERT(textOf(added) == textOf(plus, !added));
            RC_ASSERT(subtracted.has_value() == minus.fits());
            RC_ASSERT(textOf(subtracted) == textOf(minus, !subtracted));
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
            RC_ASSERT(textOf(product) == textOf(expected, !product));
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
            RC_ASSERT(textOf(divided) == textOf(expected, !divided));
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
            RC_ASSERT(wide(units.value_or(0)) == (units ? expected : cpp_int(0)));
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

            const bool isTooLong
                = !value && value.error().code == base::ErrorCode::Overflow;
            RC_ASSERT((value.has_value() || isTooLong) == isDecimal);
        }));
    }
};

QTEST_APPLESS_MAIN(DecimalPropertiesTest)
#include "tst_decimalproperties.moc"
