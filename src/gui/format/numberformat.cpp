// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/numberformat.h"

#include "gui/format/orunknown.h"

#include <algorithm>

namespace lpm::gui {

using domain::Decimal;
using domain::Rounding;

namespace {

constexpr int PriceDigits = 6;
constexpr QStringView Minus = u"\u2212";
constexpr QStringView Plus = u"+";

// "1234.5" → "1,234.50" where decimals is 2; −1 leaves the digits behind the point as they are. In
// one go: tens of thousands of them are made in a second of a busy market.
QString grouped(QStringView sign, const Decimal &value, int decimals)
{
    const std::string plain = value.abs().text();
    const std::size_t whole = std::min(plain.find('.'), plain.size());
    const std::size_t given = whole < plain.size() ? plain.size() - whole - 1 : 0;
    const std::size_t fraction = std::max(given, static_cast<std::size_t>(std::max(decimals, 0)));

    QString text;
    text.reserve(static_cast<qsizetype>(2 + whole + whole / 3 + fraction));
    text += sign;
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0)
            text += QLatin1Char(',');
        text += QLatin1Char(plain[i]);
    }
    if (fraction > 0)
        text += QLatin1Char('.');
    for (std::size_t i = 0; i < fraction; ++i)
        text += QLatin1Char(i < given ? plain[whole + 1 + i] : '0');
    return text;
}

QString withMinus(const Decimal &value, int decimals)
{
    return grouped(value.isNegative() ? Minus : QStringView(), value, decimals);
}

QString withSign(const Decimal &value, int decimals)
{
    return grouped(value.isNegative()   ? Minus
                   : value.isPositive() ? Plus
                                        : QStringView(),
                   value, decimals);
}

Decimal shown(const Decimal &value, int decimals)
{
    return value.rounded(decimals, Rounding::HalfAwayFrom0);
}

// How many digits stand before the point; 0 for 0.5, −1 for 0.05.
int magnitudeOf(const Decimal &value)
{
    const std::string text = value.abs().text();
    const auto point = std::min(text.find('.'), text.size());
    if (text.front() != '0')
        return static_cast<int>(point);
    const auto digit = text.find_first_not_of("0.");
    return digit == std::string::npos ? 0 : -static_cast<int>(digit - point - 1);
}

std::optional<Decimal> asPercent(const std::optional<Decimal> &ratio)
{
    if (!ratio)
        return std::nullopt;
    return orUnknown([&] { return shown(*ratio, PercentDecimals + 2) * Decimal(100); });
}

} // namespace

QString unknownText() { return QStringLiteral("—"); }

QString fixedNumber(const Decimal &value, int decimals)
{
    return withMinus(shown(value, decimals), decimals);
}

QString fixedNumber(const std::optional<Decimal> &value, int decimals)
{
    return value ? fixedNumber(*value, decimals) : unknownText();
}

QString fullNumber(const Decimal &value) { return withMinus(value, -1); }

QString fullNumber(const std::optional<Decimal> &value)
{
    return value ? fullNumber(*value) : unknownText();
}

QString signedNumber(const Decimal &value, int decimals)
{
    return withSign(shown(value, decimals), decimals);
}

QString signedNumber(const std::optional<Decimal> &value, int decimals)
{
    return value ? signedNumber(*value, decimals) : unknownText();
}

QString signedFullNumber(const Decimal &value) { return withSign(value, -1); }

QString signedFullNumber(const std::optional<Decimal> &value)
{
    return value ? signedFullNumber(*value) : unknownText();
}

QString operand(const std::optional<Decimal> &value)
{
    const QString text = fullNumber(value);
    return value && value->isNegative() ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString price(const std::optional<Decimal> &value, int priceDecimals)
{
    if (!value)
        return unknownText();
    const int most = std::clamp(priceDecimals, 0, Decimal::MaxScale);
    return fixedNumber(*value, std::clamp(PriceDigits - magnitudeOf(*value), 0, most));
}

QString percent(const std::optional<Decimal> &ratio)
{
    const auto value = asPercent(ratio);
    return value ? fixedNumber(*value, PercentDecimals) + QStringLiteral(" %") : unknownText();
}

QString signedPercent(const std::optional<Decimal> &ratio)
{
    const auto value = asPercent(ratio);
    return value ? signedNumber(*value, PercentDecimals) + QStringLiteral(" %") : unknownText();
}

QString leverage(const std::optional<Decimal> &value)
{
    return value ? fullNumber(*value) + QStringLiteral("×") : unknownText();
}

Tone toneOf(const std::optional<Decimal> &value, int decimals)
{
    if (!value)
        return Tone::Muted;
    switch (shown(*value, decimals).sign()) {
    case 1:
        return Tone::Gain;
    case -1:
        return Tone::Loss;
    default:
        return Tone::Neutral;
    }
}

} // namespace lpm::gui
