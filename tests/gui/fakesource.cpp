// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "core/domain/instrument.h"

namespace lpm::gui::testing {

using domain::Decimal;
using domain::PositionView;
using domain::Rounding;

Decimal number(const std::string &text) { return Decimal::parse(text).value(); }

domain::Address address(int n)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = static_cast<std::uint8_t>(0xA0 + n % 64);
    bytes[19] = static_cast<std::uint8_t>(n);
    return domain::Address::fromBytes(bytes);
}

domain::WatchedAccount watched(int n, const std::string &label) { return {address(n), label}; }

namespace {

// As if all it has earned and cost was since it was opened.
void addBreakEven(PositionView &view)
{
    if (!view.entryPrice || view.quantity.isZero())
        return;
    const bool isShort = view.side == domain::PositionSide::Short;
    const Decimal cost = view.quantity * *view.entryPrice;
    const Decimal earned = view.realizedPnl - *view.fees + view.funding;
    const Decimal value = isShort ? cost + earned : cost - earned;
    if (value.isPositive())
        view.breakEvenPrice = Decimal::divide(value, view.quantity, view.priceDecimals,
                                              isShort ? Rounding::Floor : Rounding::Ceiling);
}

} // namespace

PositionView position(const PositionInput &input, const domain::Address &account,
                      base::Timestamp now)
{
    PositionView view;
    view.account = account;
    view.coin = input.coin;
    view.symbol = domain::perpetualSymbol(input.coin);
    const Decimal size = number(input.size);
    view.quantity = size.abs();
    view.side = size.isPositive()   ? domain::PositionSide::Long
                : size.isNegative() ? domain::PositionSide::Short
                                    : domain::PositionSide::Flat;
    view.sizeDecimals = input.sizeDecimals;
    view.priceDecimals = domain::PerpetualDecimals - input.sizeDecimals;
    view.realizedPnl = number(input.realized);
    view.fees = number(input.fees);
    view.funding = number(input.funding);
    view.lastUpdated = now;
    view.isReconciled = true;
    if (!input.entry.empty())
        view.entryPrice = number(input.entry);
    view.leverage = number(input.leverage);
    view.marginMode = input.mode;
    view.openedAt = now - std::chrono::minutes(input.openMinutes);
    addBreakEven(view);
    if (input.mark.empty())
        return view;

    view.currentPrice = number(input.mark);
    view.priceTime = now - base::Milliseconds(input.priceAgeMs);
    view.notionalValue = view.quantity * *view.currentPrice;
    view.marginUsed = Decimal::divide(*view.notionalValue, *view.leverage, 6, Rounding::Floor);
    if (view.entryPrice) {
        const Decimal cost = view.quantity * *view.entryPrice;
        view.unrealizedPnl =
            size.isNegative() ? cost - *view.notionalValue : *view.notionalValue - cost;
        view.totalPnl = view.realizedPnl + *view.unrealizedPnl;
        view.netPnl = *view.totalPnl - *view.fees + view.funding;
        if (!cost.isZero())
            view.returnOnEquity = Decimal::divide(*view.unrealizedPnl * *view.leverage, cost, 10,
                                                  Rounding::HalfAwayFrom0);
    }
    if (!input.liquidation.empty()) {
        view.liquidationPrice = number(input.liquidation);
        view.liquidationDistance =
            Decimal::divide((*view.currentPrice - *view.liquidationPrice).abs(), *view.currentPrice,
                            6, Rounding::Truncate);
    }
    return view;
}

domain::SummaryPtr summary(const domain::WatchedAccount &account,
                           std::vector<PositionView> positions, std::uint64_t seq,
                           domain::FeedState state, domain::RunMode mode)
{
    auto made = std::make_shared<domain::SummaryView>();
    made->timestamp = Noon;
    made->account = account.address;
    made->accountLabel = account.label;
    made->seq = seq;
    made->epoch = "2026-11-23T08:00:00.000Z";
    made->feedState = state;
    made->mode = mode;
    made->activePositions = static_cast<int>(positions.size());
    Decimal unrealized;
    Decimal fees;
    Decimal longs;
    Decimal shorts;
    for (const PositionView &view : positions) {
        unrealized += view.unrealizedPnl.value_or(Decimal{});
        made->realizedPnl += view.realizedPnl;
        fees += view.fees.value_or(Decimal{});
        made->funding += view.funding;
        const Decimal notional = view.notionalValue.value_or(Decimal{});
        (view.side == domain::PositionSide::Long ? longs : shorts) += notional;
    }
    made->unrealizedPnl = unrealized;
    made->fees = fees;
    made->totalPnl = unrealized + made->realizedPnl;
    made->netPnl = *made->totalPnl - fees + made->funding;
    made->totalExposure = longs + shorts;
    made->longExposure = longs;
    made->shortExposure = shorts;
    made->netExposure = longs - shorts;
    made->equity = number("184250.318842") + *made->netPnl;
    made->positions = std::move(positions);
    return made;
}

