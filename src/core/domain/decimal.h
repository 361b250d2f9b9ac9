// SPDX-License-Identifier: GPL-3.0-or-later
// An exact decimal number: a 128-bit integer (38 digits) times a power of ten. No binary floating
// point, no locale, no exponent in its text.
//
// +, - and * are exact or throw ArithmeticOverflow; nothing is ever rounded silently. Numbers from
// outside are bounded by parse() (limits::Wire…), so the throw marks absurd input; it is turned
// into an Error where a change is applied (docs/decisions/0003).
#pragma once

#include "core/base/result.h"
#include "core/domain/int128.h"

#include <compare>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lpm::domain {

class ArithmeticOverflow : public std::overflow_error
{
public:
    ArithmeticOverflow() : std::overflow_error("a number does not fit into 38 digits") {}
};

enum class Rounding {
    Floor,        // towards minus infinity
    Ceiling,      // towards plus infinity
    Truncate,     // towards zero
    HalfAwayFrom0 // to the nearest, a tie away from zero
};

class Decimal
{
public:
    static constexpr int MaxScale = 36; // digits behind the point that a value may carry

    constexpr Decimal() = default; // 0
    Decimal(int value) : m_units(value) {}

    // units · 10^−scale; scale 0 to MaxScale.
    static Decimal fromUnits(Int128 units, int scale);
    // The wire's and the API's form: -?digits[.digits], no sign +, no blank, no exponent, at most
    // limits::WireIntegerDigits before and limits::WireFractionDigits behind the point.
    static base::Result<Decimal> parse(std::string_view text);

    // The value in whole units of 10^−scale, if it is whole there and fits.
    std::optional<Int128> unitsAt(int scale) const;
    int scale() const { return m_scale; } // of the representation; 1.50 may carry 2

    bool isZero() const { return m_units == 0; }
    bool isNegative() const { return m_units < 0; }
    bool isPositive() const { return m_units > 0; }
    int sign() const { return m_units > 0 ? 1 : m_units < 0 ? -1 : 0; }
    Decimal abs() const;

    Decimal operator-() const;
    Decimal &operator+=(const Decimal &other);
    Decimal &operator-=(const Decimal &other);
    // Computed where they are returned: a copy right after the sum is written costs twice the sum.
    friend Decimal operator+(const Decimal &a, const Decimal &b)
    {
        Decimal sum = a;
        sum += b;
        return sum;
    }
    friend Decimal operator-(const Decimal &a, const Decimal &b)
    {
        Decimal difference = a;
        difference -= b;
        return difference;
    }
    friend Decimal operator*(const Decimal &a, const Decimal &b) { return multiply(a, b); }

    // a / b, rounded to `decimals` digits behind the point. b must not be zero (ensured).
    static Decimal divide(const Decimal &a, const Decimal &b, int decimals, Rounding rounding);
    Decimal rounded(int decimals, Rounding rounding) const;

    // By value: 1.50 equals 1.5.
    friend bool operator==(const Decimal &a, const Decimal &b) { return compare(a, b) == 0; }
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
    {
        return compare(a, b) <=> 0;
    }

    // Plain and shortest: no exponent, no trailing zeros, integers without a point, never -0.
    std::string text() const;
    void appendTo(std::string &out) const;

    // For drawing, sorting by eye and metrics only. Never on the way of money.
    double approximate() const;

private:
    Decimal(Int128 units, int scale) : m_units(units), m_scale(scale) {}
    static Decimal multiply(const Decimal &a, const Decimal &b);
    static int compare(const Decimal &a, const Decimal &b);
    bool addInPlace(const Decimal &other); // false: the short way has no room, nothing changed
    void trimTo(int scale);

    Int128 m_units = 0;
    int m_scale = 0;
};

// How many digits behind the point the text of a decimal has without trailing zeros.
int significantScale(const Decimal &value);

} // namespace lpm::domain
