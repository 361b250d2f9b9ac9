// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/interop/api/fixturescript.h"

#include <cstdlib>

namespace lpm::server::testing {

using domain::EventType;
using domain::PositionView;

namespace {

// A position of which nothing is unknown.
PositionView solPosition(const domain::Address &account, const char *mark)
{
    PositionView position = btcPosition(account);
    position.symbol = "SOL-USD";
    position.coin = "SOL";
    position.currentPrice = decimal(mark);
    position.marginMode = domain::MarginMode::Cross;
    position.marginUsed = decimal("252.5");
    position.liquidationPrice = decimal("47500.25");
    position.liquidationDistance = decimal("0.059401");
    position.breakEvenPrice = decimal("50022.5");
    position.returnOnEquity = decimal("0.01");
    position.openedAt = instant("2025-02-11T17:10:00Z");
    position.isReconciled = true;
    return position;
}

// By its price moved all that the compact format can tell.
PositionView stalePosition(const domain::Address &account)
{
    PositionView position = solPosition(account, "50501.5");
    position.priceState = domain::PriceState::Stale;
    position.liquidationPrice = decimal("47499.5");
    position.marginUsed = decimal("250");
    return position;
}

// Of a coin that nobody was told of before.
PositionView freshPosition(const domain::Address &account, int mark)
{
    PositionView position = btcPosition(account);
    position.symbol = "XRP-USD";
    position.coin = "XRP";
    position.currentPrice = domain::Decimal(mark);
    return position;
}

// Nothing but its size is known.
PositionView unknownPosition(const domain::Address &account)
{
    PositionView position;
    position.account = account;
    position.coin = "DOGE";
    position.symbol = "DOGE-USD";
    position.side = domain::PositionSide::Short;
    position.quantity = decimal("1000");
    position.basis = domain::Basis::Partial;
    position.lastUpdated = instant("2025-02-11T17:30:00Z");
    return position;
}

PositionView flatPosition(const domain::Address &account)
{
    PositionView position = btcPosition(account);
    position.symbol = "ETH-USD";
    position.coin = "ETH";
    position.side = domain::PositionSide::Flat;
    position.quantity = position.notionalValue.emplace();
    position.entryPrice = position.unrealizedPnl = domain::Decimal{};
    position.realizedPnl = decimal("-7.125");
    return position;
}

} // namespace

FixtureScript::FixtureScript(ScriptedBackend &backend, base::ManualClock &clock)
    : m_backend(backend), m_clock(clock)
{
    m_backend.addAccount(address(2), "second");
    m_backend.setPosition(btcPosition(address(1)));
    auto eth = btcPosition(address(1));
    eth.symbol = "ETH-USD";
    eth.coin = "ETH";
    eth.side = domain::PositionSide::Short;
    eth.unrealizedPnl = decimal("-12.5");
    m_backend.setPosition(eth);
    using State = domain::FeedHealth::State;
    const auto time = instant("2025-02-11T17:29:58Z");
    const auto age = base::Milliseconds{2000};
    for (const int number : {1, 2})
        m_backend.setFeeds(address(number), {{"fills", std::nullopt, std::nullopt, State::Live},
                                             {"states", time, age, State::Stale},
                                             {"marks", time, age, State::Silent}});
}

void FixtureScript::playOne()
{
    ++m_played;
    auto bought = btcPosition(address(1));
    bought.quantity = decimal("0.1") * domain::Decimal(1 + m_played);
    bought.unrealizedPnl = decimal("100");
    m_backend.publishFill(address(1), bought, m_played);
    bought.currentPrice = decimal("49000");
    bought.unrealizedPnl = domain::Decimal(-200 * m_played);
    publish(EventType::PriceUpdate, bought);
}

bool FixtureScript::play(const std::string &line)
{
    const std::size_t blank = line.find(' ');
    const std::string word = line.substr(0, blank);
    const int number =
        blank == std::string::npos ? 0 : std::atoi(line.c_str() + static_cast<long>(blank) + 1);
    return playPosition(word) || playMonitor(word, number);
}

bool FixtureScript::playPosition(const std::string &word)
{
    const domain::Address first = address(1);
    if (word == "fill")
        playOne();
    else if (word == "late")
        publishLateFill();
    else if (word == "liquidated")
        publishLiquidation();
    else if (word == "unaudited")
        publish(EventType::PriceUpdate, btcPosition(first), false);
    else if (word == "flat")
        publish(EventType::PositionChange, flatPosition(first));
    else if (word == "unknown")
        publish(EventType::PositionChange, unknownPosition(first));
    else if (word == "fresh")
        publish(EventType::PriceUpdate, freshPosition(first, ++m_prices));
    else if (word == "new")
        publish(EventType::PositionChange, solPosition(first, "50500"));
    else if (word == "price")
        publish(EventType::PriceUpdate, solPosition(first, "50501.5"));
    else if (word == "stale")
        publish(EventType::PriceUpdate, stalePosition(first));
    else
        return false;
    return true;
}

bool FixtureScript::playMonitor(const std::string &word, int number)
{
    if (word == "stop")
        m_backend.setRunning(false);
    else if (word == "start")
        m_backend.setRunning(true);
    else if (word == "unready")
        m_backend.setReady(false);
    else if (word == "forget")
        m_backend.forgetState(address(2));
    else if (word == "nobody")
        m_backend.forgetAccounts();
    else if (word == "offline")
        setFeeds(domain::FeedState::Offline);
    else if (word == "live")
        setFeeds(domain::FeedState::Live);
    else if (word == "everything")
        fillEverything();
    else if (word == "past")
        fillPast();
    else if (word == "unreadable")
        m_backend.past.trouble = base::Error{base::ErrorCode::Io, "the ledger cannot be read"};
    else if (word == "compare")
        compareBadly();
    else if (word == "later")
        m_clock.advance(base::Milliseconds{number});
    else if (word == "burst")
        burst(number);
    else
        return false;
    return true;
}

void FixtureScript::setFeeds(domain::FeedState state)
{
    for (const int number : {1, 2})
        m_backend.setFeedState(address(number), state);
}

void FixtureScript::publish(EventType type, PositionView position, bool isAudited)
{
    domain::PositionUpdate update;
    update.account = position.account;
    update.symbol = position.symbol;
    update.eventType = type;
    update.position = std::move(position);
    update.isAudited = isAudited;
    m_backend.publish(std::move(update));
}

void FixtureScript::publishLateFill()
{
    domain::PositionUpdate update;
    update.account = address(1);
    update.symbol = "BTC-USD";
    update.eventType = EventType::Fill;
    update.position = btcPosition(address(1));
    update.source = domain::FillSource::Sweep;
    update.isLate = true;
    domain::Fill fill;
    fill.coin = "BTC";
    fill.price = decimal("49999.5");
    fill.size = decimal("0.05");
    fill.side = domain::FillSide::Sell;
    fill.time = instant("2025-02-11T17:20:00Z");
    fill.startPosition = decimal("0.15");
    fill.closedPnl = decimal("-0.025");
    fill.orderId = 1;
    fill.tradeId = 800'000;
    fill.fee = decimal("-0.1");
    fill.feeToken = "USDC";
    update.fill = fill;
    m_backend.publish(std::move(update));
}

// Of a part of the first account's position.
void FixtureScript::publishLiquidation()
{
    domain::PositionUpdate update;
    update.account = address(1);
    update.symbol = "BTC-USD";
    update.eventType = EventType::Fill;
    update.position = btcPosition(address(1));
    domain::Fill fill;
    fill.coin = "BTC";
    fill.price = decimal("47500");
    fill.size = decimal("0.05");
    fill.side = domain::FillSide::Sell;
    fill.time = instant("2025-02-11T17:30:01Z");
    fill.direction = "Close Long";
    fill.closedPnl = decimal("-125");
    fill.orderId = 2;
    fill.tradeId = 800'001;
    fill.isTaker = true;
    fill.fee = decimal("1.06875");
    fill.feeToken = "USDC";
    fill.builderFee = decimal("0.0475");
    fill.hash = "0x" + std::string(64, 'a');
    fill.liquidation = domain::Liquidation{address(1), decimal("47490"), "market"};
    update.fill = fill;
    m_backend.publish(std::move(update));
}

// A summary of which nothing is unknown, with what is held on spot.
void FixtureScript::fillEverything()
{
    domain::SummaryView summary = *m_backend.summary(address(1));
    summary.equity = decimal("10000.123456");
    summary.withdrawable = decimal("4950");
    summary.spot = {{"HYPE", "HYPE/USDC", decimal("12.5"), decimal("250.75"), decimal("-1.5")},
                    {"PURR", "", decimal("3"), std::nullopt, decimal("0")}};
    m_backend.setSummary(std::move(summary));
}

// What was kept of before: a row of each list of which all is known, and one of which not.
void FixtureScript::fillPast()
{
    const auto before = instant("2025-02-10T12:00:00.041Z");
    domain::PastFill fill{address(1), "BTC-USD", {}, domain::FillSource::Backfill, false, 7};
    fill.fill.coin = "BTC";
    fill.fill.price = decimal("48000");
    fill.fill.size = decimal("0.01");
    fill.fill.time = before;
    fill.fill.fee = decimal("0.2");
    fill.fill.feeToken = "USDC";
    domain::PastFill earlier = fill;
    earlier.auditSeq = 6;
    ++earlier.fill.tradeId;
    fill.fill.direction = "Auto-Deleveraging";
    fill.fill.hash = "0x" + std::string(64, 'b');
    fill.fill.liquidation = domain::Liquidation{address(3), decimal("48001.5"), "backstop"};
    earlier.fill.liquidation.emplace();
    m_backend.past.keptFills = {fill, earlier};
    const domain::FundingPayment hour{"BTC", before, decimal("-0.0625"), decimal("0.1"),
                                      decimal("0.0000125"), std::nullopt};
    domain::FundingPayment day = hour;
    day.time -= std::chrono::hours(24);
    day.samples = 24;
    m_backend.past.keptFunding = {{address(1), "BTC-USD", hour, 9}, {address(1), "BTC-USD", day, 8}};
    domain::EquitySample known{address(1),   before,         decimal("10000.5"), decimal("-1.25"),
                               decimal("7"), decimal("2.5"), decimal("-0.0625")};
    domain::EquitySample unknown{address(1), before - std::chrono::minutes(1), {}, {}, {}, {}, {}};
    m_backend.past.keptEquity = {known, unknown};
}

void FixtureScript::compareBadly()
{
    using domain::DriftOutcome;
    using domain::FieldVerdict;
    domain::ReconciliationView view;
    view.account = address(1);
    view.accountLabel = "main";
    view.timestamp = instant("2025-02-11T17:30:00Z");
    view.state = domain::ReconciliationState::Differs;
    view.lastCheck = instant("2025-02-11T17:29:58Z");
    view.nextCheck = instant("2025-02-11T17:30:58Z");
    view.openDiscrepancies = 1;
    domain::ComparedField row{"BTC",           "BTC-USD",        "size", decimal("0.1"),
                              decimal("0.25"), decimal("-0.15"), {},     "",
                              *view.lastCheck};
    for (const auto verdict :
         {FieldVerdict::Differs, FieldVerdict::Suspect, FieldVerdict::Agrees}) {
        row.verdict = verdict;
        view.rows.push_back(row);
    }
    view.rows.push_back({"ETH", "ETH-USD", "funding", std::nullopt, std::nullopt, std::nullopt,
                         FieldVerdict::NotCompared, "changed since", *view.lastCheck});
    for (const auto outcome : {DriftOutcome::Open, DriftOutcome::ExplainedByFill,
                               DriftOutcome::Adjusted, DriftOutcome::Held, DriftOutcome::Gone}) {
        domain::Drift drift{*view.lastCheck, "BTC",      "BTC-USD", "size",
                            row.ours,        row.theirs, outcome,   {}};
        if (outcome != DriftOutcome::Open)
            drift.settledAt = view.timestamp;
        view.history.push_back(std::move(drift));
    }
    m_backend.setReconciliation(std::move(view));
}

// More than a client that does not read can have waiting.
void FixtureScript::burst(int count)
{
    for (int i = 0; i < count; ++i)
        m_backend.publishPrice(address(1), "BTC-USD", std::to_string(50'000 + i % 100));
}

} // namespace lpm::server::testing
