// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tracker/positiontracker.h"

#include "core/base/check.h"
#include "core/tracker/fillrules.h"
#include "core/tracker/orunknown.h"
#include "core/tracker/positionmath.h"
#include "core/tracker/staterules.h"

#include <utility>

namespace lpm::tracker {

using base::ErrorCode;
using base::failure;
using base::Result;
using domain::Change;
using domain::ChangeKind;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::PositionState;

namespace {

// Absurd but well-formed input can overflow 38 digits: an Error, and nothing has changed.
template <class Compute>
auto guarded(Compute &&compute) -> decltype(compute())
{
    try {
        return compute();
    } catch (const domain::ArithmeticOverflow &overflow) {
        return failure(ErrorCode::Overflow, overflow.what());
    }
}

Result<void> checkAmounts(const domain::Fill &fill)
{
    if (fill.size.isPositive() && !fill.price.isNegative())
        return {};
    return failure(ErrorCode::Protocol,
                   "a fill of " + fill.coin + " has a size or price that cannot be");
}

ExchangeFacts factsOf(const domain::ExchangePosition &theirs)
{
    return ExchangeFacts{theirs.leverage, theirs.marginMode, theirs.marginUsed,
                         theirs.liquidationPrice};
}

// The exchange's margin and liquidation price were those of another size; its leverage stays while
// the side does. The next state brings them.
void dropStaleFacts(Position &position, const PositionState &before)
{
    position.facts.liquidationPrice.reset();
    position.facts.marginUsed.reset();
    if (before.side() != position.state.side())
        position.facts = ExchangeFacts{};
}

const std::map<std::string, Position *, std::less<>> NoPositions;

} // namespace

void refreshUnrealized(Position &position)
{
    const PositionState &state = position.state;
    position.unrealizedPnl.reset();
    if (state.size.isZero()) {
        position.unrealizedPnl = Decimal{};
        return;
    }
    if (!position.mark)
        return;
    try {
        const Decimal value = unrealizedPnl(state.size, state.entryNotional, *position.mark);
        if (state.entry != EntryKnowledge::Unknown)
            position.unrealizedPnl = value;
    } catch (const domain::ArithmeticOverflow &) {
        position.mark.reset(); // no price of this world: not known is what is left
    }
}

void PositionTracker::setCatalog(domain::InstrumentCatalog catalog)
{
    m_catalog = std::move(catalog);
    for (auto &[address, account] : m_accounts) {
        for (auto &[coin, position] : account.ordered) {
            if (const domain::Instrument *known = m_catalog.find(coin))
                position->instrument = *known;
        }
    }
}

Position &PositionTracker::obtain(const domain::Address &account, std::string_view coin,
                                  const Decimal &sizeSeen)
{
    Account &book = m_accounts[account];
    if (const auto found = book.byCoin.find(coin); found != book.byCoin.end())
        return *found->second;
    auto created = std::make_unique<Position>();
    created->account = account;
    created->instrument = m_catalog.orGuess(coin, significantScale(sizeSeen));
    Market &market = m_markets[std::string(coin)];
    created->mark = market.mark;
    created->markTime = market.markTime;
    created->unrealizedPnl = Decimal{};
    market.positions.push_back(created.get());
    Position &position = *created;
    book.ordered.emplace(coin, created.get());
    book.byCoin.emplace(coin, std::move(created));
    return position;
}

Result<Change> PositionTracker::commit(Position &position, PositionState &&after, ChangeKind kind,
                                       base::Timestamp now)
{
    Result<Change> result(tl::in_place); // large: made where it is returned, never moved
    Change &change = *result;
    change.revision = ++m_revision;
    change.kind = kind;
    change.account = position.account;
    change.coin = position.instrument.coin;
    change.symbol = position.instrument.symbol;
    if (!position.instrument.isGuessed) {
        change.sizeDecimals = position.instrument.sizeDecimals;
        change.priceDecimals = position.instrument.priceDecimals;
    }
    change.time = now;
    change.before = std::move(position.state);
    change.after = after;
    position.state = std::move(after);
    position.lastUpdated = now;
    refreshUnrealized(position);
    return result;
}

Result<Change> PositionTracker::applyFill(const domain::Address &account, const domain::Fill &fill,
                                          FillOrigin origin, base::Timestamp now)
{
    if (auto sane = checkAmounts(fill); !sane)
        return failure(sane.error());
    Position &position = obtain(account, fill.coin, fill.size);
    if (position.instrument.isGuessed
        && significantScale(fill.size) > position.instrument.sizeDecimals)
        position.instrument = m_catalog.orGuess(fill.coin, significantScale(fill.size));
    if (position.instrument.kind == domain::InstrumentKind::Spot)
        return applySpotFill(position, fill, origin, now);
    if (!isStart(fill.startPosition, position.state.size, position.instrument))
        return failure(ErrorCode::Protocol, "a fill of " + fill.coin + " starts from "
                                                + fill.startPosition.text() + ", held is "
                                                + position.state.size.text());
    return guarded([&]() -> Result<Change> {
        FillOutcome outcome = afterPerpetualFill(position.state, fill, position.instrument);
        auto change = commit(position, std::move(outcome.after), ChangeKind::Fill, now);
        change->closedPnl = std::move(outcome.closedPnl);
        change->source = origin.source;
        change->isHistory = origin.isHistory;
        change->time = fill.time;
        change->fill = fill;
        position.isReconciled = false;
        dropStaleFacts(position, change->before);
        return change;
    });
}

Result<Change> PositionTracker::applySpotFill(Position &position, const domain::Fill &fill,
                                              FillOrigin origin, base::Timestamp now)
{
    return guarded([&]() -> Result<Change> {
        const Decimal start = exactStartPosition(fill.startPosition, position.instrument);
        const bool isAdopted = start != position.state.size;
        const PositionState before
            = isAdopted ? withAdoptedBalance(position.state, start) : position.state;
        FillOutcome outcome = afterSpotFill(before, fill, position.instrument);
        const Decimal held = position.state.size;
        auto change = commit(position, std::move(outcome.after), ChangeKind::Fill, now);
        if (isAdopted)
            change->reason = "the balance was " + start.text() + " before this fill, held was "
                             + held.text();
        change->closedPnl = std::move(outcome.closedPnl);
        change->source = origin.source;
        change->isHistory = origin.isHistory;
        change->time = fill.time;
        change->fill = fill;
        return change;
    });
}

Result<Change> PositionTracker::applyLateFill(const domain::Address &account,
                                              const domain::Fill &fill, const Decimal &earned,
                                              domain::FillSource source, base::Timestamp now)
{
    if (auto sane = checkAmounts(fill); !sane)
        return failure(sane.error());
    return guarded([&]() -> Result<Change> {
        Position &position = obtain(account, fill.coin, fill.size);
        return commitLate(position,
                          afterLateFill(position.state, fill, earned, position.instrument), fill,
                          source, now);
    });
}

Result<Change> PositionTracker::placeLateFill(const domain::Address &account,
                                              const domain::Fill &fill,
                                              const PositionState &becomes,
                                              domain::FillSource source, base::Timestamp now)
{
    if (auto sane = checkAmounts(fill); !sane)
        return failure(sane.error());
    Position &position = obtain(account, fill.coin, fill.size);
    return commitLate(position, PositionState(becomes), fill, source, now);
}

Result<Change> PositionTracker::commitLate(Position &position, PositionState &&after,
                                           const domain::Fill &fill, domain::FillSource source,
                                           base::Timestamp now)
{
    auto change = commit(position, std::move(after), ChangeKind::Fill, now);
    change->source = source;
    change->isLate = true;
    change->time = fill.time;
    change->fill = fill;
    return change;
}

Result<Change> PositionTracker::bookFunding(const domain::Address &account,
                                            const domain::FundingPayment &payment, bool isHistory,
                                            base::Timestamp now)
{
    return guarded([&]() -> Result<Change> {
        // Its size may be an average over a day: no guide to the digits of an unknown coin.
        Position &position = obtain(account, payment.coin, Decimal{});
        auto change = commit(position, afterFunding(position.state, payment.amount),
                             ChangeKind::Funding, now);
        change->time = payment.time;
        change->funding = payment;
        change->isHistory = isHistory;
        return change;
    });
}

Result<Change> PositionTracker::anchor(const domain::Address &account, std::string_view coin,
                                       const Decimal &size, base::Timestamp now, std::string reason)
{
    Position &position = obtain(account, coin, size);
    base::ensure(position.state.size.isZero(), "an anchor is only for a coin that is not held");
    PositionState state = position.state;
    state.size = exactStartPosition(size, position.instrument);
    state.entry = EntryKnowledge::Unknown;
    state.basis = domain::Basis::Partial;
    state.openedAt.reset();
    state.netSinceOpen.reset();
    auto change = commit(position, std::move(state), ChangeKind::Anchor, now);
    change->reason = std::move(reason);
    position.isReconciled = false;
    return change;
}

Result<Change> PositionTracker::adjust(const domain::Address &account, std::string_view coin,
                                       const std::optional<domain::ExchangePosition> &theirs,
                                       base::Timestamp now, std::string reason)
{
    return guarded([&]() -> Result<Change> {
        Position &position
            = obtain(account, coin, theirs ? theirs->size : Decimal{});
        PositionState state = position.state;
        const auto sideBefore = state.side();
        state.size = theirs ? theirs->size : Decimal{};
        state.entryNotional = Decimal{};
        state.entry = state.size.isZero() ? EntryKnowledge::Exact : EntryKnowledge::Unknown;
        state.basis = domain::Basis::Partial; // what the missing step earned is not known
        state.netSinceOpen.reset();
        if (state.side() != sideBefore)
            state.openedAt.reset();
        if (theirs)
            takeEntry(state, *theirs, position.instrument.priceDecimals);
        const PositionState &held = position.state;
        if (state.size == held.size && state.entry == EntryKnowledge::Exact
            && held.entry == EntryKnowledge::Exact) {
            const Decimal raised = state.entryNotional - held.entryNotional;
            state.realizedPnl += state.size.isNegative() ? -raised : raised;
        }
        auto change = commit(position, std::move(state), ChangeKind::Adjust, now);
        change->reason = std::move(reason);
        position.facts = theirs ? factsOf(*theirs) : ExchangeFacts{};
        position.isReconciled = true;
        return change;
    });
}

Result<Change> PositionTracker::resize(const domain::Address &account, std::string_view coin,
                                       const Decimal &size, base::Timestamp now, std::string reason)
{
    return guarded([&]() -> Result<Change> {
        Position &position = obtain(account, coin, size);
        PositionState state = resized(position.state, size);
        auto change = commit(position, std::move(state), ChangeKind::Adjust, now);
        change->reason = std::move(reason);
        position.isReconciled = false;
        return change;
    });
}

Result<std::optional<Change>> PositionTracker::takeState(const domain::Address &account,
                                                         const domain::ExchangePosition &theirs,
                                                         base::Timestamp now)
{
    return guarded([&]() -> Result<std::optional<Change>> {
        Position &position = obtain(account, theirs.coin, theirs.size);
        if (theirs.size.isZero())
            return std::optional<Change>{};
        position.facts = factsOf(theirs);
        if (!position.mark && !theirs.positionValue.isZero()) {
            // The mark is positionValue/|size|; whole in the price decimals or not told by it.
            const Decimal mark = Decimal::divide(theirs.positionValue, theirs.size.abs(),
                                                 position.instrument.priceDecimals + 2,
                                                 domain::Rounding::HalfAwayFrom0);
            if (mark * theirs.size.abs() == theirs.positionValue)
                this->mark(theirs.coin, mark, now);
        }
        if (position.state.size != theirs.size || position.state.size.isZero()
            || position.state.entry == EntryKnowledge::Exact)
            return std::optional<Change>{};
        PositionState state = position.state;
        takeEntry(state, theirs, position.instrument.priceDecimals);
        if (state == position.state)
            return std::optional<Change>{};
        auto change = commit(position, std::move(state), ChangeKind::State, now);
        change->reason = "entry taken over from the exchange's state";
        return std::optional<Change>{*std::move(change)};
    });
}

void PositionTracker::restore(const domain::Address &account, std::string_view coin,
                              const PositionState &state, base::Timestamp lastUpdated)
{
    Position &position = obtain(account, coin, state.size);
    position.state = state;
    position.lastUpdated = lastUpdated;
    refreshUnrealized(position);
}

void PositionTracker::restore(const domain::Address &account, const domain::Instrument &instrument,
                              const PositionState &state, base::Timestamp lastUpdated)
{
    Position &position = obtain(account, instrument.coin, state.size);
    if (position.instrument.isGuessed)
        position.instrument = instrument;
    restore(account, instrument.coin, state, lastUpdated);
}

const std::vector<Position *> &PositionTracker::mark(std::string_view coin, const Decimal &price,
                                                     base::Timestamp time)
{
    auto found = m_markets.find(coin);
    if (found == m_markets.end())
        found = m_markets.emplace(coin, Market{}).first;
    Market &market = found->second;
    market.mark = price;
    market.markTime = time;
    for (Position *position : market.positions) {
        position->mark = price;
        position->markTime = time;
        refreshUnrealized(*position);
    }
    return market.positions;
}

void PositionTracker::setReconciled(const domain::Address &account, std::string_view coin,
                                    bool isReconciled)
{
    if (const auto found = m_accounts.find(account); found != m_accounts.end()) {
        const auto position = found->second.byCoin.find(coin);
        if (position != found->second.byCoin.end())
            position->second->isReconciled = isReconciled;
    }
}

const Position *PositionTracker::find(const domain::Address &account, std::string_view coin) const
{
    const auto book = m_accounts.find(account);
    if (book == m_accounts.end())
        return nullptr;
    const auto position = book->second.byCoin.find(coin);
    return position == book->second.byCoin.end() ? nullptr : position->second.get();
}

const std::map<std::string, Position *, std::less<>> &
PositionTracker::positions(const domain::Address &account) const
{
    const auto book = m_accounts.find(account);
    return book == m_accounts.end() ? NoPositions : book->second.ordered;
}

} // namespace lpm::tracker