domain::PositionUpdatePtr priceUpdate(const PositionView &view, std::uint64_t seq)
{
    auto update = std::make_shared<domain::PositionUpdate>();
    update->account = view.account;
    update->seq = seq;
    update->symbol = view.symbol;
    update->accountLabel = view.account == address(1) ? "Main" : "Hedge";
    update->position = view;
    update->timestamp = Noon;
    return update;
}

domain::PositionUpdatePtr fillUpdate(const PositionView &view, std::uint64_t seq,
                                     domain::FillSide side, const std::string &size,
                                     const std::string &direction, const std::string &closedPnl)
{
    auto update = std::make_shared<domain::PositionUpdate>(*priceUpdate(view, seq));
    update->eventType = domain::EventType::Fill;
    domain::Fill fill;
    fill.coin = view.coin;
    fill.price = view.currentPrice.value_or(Decimal{1});
    fill.size = number(size);
    fill.side = side;
    fill.time = Noon - std::chrono::seconds(400) + std::chrono::seconds(seq * 17);
    fill.direction = direction;
    fill.closedPnl = number(closedPnl);
    fill.fee =
        (fill.price * fill.size * Decimal::fromUnits(35, 5)).rounded(6, Rounding::HalfAwayFrom0);
    fill.feeToken = "USDC";
    fill.orderId = 90'071'992 + static_cast<std::int64_t>(seq);
    fill.tradeId = 118'906'512 + static_cast<std::int64_t>(seq) * 31;
    fill.isTaker = seq % 2 == 0;
    update->fill = fill;
    return update;
}

domain::HealthPtr health(const std::vector<domain::WatchedAccount> &accounts,
                         domain::FeedState state, base::Milliseconds silence, base::Timestamp now)
{
    auto made = std::make_shared<domain::HealthView>();
    made->isRunning = true;
    made->isReady = true;
    made->timestamp = now;
    made->status = state == domain::FeedState::Live ? domain::HealthStatus::Healthy
                                                    : domain::HealthStatus::Degraded;
    for (const domain::WatchedAccount &account : accounts) {
        domain::AccountHealth one;
        one.account = account.address;
        one.label = account.label;
        one.feedState = state;
        one.lastMessage = now - silence;
        one.lastMark = now - silence;
        one.lastReconciliation = now - std::chrono::seconds(23);
        one.lastReconciliationAgreed = true;
        using State = domain::FeedHealth::State;
        const bool isLive = state == domain::FeedState::Live;
        one.feeds = {{"fills", now - std::chrono::seconds(240) - silence,
                      std::chrono::seconds(240) + silence, isLive ? State::Live : State::Stale},
                     {"states", now - std::chrono::seconds(3) - silence,
                      std::chrono::seconds(3) + silence, isLive ? State::Live : State::Stale},
                     {"marks", now - silence, silence, isLive ? State::Live : State::Stale}};
        made->accounts.push_back(one);
    }
    return made;
}

domain::ReconciliationView agreement(const domain::WatchedAccount &account,
                                     const std::vector<PositionView> &positions,
                                     base::Timestamp now)
{
    domain::ReconciliationView view;
    view.timestamp = now;
    view.account = account.address;
    view.accountLabel = account.label;
    view.state = domain::ReconciliationState::Agrees;
    view.lastCheck = now - std::chrono::seconds(12);
    view.lastCheckAgreed = true;
    view.nextCheck = now + std::chrono::seconds(48);
    for (const PositionView &position : positions) {
        const auto add = [&](const char *field, const std::optional<Decimal> &value) {
            domain::ComparedField row;
            row.coin = position.coin;
            row.symbol = position.symbol;
            row.field = field;
            row.ours = row.theirs = value;
            row.difference = Decimal{};
            row.verdict = domain::FieldVerdict::Agrees;
            row.checkedAt = now - std::chrono::seconds(3);
            view.rows.push_back(std::move(row));
        };
        const bool isShort = position.side == domain::PositionSide::Short;
        add("size", isShort ? -position.quantity : position.quantity);
        add("entry_price", position.entryPrice);
        add("unrealized_pnl", position.unrealizedPnl);
    }
    return view;
}

