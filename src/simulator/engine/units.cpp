// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/units.h"

#include "core/base/check.h"

namespace lpm::simulator {

Integer powerOfTen(int exponent)
{
    base::ensure(exponent >= 0 && exponent <= 37, "a power of ten fits into 128 bits");
    Integer power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

Integer floorDivide(Integer a, Integer b)
{
    base::ensure(b != 0, "nothing is divided by zero");
    const Integer quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Integer roundDivide(Integer a, Integer b)
{
    base::ensure(b != 0, "nothing is divided by zero");
    const Integer magnitude = (absolute(a) * 2 + absolute(b)) / (absolute(b) * 2);
    return (a < 0) != (b < 0) ? -magnitude : magnitude;
}

std::string wireText(Integer units, int scale) { return wireText(toDecimal(units, scale)); }

std::string wireText(const domain::Decimal &value)
{
    std::string text = value.text();
    if (text.find('.') == std::string::npos)
        text += ".0";
    return text;
}

domain::Decimal toDecimal(Integer units, int scale)
{
    return domain::Decimal::fromUnits(units, scale);
}

base::Result<Integer> toUnits(const domain::Decimal &value, int scale, std::string_view what)
{
    if (const auto units = value.unitsAt(scale))
        return *units;
    return base::failure(base::ErrorCode::InvalidArgument, std::string(what) + " " + value.text() +
                                                               " has more than " +
                                                               std::to_string(scale) + " decimals");
}

} // namespace lpm::simulator
