// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/pricereading.h"

namespace lpm::exchange::hyperliquid {

bool isWithinPriceBounds(const domain::Decimal &price)
{
    static const auto largest = domain::Decimal::fromUnits(LargestPrice, 0);
    return !price.isNegative() && price <= largest
           && domain::significantScale(price) <= MostPriceDecimals;
}

bool isUsableMark(const domain::Decimal &mark)
{
    return mark.isPositive() && isWithinPriceBounds(mark);
}

domain::Decimal readPriceOf(json::Reading &reading, json::Value &value)
{
    const auto price = json::decimal(reading, value);
    if (price.isNegative())
        reading.fail("is negative");
    else if (!isWithinPriceBounds(price))
        reading.fail("is beyond what a price can be");
    return price;
}

} // namespace lpm::exchange::hyperliquid
