// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/arithmetic.h"

#include "core/base/check.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

std::string_view directionOf(Integer start, Integer signedSize)
{
    const Integer end = start + signedSize;
    if (start == 0 || signOf(start) == signOf(signedSize))
        return signedSize > 0 ? "Open Long" : "Open Short";
    if (end != 0 && signOf(end) != signOf(start))
        return start > 0 ? "Long > Short" : "Short > Long";
    return start > 0 ? "Close Long" : "Close Short";
}

} // namespace

Integer reducedEntry(Integer entryNotional, Integer remaining, Integer size)
{
    const double ratio = static_cast<double>(remaining) / static_cast<double>(size);
    return static_cast<Integer>(static_cast<double>(entryNotional) * ratio);
}

Integer feeOf(Integer notional, Rate rate)
{
    const double asFraction = static_cast<double>(rate.tenMillionths) / 1e7;
    return static_cast<Integer>(static_cast<double>(notional) * asFraction);
}

Integer builderFeeOf(Integer notional, int tenthsOfBasisPoint)
{
    return notional * tenthsOfBasisPoint / 100'000;
}

PerpetualStep applyFill(PerpetualPosition &position, Integer signedSize, Integer price)
{
    base::ensure(signedSize != 0 && price > 0, "a fill has a size and a price");
    PerpetualStep step;
    step.start = position.size;
    step.direction = directionOf(position.size, signedSize);
    const Integer before = absolute(position.size);
    if (position.size == 0 || signOf(position.size) == signOf(signedSize)) {
        step.opened = absolute(signedSize);
    } else {
        step.closed = std::min(before, absolute(signedSize));
        step.opened = absolute(signedSize) - step.closed;
        step.closedPnl = (price - entryPrice(position)) * step.closed * signOf(position.size);
        position.entryNotional = step.closed == before ? Integer{0}
                                                       : reducedEntry(position.entryNotional,
                                                                      before - step.closed, before);
    }
    position.entryNotional += step.opened * price;
    position.size += signedSize;
    const bool isNew = step.start == 0 || signOf(step.start) != signOf(position.size);
    if (isNew)
        position.fundingSinceOpen = 0;
    position.fundingSinceChange = 0;
    return step;
}

Integer entryPrice(const PerpetualPosition &position)
{
    return position.size == 0 ? Integer{0}
                              : floorDivide(position.entryNotional, absolute(position.size));
}

Integer valueOf(const PerpetualPosition &position, Integer mark)
{
    return absolute(position.size) * mark;
}

Integer unrealized(const PerpetualPosition &position, Integer mark)
{
    return signOf(position.size) * (valueOf(position, mark) - position.entryNotional);
}

Integer returnOnEquity(const PerpetualPosition &position, Integer mark)
{
    if (position.entryNotional == 0)
        return 0;
    return roundDivide(unrealized(position, mark) * position.leverage * powerOfTen(RatioDecimals),
                       position.entryNotional);
}

Integer crossMargin(const PerpetualPosition &position, Integer mark)
{
    return valueOf(position, mark) / position.leverage;
}

Integer isolatedMarginFor(Integer notional, int leverage) { return notional / leverage; }

Integer fundingPayment(Integer size, Integer oracle, Integer hourlyRate)
{
    return -(size * oracle * hourlyRate / powerOfTen(RateDecimals));
}

ActiveTier tierOf(const MarginTable &table, Integer notional)
{
    ActiveTier active{table.tiers.front().maxLeverage, 0};
    for (std::size_t i = 1; i < table.tiers.size(); ++i) {
        const Integer bound = table.tiers[i].lowerBound * powerOfTen(MoneyDecimals);
        if (notional < bound)
            break;
        const Integer upper = table.tiers[i].maxLeverage;
        const Integer lower = table.tiers[i - 1].maxLeverage;
        active.deduction += bound * (lower - upper) / (2 * upper * lower);
        active.maxLeverage = table.tiers[i].maxLeverage;
    }
    return active;
}

Integer maintenanceMargin(const ActiveTier &tier, Integer notional)
{
    return notional / (2 * tier.maxLeverage) - tier.deduction;
}

std::optional<Integer> liquidationPrice(const PerpetualPosition &position, Integer mark,
                                        int sizeDecimals, const ActiveTier &tier, Integer equity,
                                        Integer otherMaintenance)
{
    if (position.size == 0)
        return std::nullopt;
    const Integer side = signOf(position.size);
    const Integer size = absolute(position.size);
    const Integer twice = 2 * Integer{tier.maxLeverage};
    // mark − side·(E − M)/|size|/(1 − side/twice) with everything over one divisor, so that only
    // the last step rounds. M holds this position's own share untruncated: notional/twice.
    const Integer spare = (equity - otherMaintenance + tier.deduction) * twice - size * mark;
    const Integer divisor = size * (twice - side);
    const Integer scale = powerOfTen(RatioDecimals - MoneyDecimals + sizeDecimals);
    const Integer price = roundDivide((mark * divisor - side * spare) * scale, divisor);
    if (price <= 0)
        return std::nullopt;
    return price;
}

SpotStep applySpotBuy(SpotHolding &holding, Integer size, Integer notional)
{
    const SpotStep step{holding.total, 0};
    holding.total += size;
    holding.entryNotional += notional;
    return step;
}

SpotStep applySpotSell(SpotHolding &holding, Integer size, Integer notional)
{
    base::ensure(size > 0 && size <= holding.total, "no more is sold than is held");
    SpotStep step{holding.total, 0};
    step.closedPnl = notional - floorDivide(holding.entryNotional * size, holding.total);
    holding.entryNotional = holding.entryNotional * (holding.total - size) / holding.total;
    holding.total -= size;
    return step;
}

} // namespace lpm::simulator
