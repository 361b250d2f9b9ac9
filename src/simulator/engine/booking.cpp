// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/booking.h"

#include <algorithm>

namespace lpm::simulator {

namespace {

// Keeps |size · price| of one fill in 10^−6 USD far inside 128 bits, whatever is multiplied later.
constexpr int LargestExponent = 18;

Rate perpetualRate(const FeeRates &rates, bool isTaker, const Market &market)
{
    const Rate rate = isTaker ? rates.perpetualTaker : rates.perpetualMaker;
    // Builders' dexes cost double; a rebate does not grow.
    return market.dex > 0 && rate.tenMillionths > 0 ? Rate{rate.tenMillionths * 2} : rate;
}

// An isolated position holds its own cash. Closing frees its share of the equity, opening takes
// margin out of the account.
void bookIsolatedCash(Integer &cash, PerpetualPosition &position, const PerpetualStep &step,
                      const Execution &execution, Integer fee)
{
    const Integer startSide = signOf(step.start);
    const Integer fillSide = execution.isBuy ? 1 : -1;
    if (step.closed > 0) {
        const Integer before = absolute(step.start);
        const Integer equity = position.isolatedRaw + step.start * execution.price;
        position.isolatedRaw += startSide * step.closed * execution.price;
        const Integer freed = step.closed == before
                                  ? position.isolatedRaw
                                  : std::max(Integer{0}, equity) * step.closed / before;
        position.isolatedRaw -= freed;
        cash += freed;
    }
    if (step.opened > 0) {
        const Integer notional = step.opened * execution.price;
        const Integer margin = isolatedMarginFor(notional, position.leverage);
        position.isolatedRaw += margin - fillSide * notional;
        cash -= margin;
    }
    (position.size == 0 ? cash : position.isolatedRaw) -= fee;
}

base::Result<Booked> bookPerpetual(const Universe &universe, Account &account,
                                   const Execution &execution)
{
    const Market &market = universe.market(execution.market);
    auto [place, isFirst] = account.positions.try_emplace(execution.market);
    PerpetualPosition &position = place->second;
    if (isFirst) {
        position.leverage = std::min(10, market.maxLeverage);
        if (market.isIsolatedOnly())
            position.marginMode = domain::MarginMode::Isolated;
    }
    const Integer notional = execution.size * execution.price;
    const Integer builderFee = builderFeeOf(notional, execution.builderTenthsOfBasisPoint);
    const Rate rate = perpetualRate(account.spec.fees, execution.isTaker, market);
    const Integer fee = execution.isFree ? Integer{0} : feeOf(notional, rate) + builderFee;
    const Integer signedSize = execution.isBuy ? execution.size : -execution.size;
    const PerpetualStep step = applyFill(position, signedSize, execution.price);

    Integer &cash = account.cash[static_cast<std::size_t>(market.dex)];
    if (position.marginMode == domain::MarginMode::Isolated)
        bookIsolatedCash(cash, position, step, execution, fee);
    else
        cash -= signedSize * execution.price + fee;
    account.volume += notional;

    Booked booked;
    booked.startPosition = toDecimal(step.start, market.sizeDecimals);
    booked.closedPnl = toDecimal(step.closedPnl, MoneyDecimals);
    booked.direction = step.direction;
    booked.fee = toDecimal(fee, MoneyDecimals);
    booked.feeToken = universe.collateralOf(market);
    if (builderFee != 0 && !execution.isFree)
        booked.builderFee = toDecimal(builderFee, MoneyDecimals);
    return booked;
}

// A fee is taken from what the account receives, a rebate is paid in what it gives: the base of a
// buy and of a rebated sell, the quote of the others.
struct SpotFee
{
    bool isInBase = false;
    Integer amount = 0; // wei units of its token
};

SpotFee spotFee(const Account &account, const Execution &execution, Integer wei, Integer notional)
{
    if (execution.isFree)
        return {};
    const Rate rate = execution.isTaker ? account.spec.fees.spotTaker : account.spec.fees.spotMaker;
    const bool isRebate = rate.tenMillionths < 0;
    const bool isInBase = execution.isBuy != isRebate;
    return {isInBase, feeOf(isInBase ? wei : notional, rate)};
}

base::Result<Booked> bookSpot(const Universe &universe, Account &account,
                              const Execution &execution)
{
    const Market &market = universe.market(execution.market);
    const Token &base = universe.token(market.baseToken);
    const Token &quote = universe.token(market.quoteToken);
    SpotHolding &held = account.spot[market.baseToken];
    SpotHolding &money = account.spot[market.quoteToken];
    const Integer wei = execution.size * powerOfTen(base.weiDecimals - market.sizeDecimals);
    const Integer notional = execution.size * execution.price; // 10^−8, the quote's wei
    if (execution.isBuy ? money.total < notional : held.total < wei)
        return base::failure(base::ErrorCode::InvalidArgument,
                             "the spot balance is too small for this fill");
    const SpotFee fee = spotFee(account, execution, wei, notional);
    const SpotStep step =
        execution.isBuy ? applySpotBuy(held, wei, notional) : applySpotSell(held, wei, notional);
    money.total += execution.isBuy ? -notional : notional;
    (fee.isInBase ? held : money).total -= fee.amount;

    Booked booked;
    booked.startPosition = toDecimal(step.start, base.weiDecimals);
    booked.closedPnl = toDecimal(step.closedPnl, SpotMoneyDecimals);
    booked.direction = execution.isBuy ? "Buy" : "Sell";
    booked.fee = toDecimal(fee.amount, fee.isInBase ? base.weiDecimals : quote.weiDecimals);
    booked.feeToken = fee.isInBase ? base.name : quote.name;
    return booked;
}

} // namespace

base::Result<Booked> book(const Universe &universe, Account &account, const Execution &execution)
{
    const Integer largest = powerOfTen(LargestExponent);
    if (execution.price <= 0 || execution.size <= 0)
        return base::failure(base::ErrorCode::InvalidArgument,
                             "a fill needs a positive price and size");
    if (execution.size > largest / execution.price)
        return base::failure(base::ErrorCode::Overflow, "the fill is too large to simulate");
    return universe.market(execution.market).isSpot() ? bookSpot(universe, account, execution)
                                                      : bookPerpetual(universe, account, execution);
}

} // namespace lpm::simulator
