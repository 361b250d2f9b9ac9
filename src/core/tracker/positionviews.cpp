// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/positionviews.h"

#include "core/tracker/orunknown.h"
#include "core/tracker/positionmath.h"

#include <algorithm>

namespace lpm::tracker {

using domain::Decimal;
using domain::EntryKnowledge;
using domain::PositionSide;
using domain::PositionView;
using domain::Rounding;
using domain::SummaryView;

namespace {

constexpr int RoeDecimals = 10; // as the exchange rounds returnOnEquity
constexpr int DistanceDecimals = 6;

std::optional<Decimal> sum(const std::optional<Decimal> &a, const std::optional<Decimal> &b)
{
    return a && b ? orUnknown([&] { return *a + *b; }) : std::nullopt;
}

std::optional<Decimal> difference(const std::optional<Decimal> &a, const std::optional<Decimal> &b)
{
    return a && b ? orUnknown([&] { return *a - *b; }) : std::nullopt;
}

std::optional<Decimal> netOf(const std::optional<Decimal> &total,
                             const std::optional<Decimal> &fees, const Decimal &funding)
{
    return sum(difference(total, fees), funding);
}

void addPrices(PositionView &view, const Position &position)
{
    const auto &state = position.state;
    view.currentPrice = position.mark;
    if (position.mark)
        view.priceTime = position.markTime;
    view.unrealizedPnl = position.unrealizedPnl;
    if (state.size.isZero()) {
        view.entryPrice = Decimal{};
        view.notionalValue = Decimal{};
        return;
    }
    if (state.entry != EntryKnowledge::Unknown)
        view.entryPrice = entryPrice(state.entryNotional, state.size, view.priceDecimals);
    if (position.mark)
        view.notionalValue = orUnknown([&] { return state.size.abs() * *position.mark; });
    view.breakEvenPrice = orUnknown([&] { return breakEvenPrice(state, view.priceDecimals); });
}

void addRisk(PositionView &view, const Position &position)
{
    if (view.side == PositionSide::Flat)
        return;
    const ExchangeFacts &facts = position.facts;
    view.leverage = facts.leverage;
    view.marginMode = facts.marginMode;
    view.marginUsed = facts.marginUsed;
    view.liquidationPrice = facts.liquidationPrice;
    if (position.mark && position.mark->isPositive() && facts.liquidationPrice)
        view.liquidationDistance = orUnknown([&] {
            return Decimal::divide((*position.mark - *facts.liquidationPrice).abs(),
                                   *position.mark, DistanceDecimals, Rounding::Truncate);
        });
    const Decimal &n = position.state.entryNotional;
    if (view.unrealizedPnl && facts.leverage && n.isPositive())
        view.returnOnEquity = orUnknown([&] {
            return Decimal::divide(*view.unrealizedPnl * *facts.leverage, n, RoeDecimals,
                                   Rounding::HalfAwayFrom0);
        });
}

void addSpot(SummaryView &summary, const Position &position)
{
    const auto &state = position.state;
    if (state.size.isZero() && state.realizedPnl.isZero())
        return;
    domain::SpotHoldingView holding;
    holding.token = position.instrument.baseToken.empty() ? position.instrument.coin
                                                          : position.instrument.baseToken;
    holding.symbol = position.instrument.symbol;
    holding.balance = state.size;
    if (state.entry != EntryKnowledge::Unknown)
        holding.cost = state.entryNotional;
    holding.closedPnl = state.realizedPnl;
    summary.spot.push_back(std::move(holding));
}

void addExposure(SummaryView &summary, const PositionView &view)
{
    auto &side = view.side == PositionSide::Short ? summary.shortExposure : summary.longExposure;
    side = sum(side, view.notionalValue);
}

} // namespace

PositionView viewOf(const Position &position)
{
    const auto &state = position.state;
    PositionView view;
    view.account = position.account;
    view.coin = position.instrument.coin;
    view.symbol = position.instrument.symbol;
    view.priceDecimals = position.instrument.priceDecimals;
    view.sizeDecimals = position.instrument.sizeDecimals;
    view.side = state.side();
    view.quantity = state.size.abs();
    view.realizedPnl = state.realizedPnl;
    view.fees = state.feesUsd;
    view.funding = state.funding;
    view.openedAt = state.openedAt;
    view.basis = state.basis;
    view.isReconciled = position.isReconciled;
    view.lastUpdated = position.lastUpdated;
    addPrices(view, position);
    if (view.unrealizedPnl) {
        view.totalPnl = sum(view.realizedPnl, view.unrealizedPnl);
        view.netPnl = netOf(view.totalPnl, view.fees, view.funding);
    }
    addRisk(view, position);
    return view;
}

PositionView viewOf(const Position &position, const domain::PositionState &state)
{
    Position then = position;
    then.state = state;
    refreshUnrealized(then);
    return viewOf(then);
}

SummaryView summaryOf(const PositionTracker &tracker, const domain::Address &account)
{
    SummaryView summary;
    summary.account = account;
    summary.unrealizedPnl = summary.fees = Decimal{};
    summary.longExposure = summary.shortExposure = Decimal{};
    for (const auto &[coin, position] : tracker.positions(account)) {
        if (position->instrument.kind == domain::InstrumentKind::Spot) {
            addSpot(summary, *position);
            continue;
        }
        PositionView view = viewOf(*position);
        summary.realizedPnl += view.realizedPnl;
        summary.funding += view.funding;
        summary.fees = sum(summary.fees, view.fees);
        summary.unrealizedPnl = sum(summary.unrealizedPnl, view.unrealizedPnl);
        addExposure(summary, view);
        if (view.side != PositionSide::Flat)
            summary.positions.push_back(std::move(view));
    }
    std::sort(summary.positions.begin(), summary.positions.end(),
              [](const PositionView &a, const PositionView &b) { return a.symbol < b.symbol; });
    summary.activePositions = static_cast<int>(summary.positions.size());
    summary.totalExposure = sum(summary.longExposure, summary.shortExposure);
    summary.netExposure = difference(summary.longExposure, summary.shortExposure);
    if (summary.unrealizedPnl) {
        summary.totalPnl = sum(summary.realizedPnl, summary.unrealizedPnl);
        summary.netPnl = netOf(summary.totalPnl, summary.fees, summary.funding);
    }
    return summary;
}

} // namespace lpm::tracker
