// SPDX-License-Identifier: GPL-3.0-or-later
// Views of every kind, for properties of what the server writes and a window elsewhere reads. To be
// called within a property.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "tests/core/audit/anystate.h"

#include <rapidcheck.h>

#include <set>

namespace lpm::gui::testing {

using audit::testing::anyDecimal;

inline bool anyBool() { return *rc::gen::arbitrary<bool>(); }

inline domain::Decimal aNumber() { return *anyDecimal(); }

inline std::optional<domain::Decimal> maybeNumber()
{
    return anyBool() ? std::optional(aNumber()) : std::nullopt;
}

inline base::Timestamp aTime()
{
    return base::fromUnixMilliseconds(*rc::gen::inRange(0LL, 4'000'000'000'000LL));
}

inline std::optional<base::Timestamp> maybeTime()
{
    return anyBool() ? std::optional(aTime()) : std::nullopt;
}

inline std::string aText()
{
    return *rc::gen::element<std::string>("BTC", "xyz:TSLA", "@107", "PURR/USDC", "\"q\"\n\t", "é",
                                          "<b>bold</b>", "\xF0\x9F\x92\xA9", "kPEPE");
}

inline std::string maybeText() { return anyBool() ? aText() : std::string(); }

inline domain::Address anAddress()
{
    std::array<std::uint8_t, 20> bytes{};
    for (std::uint8_t &byte : bytes)
        byte = *rc::gen::arbitrary<std::uint8_t>();
    return domain::Address::fromBytes(bytes);
}

inline std::uint64_t aSeq() { return *rc::gen::inRange<std::uint64_t>(0, 1ULL << 53); }

inline domain::PositionView aPosition(const domain::Address &account, const std::string &symbol)
{
    using namespace domain;
    PositionView view;
    view.account = account;
    view.symbol = symbol;
    view.coin = aText();
    view.side = *rc::gen::element(PositionSide::Long, PositionSide::Short, PositionSide::Flat);
    view.quantity = aNumber().abs();
    for (auto member :
         {&PositionView::entryPrice, &PositionView::currentPrice, &PositionView::unrealizedPnl,
          &PositionView::notionalValue, &PositionView::totalPnl, &PositionView::fees,
          &PositionView::netPnl, &PositionView::breakEvenPrice, &PositionView::leverage,
          &PositionView::liquidationPrice, &PositionView::liquidationDistance,
          &PositionView::marginUsed, &PositionView::returnOnEquity})
        view.*member = maybeNumber();
    view.realizedPnl = aNumber();
    view.funding = aNumber();
    view.priceTime = maybeTime();
    view.openedAt = maybeTime();
    view.lastUpdated = aTime();
    if (anyBool())
        view.priceState = *rc::gen::element(PriceState::Live, PriceState::Stale, PriceState::Dead);
    if (anyBool())
        view.marginMode = *rc::gen::element(MarginMode::Cross, MarginMode::Isolated);
    view.basis = *rc::gen::element(Basis::Complete, Basis::Partial);
    view.isReconciled = anyBool();
    view.priceDecimals = *rc::gen::inRange(0, domain::Decimal::MaxScale + 1);
    view.sizeDecimals = *rc::gen::inRange(0, domain::Decimal::MaxScale + 1);
    return view;
}

inline domain::FeedState aFeedState()
{
    using domain::FeedState;
    return *rc::gen::element(FeedState::Offline, FeedState::Syncing, FeedState::Live,
                             FeedState::Suspect, FeedState::Stale);
}

inline domain::RunMode aMode()
{
    using domain::RunMode;
    return *rc::gen::element(RunMode::Live, RunMode::Testnet, RunMode::Demo);
}

inline domain::SummaryView aSummary()
{
    using namespace domain;
    SummaryView view;
    view.timestamp = aTime();
    view.account = anAddress();
    view.accountLabel = maybeText();
    view.activePositions = *rc::gen::inRange(0, 1000);
    for (auto member :
         {&SummaryView::totalExposure, &SummaryView::totalPnl, &SummaryView::unrealizedPnl,
          &SummaryView::equity, &SummaryView::withdrawable, &SummaryView::fees,
          &SummaryView::netPnl, &SummaryView::longExposure, &SummaryView::shortExposure,
          &SummaryView::netExposure})
        view.*member = maybeNumber();
    view.realizedPnl = aNumber();
    view.funding = aNumber();
    view.mode = aMode();
    view.feedState = aFeedState();
    view.epoch = base::toRfc3339(aTime());
    view.seq = aSeq();
    std::set<std::string> symbols;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        symbols.insert(aText());
    for (const std::string &symbol : symbols)
        view.positions.push_back(aPosition(view.account, symbol));
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        view.spot.push_back({aText(), maybeText(), aNumber(), maybeNumber(), aNumber()});
    return view;
}

inline domain::Fill aFill()
{
    using namespace domain;
    Fill fill;
    fill.price = aNumber();
    fill.size = aNumber();
    fill.side = *rc::gen::element(FillSide::Buy, FillSide::Sell);
    fill.time = aTime();
    fill.startPosition = aNumber();
    fill.closedPnl = aNumber();
    fill.orderId = *rc::gen::arbitrary<std::int64_t>();
    fill.tradeId = *rc::gen::arbitrary<std::int64_t>();
    fill.fee = aNumber();
    fill.feeToken = aText();
    fill.direction = *rc::gen::element<std::string>("", "Open Long", "Liquidated Cross Long",
                                                    "Auto-Deleveraging", "<b>bold</b>");
    if (anyBool())
        fill.isTaker = anyBool();
    fill.builderFee = maybeNumber();
    fill.hash = maybeText();
    if (!anyBool())
        return fill;
    fill.liquidation = Liquidation{std::nullopt, maybeNumber(), maybeText()};
    if (anyBool())
        fill.liquidation->liquidatedUser = anAddress();
    return fill;
}

inline domain::PositionUpdate anUpdate()
{
    using namespace domain;
    PositionUpdate update;
    update.account = anAddress();
    update.accountLabel = maybeText();
    update.seq = aSeq();
    update.symbol = aText();
    update.eventType =
        *rc::gen::element(EventType::Fill, EventType::PriceUpdate, EventType::PositionChange);
    update.timestamp = aTime();
    update.position = aPosition(update.account, update.symbol);
    update.isAudited = anyBool();
    if (update.eventType != EventType::Fill)
        return update;
    update.fill = aFill();
    if (anyBool() && update.fill->liquidation)
        update.fill->liquidation->liquidatedUser = update.account;
    update.isLate = anyBool();
    update.source = *rc::gen::element(FillSource::Live, FillSource::Snapshot, FillSource::Backfill,
                                      FillSource::Sweep);
    return update;
}

inline domain::AccountHealth anAccountHealth()
{
    using namespace domain;
    AccountHealth health;
    health.account = anAddress();
    health.label = maybeText();
    health.feedState = aFeedState();
    health.lastMessage = maybeTime();
    health.lastMark = maybeTime();
    health.lastReconciliation = maybeTime();
    health.lastReconciliationAgreed = health.lastReconciliation && anyBool();
    health.openDiscrepancies = *rc::gen::inRange(0, 100);
    for (const char *name : {"fills", "states", "marks"}) {
        FeedHealth feed{name, maybeTime(), std::nullopt,
                        *rc::gen::element(FeedHealth::State::Live, FeedHealth::State::Stale,
                                          FeedHealth::State::Silent)};
        if (anyBool())
            feed.age = base::Milliseconds{*rc::gen::inRange(0, 1'000'000'000)};
        health.feeds.push_back(std::move(feed));
    }
    return health;
}

inline domain::HealthView aHealth()
{
    using namespace domain;
    HealthView health;
    health.status =
        *rc::gen::element(HealthStatus::Healthy, HealthStatus::Degraded, HealthStatus::Stopped);
    health.isRunning = anyBool();
    health.isReady = anyBool();
    health.isAuditRefusing = anyBool();
    health.mode = aMode();
    health.timestamp = aTime();
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        health.reasons.push_back(aText());
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        health.accounts.push_back(anAccountHealth());
    return health;
}

inline domain::ReconciliationView aReconciliation()
{
    using namespace domain;
    ReconciliationView view;
    view.timestamp = aTime();
    view.account = anAddress();
    view.accountLabel = maybeText();
    view.state = *rc::gen::element(ReconciliationState::Unknown, ReconciliationState::Checking,
                                   ReconciliationState::Agrees, ReconciliationState::Differs);
    view.lastCheck = maybeTime();
    view.lastCheckAgreed = view.lastCheck && anyBool();
    view.openDiscrepancies = *rc::gen::inRange(0, 100);
    view.nextCheck = maybeTime();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        view.rows.push_back({aText(), aText(), "size", maybeNumber(), maybeNumber(), maybeNumber(),
                             *rc::gen::element(FieldVerdict::Agrees, FieldVerdict::NotCompared,
                                               FieldVerdict::Suspect, FieldVerdict::Differs),
                             maybeText(), aTime()});
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        view.history.push_back(
            {aTime(), aText(), aText(), "size", maybeNumber(), maybeNumber(),
             *rc::gen::element(DriftOutcome::Open, DriftOutcome::ExplainedByFill,
                               DriftOutcome::Adjusted, DriftOutcome::Held, DriftOutcome::Gone),
             maybeTime()});
    return view;
}

} // namespace lpm::gui::testing
