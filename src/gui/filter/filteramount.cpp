// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filter/filteramount.h"

#include "gui/filter/filtertexts.h"
#include "gui/format/orunknown.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace lpm::gui {

using domain::Decimal;

namespace {

struct Suffix
{
    NumberUnit unit;
    char16_t letter;
    int units;
    int scale;
};

constexpr int Second = 1000;
constexpr std::array Suffixes{
    Suffix{NumberUnit::Amount, u'k', 1'000, 0},
    Suffix{NumberUnit::Amount, u'm', 1'000'000, 0},
    Suffix{NumberUnit::Amount, u'b', 1'000'000'000, 0},
    Suffix{NumberUnit::Percent, u'%', 1, 2},
    Suffix{NumberUnit::Times, u'x', 1, 0},
    Suffix{NumberUnit::Times, u'×', 1, 0},
    Suffix{NumberUnit::Age, u's', Second, 0},
    Suffix{NumberUnit::Age, u'm', 60 * Second, 0},
    Suffix{NumberUnit::Age, u'h', 3600 * Second, 0},
    Suffix{NumberUnit::Age, u'd', 24 * 3600 * Second, 0},
};

// Commas only where the table has them: 1,5 is no fifteen.
std::optional<Decimal> plainNumber(QString text)
{
    static const QRegularExpression grouped(QStringLiteral(R"(^-?\d{1,3}(,\d{3})+(\.\d+)?$)"));
    if (grouped.match(text).hasMatch())
        text.remove(QLatin1Char(','));
    if (text.startsWith(QLatin1Char('.')))
        text.prepend(QLatin1Char('0'));
    if (text.startsWith(QLatin1String("-.")))
        text.insert(1, QLatin1Char('0'));
    const auto parsed = Decimal::parse(text.toStdString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

tl::expected<Decimal, QString> filterAmount(const QString &text, NumberUnit unit)
{
    QString digits = text.toLower();
    digits.replace(QChar(0x2212), QLatin1Char('-'));
    if (digits.startsWith(QLatin1Char('+')))
        digits.remove(0, 1);
    const QChar last = digits.isEmpty() ? QChar() : digits.back();
    const auto suffix = std::find_if(Suffixes.begin(), Suffixes.end(), [&](const Suffix &each) {
        return each.unit == unit && last == QChar(each.letter);
    });
    const bool hasSuffix = suffix != Suffixes.end();
    const auto number = plainNumber(hasSuffix ? digits.chopped(1) : digits);
    if (!number)
        return tl::unexpected(FilterTexts::tr("%1 is no number").arg(text));
    if (!hasSuffix && unit == NumberUnit::Age && !number->isZero())
        return tl::unexpected(FilterTexts::tr("%1 needs s, m, h or d behind it").arg(text));
    const Decimal factor = hasSuffix ? Decimal::fromUnits(suffix->units, suffix->scale)
                           : unit == NumberUnit::Percent ? Decimal::fromUnits(1, 2)
                                                         : Decimal(1);
    const auto value = orUnknown([&]() -> std::optional<Decimal> { return *number * factor; });
    if (!value)
        return tl::unexpected(FilterTexts::tr("%1 is too large").arg(text));
    return *value;
}

} // namespace lpm::gui
