// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/fillrules.h"

#include "core/tracker/positionmath.h"

#include <string_view>

namespace lpm::tracker {

using domain::Basis;
using domain::ClosedPnlCheck;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::Fill;
using domain::FillSide;
using domain::Instrument;
using domain::PositionSide;
using domain::PositionState;
using domain::Rounding;

namespace {

constexpr std::string_view UsdToken = "USDC";
constexpr std::string_view DustDirection = "Spot Dust Conversion";

bool isBaseToken(const Fill &fill, const Instrument &instrument)
{
    if (instrument.kind != domain::InstrumentKind::Spot || fill.feeToken == UsdToken)
        return false;
    // A pair that meta does not tell yet: a fee that is not in dollars is in the base token.
    return instrument.baseToken.empty() || fill.feeToken == instrument.baseToken;
}

std::optional<Decimal> feeInUsd(const Fill &fill, const Instrument &instrument)
{
    if (fill.fee.isZero() || fill.feeToken == UsdToken)
        return fill.fee;
    if (isBaseToken(fill, instrument))
        return fill.fee * fill.price;
    return std::nullopt;
}

void charge(PositionState &state, const Fill &fill, const std::optional<Decimal> &usd)
{
    if (!fill.fee.isZero())
        state.fees[fill.feeToken] += fill.fee;
    if (state.feesUsd && usd)
        *state.feesUsd += *usd;
    else
        state.feesUsd.reset();
    if (state.netSinceOpen && usd)
        *state.netSinceOpen -= *usd;
    else
        state.netSinceOpen.reset();
}

void startLife(PositionState &state, const Fill &fill)
{
    state.openedAt = fill.time;
    state.netSinceOpen = Decimal{};
    state.entry = EntryKnowledge::Exact;
    state.basis = Basis::Complete;
}

void endLife(PositionState &state)
{
    state.entryNotional = Decimal{};
    state.entry = EntryKnowledge::Exact;
    state.basis = Basis::Complete;
    state.openedAt.reset();
    state.netSinceOpen.reset();
}

// The part of a fill that reduces: its cash, its check, the notional that stays.
void reduce(FillOutcome &outcome, const Fill &fill, const Instrument &instrument,
            const Decimal &closed)
{
    PositionState &state = outcome.after;
    const PositionSide side = state.side();
    const Decimal held = state.size.abs();
    const Decimal remaining = held - closed;
    Decimal cash = fill.closedPnl; // the best there is while the entry is unknown
    if (state.entry != EntryKnowledge::Unknown) {
        const Decimal n = remaining.isZero()
                              ? Decimal{}
                              : remainingNotional(state.entryNotional, remaining, held,
                                                  instrument.isGuessed
                                                      ? domain::PerpetualDecimals
                                                      : instrument.sizeDecimals);
        cash = realizedCash(side, fill.price, closed, state.entryNotional - n);
        if (state.entry == EntryKnowledge::Exact && !instrument.isGuessed) {
            const Decimal entry
                = entryPrice(state.entryNotional, held, instrument.priceDecimals);
            outcome.closedPnl
                = ClosedPnlCheck{closedPnl(side, fill.price, entry, closed), fill.closedPnl};
        }
        state.entryNotional = n;
    }
    state.realizedPnl += cash;
    if (state.netSinceOpen)
        *state.netSinceOpen += cash;
    state.size = side == PositionSide::Short ? -remaining : remaining;
}

} // namespace

FillOutcome afterPerpetualFill(const PositionState &before, const Fill &fill,
                               const Instrument &instrument)
{
    FillOutcome outcome(before);
    PositionState &state = outcome.after;
    const Decimal change = fill.signedSize();
    const bool reduces = state.size.sign() * change.sign() < 0;
    Decimal opened = fill.size;
    if (reduces) {
        const Decimal held = state.size.abs();
        const Decimal closed = fill.size < held ? fill.size : held;
        reduce(outcome, fill, instrument, closed);
        opened = fill.size - closed;
        if (state.size.isZero())
            endLife(state);
    }
    if (!opened.isZero()) {
        if (state.size.isZero())
            startLife(state, fill);
        state.entryNotional += fill.price * opened;
        state.size += fill.side == FillSide::Buy ? opened : -opened;
    }
    charge(state, fill, feeInUsd(fill, instrument));
    return outcome;
}

FillOutcome afterSpotFill(const PositionState &before, const Fill &fill,
                          const Instrument &instrument)
{
    FillOutcome outcome(before);
    PositionState &state = outcome.after;
    if (state.size.isZero()) {
        endLife(state);
        if (fill.side == FillSide::Buy)
            startLife(state, fill);
    }
    if (fill.side == FillSide::Buy) {
        state.entryNotional += fill.price * fill.size;
    } else if (fill.direction == DustDirection) {
        state.entryNotional = Decimal{};
    } else if (state.entry == EntryKnowledge::Exact && state.size.isPositive()) {
        const Decimal pnl
            = spotClosedPnl(state.entryNotional, fill.price, fill.size, state.size);
        outcome.closedPnl = ClosedPnlCheck{pnl, fill.closedPnl};
        state.realizedPnl += pnl;
        state.entryNotional = spotRemainingCost(state.entryNotional, fill.size, state.size);
    } else {
        state.realizedPnl += fill.closedPnl;
    }
    state.size = sizeAfter(state.size, fill, instrument);
    charge(state, fill, feeInUsd(fill, instrument));
    if (state.size.isZero())
        endLife(state);
    return outcome;
}

Decimal sizeAfter(const Decimal &start, const Fill &fill, const Instrument &instrument)
{
    const Decimal size = start + fill.signedSize();
    return isBaseToken(fill, instrument) ? size - fill.fee : size;
}

PositionState afterLateFill(const PositionState &before, const Fill &fill, const Decimal &earned,
                            const Instrument &instrument)
{
    PositionState state = before;
    state.realizedPnl += earned;
    if (state.netSinceOpen)
        *state.netSinceOpen += earned;
    charge(state, fill, feeInUsd(fill, instrument));
    if (!state.openedAt || fill.time < *state.openedAt) // of an earlier stretch
        state.netSinceOpen = before.netSinceOpen;
    return state;
}

PositionState withAdoptedBalance(const PositionState &before, const Decimal &balance)
{
    PositionState state = before;
    state.size = balance;
    if (balance.isZero()) {
        endLife(state);
        return state;
    }
    state.entry = EntryKnowledge::Unknown;
    state.basis = Basis::Partial;
    state.netSinceOpen.reset();
    return state;
}

PositionState afterFunding(const PositionState &before, const Decimal &amount)
{
    PositionState state = before;
    state.funding += amount;
    if (state.netSinceOpen)
        *state.netSinceOpen += amount;
    return state;
}

} // namespace lpm::tracker