void differ(domain::ReconciliationView &view, const std::string &coin, const std::string &theirs,
            domain::FieldVerdict verdict)
{
    for (domain::ComparedField &row : view.rows) {
        if (row.coin != coin)
            continue;
        if (row.field != "size") {
            row.verdict = domain::FieldVerdict::NotCompared;
            row.reason = "the sizes differ";
            row.ours.reset();
            row.difference.reset();
            continue;
        }
        row.theirs = number(theirs);
        row.difference = *row.ours - *row.theirs;
        row.verdict = verdict;
    }
    const bool isOpen = verdict == domain::FieldVerdict::Differs;
    view.openDiscrepancies += isOpen ? 1 : 0;
    view.lastCheckAgreed = false;
    view.state = isOpen || view.openDiscrepancies > 0 ? domain::ReconciliationState::Differs
                                                      : domain::ReconciliationState::Checking;
}

domain::Drift drift(const std::string &coin, const std::string &ours, const std::string &theirs,
                    domain::DriftOutcome outcome, std::chrono::seconds ago)
{
    domain::Drift made;
    made.time = Noon - ago;
    made.coin = coin;
    made.symbol = domain::perpetualSymbol(coin);
    made.field = "size";
    made.ours = number(ours);
    made.theirs = number(theirs);
    made.outcome = outcome;
    if (outcome != domain::DriftOutcome::Open && outcome != domain::DriftOutcome::Held)
        made.settledAt = made.time + std::chrono::seconds(4);
    return made;
}

domain::ReconciliationPtr shared(domain::ReconciliationView view)
{
    return std::make_shared<const domain::ReconciliationView>(std::move(view));
}

std::vector<PositionView> tradersBook(const domain::Address &account, base::Timestamp now)
{
    const auto isolated = domain::MarginMode::Isolated;
    // clang-format off
    const std::vector<PositionInput> inputs{
        {"BTC", "1.24518", "86412.3", "88134.0", 5, "20", "71820.4", "4120.55", "186.402911", "-212.84", domain::MarginMode::Cross, 900, 4 * 1440 + 210},
        {"ETH", "-38.4", "2911.42", "2874.1", 4, "15", "3420.11", "-820.118", "94.12", "61.273", domain::MarginMode::Cross, 1200, 1440 + 55},
        {"SOL", "612.5", "131.845", "129.402", 2, "10", "104.22", "0", "28.26", "-18.4", domain::MarginMode::Cross, 2100, 312},
        {"HYPE", "-1850", "31.207", "33.118", 2, "5", "35.904", "240.2", "40.41", "122.95", isolated, 700, 900},
        {"kPEPE", "4200000", "0.004571", "0.0048213", 0, "10", "0.003984", "0", "6.72", "-1.02", domain::MarginMode::Cross, 1500, 62},
        {"xyz:TSLA", "140", "402.11", "407.86", 3, "10", "371.55", "0", "19.7", "-2.215", isolated, 2600, 190},
        {"xyz:NVDA", "-95.5", "181.904", "182.417", 3, "5", "214.8", "311.9", "12.61", "3.02", isolated, 3300, 2200},
        {"FARTCOIN", "9400", "0.28114", "0.2794", 1, "5", "0.22815", "0", "1.85", "-0.4", domain::MarginMode::Cross, 1900, 14},
        {"DOGE", "-21000", "0.15204", "0.152311", 0, "10", "0.1604", "-55.2", "2.2", "0.91", isolated, 900, 47},
        {"SUI", "3300", "1.5417", "1.5417", 1, "10", "", "0", "1.78", "0", domain::MarginMode::Cross, 1100, 3},
    };
    // clang-format on
    std::vector<PositionView> book;
    for (const PositionInput &input : inputs)
        book.push_back(position(input, account, now));
    book[6].basis = domain::Basis::Partial;
    book[6].breakEvenPrice.reset();
    book[7].isReconciled = false;
    return book;
}

std::vector<PositionView> manyPositions(int count, const domain::Address &account,
                                        base::Timestamp now)
{
    std::vector<PositionView> made;
    for (int i = 0; i < count; ++i) {
        const std::string name = "COIN" + std::to_string(i);
        const std::string entry = std::to_string(10 + i * 7 % 900) + ".5";
        const std::string mark = std::to_string(10 + i * 7 % 900) + (i % 3 == 0 ? ".125" : ".95");
        made.push_back(position({name, (i % 2 == 0 ? "" : "-") + std::to_string(1 + i % 50), entry,
                                 mark, 2, "10", i % 5 == 0 ? "" : "1" + entry},
                                account, now));
    }
    return made;
}

} // namespace lpm::gui::testing
