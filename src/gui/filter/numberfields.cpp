// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filter/numberfields.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionView;

namespace {

template <auto Member>
std::optional<Decimal> number(const PositionView &position, base::Timestamp)
{
    return position.*Member;
}

template <auto Member>
std::optional<Decimal> age(const PositionView &position, base::Timestamp now)
{
    const std::optional<base::Timestamp> since = position.*Member;
    if (!since)
        return std::nullopt;
    return Decimal::fromUnits((now - *since).count(), 0);
}

// What has no source yet: not known.
std::optional<Decimal> laterNumber(const PositionView &, base::Timestamp) { return std::nullopt; }

using P = PositionView;
using U = NumberUnit;

constexpr std::array NumberFields{
    NumberField{"size", "qty quantity", U::Amount, number<&P::quantity>},
    NumberField{"notional", "value", U::Amount, number<&P::notionalValue>},
    NumberField{"entry", "", U::Amount, number<&P::entryPrice>},
    NumberField{"mark", "price", U::Amount, number<&P::currentPrice>},
    NumberField{"break_even", "breakeven be", U::Amount, number<&P::breakEvenPrice>},
    NumberField{"unrealized", "upnl pnl", U::Amount, number<&P::unrealizedPnl>},
    NumberField{"roe", "", U::Percent, number<&P::returnOnEquity>},
    NumberField{"realized", "rpnl", U::Amount, number<&P::realizedPnl>},
    NumberField{"fees", "fee", U::Amount, number<&P::fees>},
    NumberField{"funding", "", U::Amount, number<&P::funding>},
    NumberField{"net", "", U::Amount, number<&P::netPnl>},
    NumberField{"liquidation", "liq", U::Amount, number<&P::liquidationPrice>},
    NumberField{"distance", "dist", U::Percent, number<&P::liquidationDistance>},
    NumberField{"margin", "", U::Amount, number<&P::marginUsed>},
    NumberField{"leverage", "lev", U::Times, number<&P::leverage>},
    NumberField{"stop_loss", "sl", U::Amount, laterNumber},
    NumberField{"take_profit", "tp", U::Amount, laterNumber},
    NumberField{"exit_pnl", "exit", U::Amount, laterNumber},
    NumberField{"next_funding", "", U::Amount, laterNumber},
    NumberField{"opened", "age", U::Age, age<&P::openedAt>},
    NumberField{"mark_age", "", U::Age, age<&P::priceTime>},
};

bool isNamed(const NumberField &field, const QString &name)
{
    return name == QLatin1String(field.key) ||
           QString::fromLatin1(field.shortNames).split(QLatin1Char(' ')).contains(name);
}

} // namespace

std::span<const NumberField> numberFields() { return NumberFields; }

const NumberField *numberField(const QString &name)
{
    const QString lower = name.toLower();
    if (lower.isEmpty())
        return nullptr;
    const auto found =
        std::find_if(NumberFields.begin(), NumberFields.end(),
                     [&](const NumberField &field) { return isNamed(field, lower); });
    return found == NumberFields.end() ? nullptr : &*found;
}

} // namespace lpm::gui
