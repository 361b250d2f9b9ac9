// SPDX-License-Identifier: GPL-3.0-or-later
// The slow model of Decimal: the same number with as many digits as it takes. Written for being
// plainly right, by other means than Decimal: nothing in it has an upper bound, so it never decides
// between ways.
#pragma once

#include "core/domain/decimal.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lpm::fuzz {

class ExactNumber
{
public:
    using Integer = boost::multiprecision::cpp_int;

    ExactNumber() = default;
    ExactNumber(Integer units, int scale); // units · 10^−scale
    static ExactNumber of(const domain::Decimal &value);
    static std::optional<ExactNumber> parse(std::string_view text);

    ExactNumber plus(const ExactNumber &other) const;
    ExactNumber minus(const ExactNumber &other) const { return plus(other.negated()); }
    ExactNumber times(const ExactNumber &other) const;
    ExactNumber negated() const { return ExactNumber(-m_units, m_scale); }
    // The quotient in whole units of 10^−decimals.
    ExactNumber over(const ExactNumber &other, int decimals, domain::Rounding rounding) const;
    ExactNumber rounded(int decimals, domain::Rounding rounding) const;
    int compare(const ExactNumber &other) const;

    // Whether a Decimal can hold it: at most 38 digits, at most 36 of them behind the point.
    bool fitsDecimal() const;
    // The same in units of 10^−scale, not shortened: false too where it is not whole there.
    bool fitsAt(int scale) const;
    std::string text() const;
    bool isZero() const { return m_units == 0; }
    int scale() const { return m_scale; }

private:
    Integer m_units = 0;
    int m_scale = 0; // without trailing zeros: the shortest there is
};

} // namespace lpm::fuzz
