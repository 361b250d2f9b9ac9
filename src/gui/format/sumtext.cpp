// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/sumtext.h"

#include "gui/format/numberformat.h"
#include "gui/format/orunknown.h"
#include "gui/limits.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace lpm::gui {

using domain::Decimal;

namespace {

struct SumWords
{
    Q_DECLARE_TR_FUNCTIONS(SumText)
};

using Parts = std::vector<SumPart>;

std::optional<Decimal> sumOfParts(Parts::const_iterator part, Parts::const_iterator end)
{
    return orUnknown([&]() -> std::optional<Decimal> {
        Decimal total;
        for (; part != end; ++part) {
            if (!part->value)
                return std::nullopt;
            total += *part->value;
        }
        return total;
    });
}

// What is not known explains a sum that is not: it comes first.
bool isMoreTelling(const SumPart &a, const SumPart &b)
{
    if (!a.value || !b.value)
        return !a.value && b.value;
    return a.value->abs() > b.value->abs();
}

} // namespace

QString sumText(Parts parts, SumSign sign)
{
    const auto number = [&](const std::optional<Decimal> &value) {
        return sign == SumSign::Always ? signedFullNumber(value) : fullNumber(value);
    };
    const auto total = sumOfParts(parts.begin(), parts.end());
    std::erase_if(parts, [](const SumPart &part) { return part.value && part.value->isZero(); });
    std::stable_sort(parts.begin(), parts.end(), isMoreTelling);
    // One more line tells one other part as well as it tells "one other".
    const auto all = static_cast<std::ptrdiff_t>(parts.size());
    const auto told = all <= limits::SumPartsTold + 1 ? all : limits::SumPartsTold;
    QStringList lines;
    for (auto part = parts.cbegin(); part != parts.cbegin() + told; ++part)
        lines += part->name + QLatin1Char(' ') + number(part->value);
    if (told < all)
        lines += SumWords::tr("%n others", nullptr, static_cast<int>(all - told))
                 + QLatin1Char(' ') + number(sumOfParts(parts.cbegin() + told, parts.cend()));
    lines += total ? QStringLiteral("= %1 USD").arg(number(total))
                   : SumWords::tr("= — a part of it is not known");
    return lines.join(QLatin1Char('\n'));
}

} // namespace lpm::gui
