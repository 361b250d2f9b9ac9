// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/exactnumber.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::fuzz {

namespace {

using Integer = ExactNumber::Integer;
using domain::Rounding;

Integer power10(int exponent)
{
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

// By its definition: the whole number below, and then which of its neighbours is meant.
Integer roundedQuotient(Integer dividend, Integer divisor, Rounding rounding)
{
    if (divisor < 0) {
        dividend = -dividend;
        divisor = -divisor;
    }
    Integer floor = dividend / divisor;
    if (floor * divisor > dividend)
        --floor;
    const Integer rest = dividend - floor * divisor; // 0 ≤ rest < divisor
    if (rest == 0)
        return floor;
    const Integer ceiling = floor + 1;
    switch (rounding) {
    case Rounding::Floor:
        return floor;
    case Rounding::Ceiling:
        return ceiling;
    case Rounding::Truncate:
        return dividend < 0 ? ceiling : floor;
    case Rounding::HalfAwayFrom0:
        break;
    }
    const Integer twice = rest * 2;
    if (twice == divisor)
        return dividend < 0 ? floor : ceiling;
    return twice < divisor ? floor : ceiling;
}

std::size_t digitsAtFront(std::string_view text)
{
    return static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; }) -
        text.begin());
}

Integer integerOf(domain::Int128 value)
{
    const bool isNegative = value < 0;
    Integer result = 0;
    Integer place = 1;
    for (domain::Int128 rest = isNegative ? -value : value; rest != 0; rest /= 10) {
        result += place * static_cast<int>(rest % 10);
        place *= 10;
    }
    return isNegative ? Integer(-result) : result;
}

} // namespace

ExactNumber::ExactNumber(Integer units, int scale) : m_units(std::move(units)), m_scale(scale)
{
    while (m_scale > 0 && m_units % 10 == 0) {
        m_units /= 10;
        --m_scale;
    }
}

ExactNumber ExactNumber::of(const domain::Decimal &value)
{
    return ExactNumber(integerOf(value.unitsAt(value.scale()).value()), value.scale());
}

std::optional<ExactNumber> ExactNumber::parse(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    text.remove_prefix(isNegative ? 1 : 0);
    const std::size_t whole = digitsAtFront(text);
    std::string digits(text.substr(0, whole));
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (!text.empty()) {
        if (text.front() != '.')
            return std::nullopt;
        text.remove_prefix(1);
        fraction = digitsAtFront(text);
        if (fraction == 0 || fraction != text.size())
            return std::nullopt;
        digits += text;
    }
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    const bool isTooLong = whole > zeros + base::limits::WireIntegerDigits ||
                           fraction > base::limits::WireFractionDigits;
    if (whole == 0 || isTooLong)
        return std::nullopt;
    Integer units = 0;
    for (const char c : digits)
        units = units * 10 + (c - '0');
    return ExactNumber(isNegative ? Integer(-units) : units, static_cast<int>(fraction));
}

ExactNumber ExactNumber::plus(const ExactNumber &other) const
{
    const int scale = std::max(m_scale, other.m_scale);
    return ExactNumber(
        m_units * power10(scale - m_scale) + other.m_units * power10(scale - other.m_scale), scale);
}

ExactNumber ExactNumber::times(const ExactNumber &other) const
{
    return ExactNumber(m_units * other.m_units, m_scale + other.m_scale);
}

ExactNumber ExactNumber::over(const ExactNumber &other, int decimals, Rounding rounding) const
{
    return ExactNumber(roundedQuotient(m_units * power10(other.m_scale + decimals),
                                       other.m_units * power10(m_scale), rounding),
                       decimals);
}

ExactNumber ExactNumber::rounded(int decimals, Rounding rounding) const
{
    return over(ExactNumber(1, 0), decimals, rounding);
}

int ExactNumber::compare(const ExactNumber &other) const
{
    const Integer difference = minus(other).m_units;
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

bool ExactNumber::fitsDecimal() const
{
    return abs(m_units) < power10(38) && m_scale <= domain::Decimal::MaxScale;
}

bool ExactNumber::fitsAt(int scale) const
{
    if (scale < m_scale)
        return isZero(); // the shortest form has a last digit that is not zero
    return abs(m_units) * power10(scale - m_scale) < power10(38);
}

std::string ExactNumber::text() const
{
    std::string digits = Integer(abs(m_units)).str();
    const auto scale = static_cast<std::size_t>(m_scale);
    if (digits.size() <= scale)
        digits.insert(0, scale + 1 - digits.size(), '0');
    if (scale > 0)
        digits.insert(digits.size() - scale, 1, '.');
    return (m_units < 0 ? "-" : "") + digits;
}

} // namespace lpm::fuzz
