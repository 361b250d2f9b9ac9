// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal beside its model: a few registers, a program of operations on them out of the input, and
// after each the same value, the same text, and an overflow exactly where the model does not fit.
#include "core/domain/decimal.h"
#include "core/audit/statejson.h"
#include "core/base/limits.h"

#include "tests/fuzz/exactnumber.h"
#include "tests/fuzz/fuzzing.h"

#include <array>

namespace lpm::fuzz {
namespace {

using domain::ArithmeticOverflow;
using domain::Decimal;
using domain::Int128;
using domain::Rounding;

struct Register
{
    Decimal value;
    ExactNumber exact;
};

Rounding roundingOf(std::size_t n)
{
    constexpr std::array all{Rounding::Floor, Rounding::Ceiling, Rounding::Truncate,
                             Rounding::HalfAwayFrom0};
    return all[n];
}

// Digits, points and signs mostly, so that most texts are numbers or nearly.
std::string numberText(Bytes &bytes)
{
    static constexpr std::string_view alphabet = "0123456789000099.-+e ";
    std::string text;
    const std::size_t length = bytes.below(44);
    for (const char c : bytes.text(length)) {
        const auto n = static_cast<std::uint8_t>(c);
        text += n < 0x80 ? alphabet[n % alphabet.size()] : c;
    }
    return text;
}

class Machine
{
public:
    void step(Bytes &bytes)
    {
        Register &target = m_registers[bytes.below(m_registers.size())];
        const Register &a = m_registers[bytes.below(m_registers.size())];
        const Register &b = m_registers[bytes.below(m_registers.size())];
        switch (bytes.below(9)) {
        case 0:
            return parse(target, numberText(bytes));
        case 1:
            return fromUnits(target, bytes);
        case 2:
            return take(target, a.exact.plus(b.exact), [&] { return a.value + b.value; });
        case 3:
            return take(target, a.exact.minus(b.exact), [&] { return a.value - b.value; });
        case 4:
            return take(target, a.exact.times(b.exact), [&] { return a.value * b.value; });
        case 5:
            return divide(target, a, b, bytes);
        case 6:
            return round(target, a, bytes);
        case 7:
            return take(target, a.exact.negated(), [&] { return -a.value; });
        default:
            return compare(a, b, static_cast<int>(bytes.below(76)));
        }
    }

private:
    // Both sides of one operation: the same number, or no number on both.
    template <class Compute>
    static void take(Register &target, const ExactNumber &expected, Compute compute)
    {
        try {
            const Decimal value = compute();
            require(expected.fitsDecimal(), "a result that does not fit was returned");
            target = {value, expected};
        } catch (const ArithmeticOverflow &) {
            require(!expected.fitsDecimal(), "a result that fits was refused");
            return;
        }
        check(target);
    }

    static void check(const Register &it)
    {
        require(it.value.scale() >= 0 && it.value.scale() <= Decimal::MaxScale,
                "a scale is 0 to 36");
        require(ExactNumber::of(it.value).compare(it.exact) == 0, "the value is the model's");
        const std::string text = it.value.text();
        require(text == it.exact.text(), "the text is the model's");
        require(it.value.sign() == it.exact.compare({}), "the sign is the model's");
        require(domain::significantScale(it.value) == it.exact.scale(),
                "the significant scale is the model's");
        const auto back = audit::readDecimal(text);
        require(back && *back == it.value, "the text reads back from the audit trail");
    }

    static void parse(Register &target, const std::string &text)
    {
        const auto parsed = Decimal::parse(text);
        const auto expected = ExactNumber::parse(text);
        require(parsed.has_value() == expected.has_value(), "the same texts are numbers");
        if (const auto stored = audit::readDecimal(text); parsed)
            require(stored && *stored == *parsed, "the audit trail reads what the wire may send");
        if (!parsed) {
            require(!parsed.error().message.empty(), "a refusal has its sentence");
            return;
        }
        target = {*parsed, *expected};
        check(target);
    }

    static void fromUnits(Register &target, Bytes &bytes)
    {
        const auto high = static_cast<std::int64_t>(bytes.number(8));
        const std::uint64_t low = bytes.number(8);
        const Int128 units = static_cast<Int128>(high) * (Int128{1} << 64) + low;
        const int scale = static_cast<int>(bytes.below(Decimal::MaxScale + 1));
        const ExactNumber expected(
            ExactNumber::Integer(high) * (ExactNumber::Integer(1) << 64) + low, scale);
        try {
            target = {Decimal::fromUnits(units, scale), expected};
        } catch (const ArithmeticOverflow &) {
            // Of the form given: it is not shortened until it fits.
            require(!expected.fitsAt(scale), "units of 38 digits were refused");
            return;
        }
        check(target);
    }

    static void divide(Register &target, const Register &a, const Register &b, Bytes &bytes)
    {
        const int decimals = static_cast<int>(bytes.below(Decimal::MaxScale + 1));
        const Rounding rounding = roundingOf(bytes.below(4));
        if (b.exact.isZero())
            return; // the caller's duty
        // Not shortened until it fits: a quotient is of the decimals that were asked for.
        const ExactNumber expected = a.exact.over(b.exact, decimals, rounding);
        const bool fits = expected.fitsAt(decimals);
        try {
            const Decimal value = Decimal::divide(a.value, b.value, decimals, rounding);
            require(fits, "a quotient that does not fit was returned");
            target = {value, expected};
        } catch (const ArithmeticOverflow &) {
            require(!fits, "a quotient that fits was refused");
            return;
        }
        check(target);
    }

    static void round(Register &target, const Register &a, Bytes &bytes)
    {
        const int decimals = static_cast<int>(bytes.below(Decimal::MaxScale + 1));
        const Rounding rounding = roundingOf(bytes.below(4));
        const Decimal value = a.value.rounded(decimals, rounding);
        target = {value, a.exact.rounded(decimals, rounding)};
        check(target);
    }

    static void compare(const Register &a, const Register &b, int scale)
    {
        const int expected = a.exact.compare(b.exact);
        require((a.value <=> b.value) == (expected <=> 0), "the order is the model's");
        require((a.value == b.value) == (expected == 0), "equality is the model's");
        require((b.value < a.value) == (expected > 0), "the order is the same from both sides");
        require(a.value.abs() == (a.value.isNegative() ? -a.value : a.value), "abs takes the sign");
        const auto units = a.value.unitsAt(scale);
        require(units.has_value() == a.exact.fitsAt(scale), "units are whole where they fit");
        if (units && scale <= Decimal::MaxScale)
            require(Decimal::fromUnits(*units, scale) == a.value, "units are the value");
    }

    std::array<Register, 4> m_registers;
};

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    lpm::fuzz::Bytes bytes(data, size);
    lpm::fuzz::Machine machine;
    for (int step = 0; step < 64 && !bytes.isEmpty(); ++step)
        machine.step(bytes);
    return 0;
}
