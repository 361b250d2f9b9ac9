// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/decimal.h"

#include "core/base/check.h"
#include "core/base/limits.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>

namespace lpm::domain {

namespace {

using Int256 = boost::multiprecision::checked_int256_t;

// The largest magnitude: 38 nines, so that every value has a text of at most 38 digits.
constexpr Int128 power10(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

constexpr auto makePowers()
{
    std::array<Int128, 39> powers{};
    for (int i = 0; i < 39; ++i)
        powers[static_cast<std::size_t>(i)] = power10(i);
    return powers;
}

const std::array<Int128, 39> Powers = makePowers();
const Int128 Largest = Powers[38] - 1;

const Int128 &power(int exponent)
{
    return Powers[static_cast<std::size_t>(exponent)];
}

bool fits64(Int128 value)
{
    return static_cast<Int128>(static_cast<std::int64_t>(value)) == value;
}

// Nearly all numbers fit into 64 bits: their product needs one machine multiplication, and with
// 126 bits it has at most 38 digits.
Int128 product64(Int128 a, Int128 b)
{
    return static_cast<Int128>(static_cast<std::int64_t>(a)) * static_cast<std::int64_t>(b);
}

constexpr int Power64 = 18; // the largest power of ten that fits into 64 bits

Int128 magnitude(Int128 value)
{
    return value < 0 ? -value : value;
}

// nullopt where the product has more than 38 digits.
std::optional<Int128> multiplied(Int128 a, Int128 b)
{
    if (fits64(a) && fits64(b))
        return product64(a, b);
    if (a == 0 || b == 0)
        return Int128{0};
    if (magnitude(a) > Largest / magnitude(b))
        return std::nullopt;
    return a * b;
}

std::optional<Int128> added(Int128 a, Int128 b)
{
    // Both are at most 38 digits: the sum cannot wrap in 127 bits (2 · 10^38 < 2^127 is false),
    // so the room is tested before the addition.
    if (b > 0 ? a > Largest - b : a < -Largest - b)
        return std::nullopt;
    return a + b;
}

Int256 wide(Int128 value)
{
    const Int128 size = magnitude(value);
    Int256 result = static_cast<std::uint64_t>(size >> 64);
    result <<= 64;
    result |= Int256{static_cast<std::uint64_t>(size & 0xFFFF'FFFF'FFFF'FFFFULL)};
    return value < 0 ? Int256{-result} : result;
}

Int128 narrow(const Int256 &value)
{
    static const Int256 largest = wide(Largest);
    if (value > largest || value < -largest)
        throw ArithmeticOverflow();
    const Int256 size = value < 0 ? Int256{-value} : value;
    const Int256 high = size >> 64;
    const Int256 low = size & Int256{std::numeric_limits<std::uint64_t>::max()};
    const Int128 result = (static_cast<Int128>(static_cast<std::uint64_t>(high)) << 64)
                          + static_cast<Int128>(static_cast<std::uint64_t>(low));
    return value < 0 ? Int128{-result} : result;
}

struct Units
{
    Int128 units;
    int scale;
};

// The same value without trailing zeros behind the point: they may be all that does not fit.
Units shortened(Int256 units, int scale)
{
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        --scale;
    }
    if (scale > Decimal::MaxScale)
        throw ArithmeticOverflow();
    return {narrow(units), scale};
}

// The quotient adjusted by the rest of a truncating division.
template <class Integer>
Integer roundedQuotient(const Integer &dividend, const Integer &divisor, Rounding rounding)
{
    Integer quotient = dividend / divisor;
    const Integer rest = dividend % divisor;
    if (rest == 0)
        return quotient;
    const bool negative = (dividend < 0) != (divisor < 0);
    switch (rounding) {
    case Rounding::Truncate: return quotient;
    case Rounding::Floor: return negative ? Integer(quotient - 1) : quotient;
    case Rounding::Ceiling: return negative ? quotient : Integer(quotient + 1);
    case Rounding::HalfAwayFrom0: break;
    }
    const Integer restSize = rest < 0 ? Integer(-rest) : rest;
    const Integer divisorSize = divisor < 0 ? Integer(-divisor) : divisor;
    if (restSize >= divisorSize - restSize)
        return negative ? Integer(quotient - 1) : Integer(quotient + 1);
    return quotient;
}

bool isDigits(std::string_view text)
{
    return !text.empty()
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t shown = 40;
    return "\"" + std::string(text.substr(0, shown)) + (text.size() > shown ? "…\"" : "\"");
}

} // namespace

Decimal Decimal::fromUnits(Int128 units, int scale)
{
    base::ensure(scale >= 0 && scale <= MaxScale, "a decimal's scale is 0 to 36");
    if (magnitude(units) > Largest)
        throw ArithmeticOverflow();
    return Decimal(units, scale);
}

base::Result<Decimal> Decimal::parse(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = negative ? text.substr(1) : text;
    const auto point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    const std::string_view fraction
        = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
    if (!isDigits(whole) || (point != std::string_view::npos && !isDigits(fraction)))
        return base::failure(base::ErrorCode::Parse, quoted(text) + " is not a decimal number");

    const auto firstDigit = std::min(whole.find_first_not_of('0'), whole.size());
    if (whole.size() - firstDigit > static_cast<std::size_t>(base::limits::WireIntegerDigits)
        || fraction.size() > static_cast<std::size_t>(base::limits::WireFractionDigits))
        return base::failure(base::ErrorCode::Overflow, quoted(text) + " has too many digits");

    Int128 units = 0;
    std::uint64_t part = 0; // digits are gathered in 64 bits: a 128-bit multiply a digit is slow
    int gathered = 0;
    const auto gather = [&](std::string_view run) {
        for (const char c : run) {
            part = part * 10 + static_cast<unsigned>(c - '0');
            if (++gathered == 18) {
                units = units * power(18) + static_cast<Int128>(part);
                part = 0;
                gathered = 0;
            }
        }
    };
    gather(whole.substr(firstDigit));
    gather(fraction);
    units = units * power(gathered) + static_cast<Int128>(part);
    return Decimal(negative ? Int128{-units} : units, static_cast<int>(fraction.size()));
}

std::optional<Int128> Decimal::unitsAt(int scale) const
{
    if (scale >= m_scale) {
        if (scale - m_scale > 38)
            return m_units == 0 ? std::optional<Int128>(0) : std::nullopt;
        return multiplied(m_units, power(scale - m_scale));
    }
    const Int128 divisor = power(m_scale - scale);
    if (m_units % divisor != 0)
        return std::nullopt;
    return m_units / divisor;
}

Decimal Decimal::abs() const
{
    return Decimal(magnitude(m_units), m_scale);
}

Decimal Decimal::operator-() const
{
    return Decimal(-m_units, m_scale);
}

bool Decimal::addInPlace(const Decimal &other)
{
    const int apart = other.m_scale - m_scale;
    if (std::abs(apart) <= Power64 && fits64(m_units) && fits64(other.m_units)) {
        // 2^63 · 10^18 + 2^63 has 37 digits: there is always room.
        if (apart > 0) {
            m_units = product64(m_units, power(apart)) + other.m_units;
            m_scale = other.m_scale;
        } else {
            m_units += product64(other.m_units, power(-apart));
        }
        return true;
    }
    Int128 left = m_units;
    Int128 right = other.m_units;
    if (other.m_scale != m_scale) {
        Int128 &smaller = other.m_scale < m_scale ? right : left;
        const auto raised = multiplied(smaller, power(std::abs(other.m_scale - m_scale)));
        if (!raised)
            return false;
        smaller = *raised;
    }
    const auto sum = added(left, right);
    if (!sum)
        return false;
    m_units = *sum;
    m_scale = std::max(other.m_scale, m_scale);
    return true;
}

Decimal &Decimal::operator+=(const Decimal &other)
{
    if (addInPlace(other))
        return *this;
    // Twice 38 digits and the 36 between two scales fit into 256 bits.
    const int scale = std::max(m_scale, other.m_scale);
    const Int256 sum = wide(m_units) * wide(power(scale - m_scale))
                       + wide(other.m_units) * wide(power(scale - other.m_scale));
    const auto [units, shortest] = shortened(sum, scale);
    return *this = Decimal(units, shortest);
}

Decimal &Decimal::operator-=(const Decimal &other)
{
    return *this += -other;
}

Decimal Decimal::multiply(const Decimal &a, const Decimal &b)
{
    if (a.m_scale + b.m_scale <= MaxScale) {
        if (const auto product = multiplied(a.m_units, b.m_units))
            return Decimal(*product, a.m_scale + b.m_scale);
    }
    const auto [units, scale] = shortened(wide(a.m_units) * wide(b.m_units), a.m_scale + b.m_scale);
    return Decimal(units, scale);
}

Decimal Decimal::divide(const Decimal &a, const Decimal &b, int decimals, Rounding rounding)
{
    base::ensure(!b.isZero(), "no division by zero");
    base::ensure(decimals >= 0 && decimals <= MaxScale, "a decimal's scale is 0 to 36");
    // a/b = (ua/ub) · 10^(sb−sa): the powers go to the side where they are whole.
    const int shift = decimals + b.m_scale - a.m_scale;
    if (shift >= 0 && shift <= 38) {
        if (const auto dividend = multiplied(a.m_units, power(shift)))
            return Decimal(roundedQuotient<Int128>(*dividend, b.m_units, rounding), decimals);
    }
    Int256 dividend = wide(a.m_units);
    Int256 divisor = wide(b.m_units);
    try {
        for (int i = 0; i < shift; ++i)
            dividend *= 10;
        for (int i = shift; i < 0; ++i)
            divisor *= 10;
    } catch (const std::exception &) {
        throw ArithmeticOverflow();
    }
    return Decimal(narrow(roundedQuotient<Int256>(dividend, divisor, rounding)), decimals);
}

Decimal Decimal::rounded(int decimals, Rounding rounding) const
{
    base::ensure(decimals >= 0 && decimals <= MaxScale, "a decimal's scale is 0 to 36");
    if (decimals >= m_scale)
        return *this;
    const Int128 divisor = power(m_scale - decimals);
    return Decimal(roundedQuotient<Int128>(m_units, divisor, rounding), decimals);
}

int Decimal::compare(const Decimal &a, const Decimal &b)
{
    const auto order = [](Int128 x, Int128 y) { return x < y ? -1 : x > y ? 1 : 0; };
    if (a.m_scale == b.m_scale)
        return order(a.m_units, b.m_units);
    if (a.sign() != b.sign())
        return a.sign() < b.sign() ? -1 : 1;
    const bool raiseA = a.m_scale < b.m_scale;
    const auto raised = raiseA ? multiplied(a.m_units, power(b.m_scale - a.m_scale))
                               : multiplied(b.m_units, power(a.m_scale - b.m_scale));
    if (!raised) // the raised side has more than 38 digits, so it is the larger in magnitude
        return raiseA ? a.sign() : -b.sign();
    return raiseA ? order(*raised, b.m_units) : order(a.m_units, *raised);
}

void Decimal::trimTo(int scale)
{
    while (m_scale > scale && !fits64(m_units) && m_units % 10 == 0) {
        m_units /= 10;
        --m_scale;
    }
    if (m_scale <= scale || !fits64(m_units))
        return;
    auto units = static_cast<std::int64_t>(m_units); // the usual size, and the quick division
    while (m_scale > scale && units % 10 == 0) {
        units /= 10;
        --m_scale;
    }
    m_units = units;
}

void Decimal::appendTo(std::string &out) const
{
    Decimal shortest = *this;
    shortest.trimTo(0);
    if (shortest.m_units < 0)
        out += '-';
    std::array<char, 80> buffer{};
    auto at = buffer.size();
    Int128 rest = magnitude(shortest.m_units);
    int written = 0;
    const auto put = [&](char c) { buffer[--at] = c; };
    while (rest != 0 || written <= shortest.m_scale) {
        if (written == shortest.m_scale && written > 0)
            put('.');
        if (fits64(rest)) { // 64-bit division is many times cheaper
            const auto small = static_cast<std::int64_t>(rest);
            put(static_cast<char>('0' + small % 10));
            rest = small / 10;
        } else {
            put(static_cast<char>('0' + static_cast<int>(rest % 10)));
            rest /= 10;
        }
        ++written;
    }
    out.append(buffer.data() + at, buffer.size() - at);
}

std::string Decimal::text() const
{
    std::string out;
    appendTo(out);
    return out;
}

double Decimal::approximate() const
{
    return static_cast<double>(m_units) / static_cast<double>(power(m_scale));
}

int significantScale(const Decimal &value)
{
    const std::string text = value.text();
    const auto point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

} // namespace lpm::domain
