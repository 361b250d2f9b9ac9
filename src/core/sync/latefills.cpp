// SPDX-License-Identifier: GPL-3.0-or-later
// FillIntake's late fills: those that come when newer ones were applied already, or when the size
// was set without them.
#include "core/base/limits.h"
#include "core/sync/fillchain.h"
#include "core/sync/fillintake.h"
#include "core/tracker/fillrules.h"
#include "core/tracker/positionmath.h"

#include <algorithm>
#include <utility>

namespace lpm::sync {

using domain::Decimal;
using domain::Fill;
using domain::InstrumentKind;

namespace {

// Whether the fills bring what late ones left open back to where it began.
bool completes(const Decimal &open, const std::vector<Fill> &fills)
{
    if (open.isZero())
        return false;
    try {
        Decimal size = open;
        for (const Fill &fill : fills)
            size += fill.signedSize();
        return size.isZero();
    } catch (const domain::ArithmeticOverflow &) {
        return false;
    }
}

std::vector<PendingFill> without(const std::vector<PendingFill> &group,
                                 const std::vector<std::size_t> &trail)
{
    std::vector<PendingFill> rest;
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (std::find(trail.begin(), trail.end(), i) == trail.end())
            rest.push_back(group[i]);
    }
    return rest;
}

} // namespace

// `group`: the coin's earliest millisecond, of which the fills of `trail` start from the held size.
bool FillIntake::applyAsLate(const std::string &coin, const std::vector<PendingFill> &group,
                             const std::vector<std::size_t> &trail,
                             const domain::Instrument &instrument, base::Instant now,
                             std::vector<Record> &records)
{
    const auto late = tooLate(coin, group, trail, instrument);
    const bool fits = trail.size() == group.size();
    const auto &batch = !late.empty() || fits ? late : explainingAdjustment(coin);
    if (batch.empty())
        return false;
    applyLate(batch, late.empty(), now, records);
    return true;
}

// The fills of the coin that come too late for the order: newer ones were applied, so that waiting
// for a predecessor is no use.
std::vector<PendingFill> FillIntake::tooLate(const std::string &coin,
                                             const std::vector<PendingFill> &group,
                                             const std::vector<std::size_t> &trail,
                                             const domain::Instrument &instrument) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end())
        return {};
    const auto newest = history->second.newestFill;
    if (group.front().fill.time < newest)
        return m_pending.until(coin, newest - base::Milliseconds{1});
    if (group.front().fill.time > newest)
        return {};
    // Of the newest millisecond itself: what completes a late round trip; one that was walked
    // around; what has its place before others of it; and any spot fill, whose balance was adopted
    // by the one that came before it.
    const auto fills = fillsOf(group);
    const bool isLate
        = completes(history->second.openLate.size, fills)
          || (trail.empty()
              && (instrument.kind == InstrumentKind::Spot || isRoundTrip(fills, instrument)))
          || hasPlaceBefore(coin, fills, trail);
    return isLate ? group : std::vector<PendingFill>{};
}

// Of fills of the newest millisecond: whether they belong between others of it, though they may fit
// behind them by chance. Then what they closed tells.
bool FillIntake::hasPlaceBefore(const std::string &coin, const std::vector<Fill> &fills,
                                const std::vector<std::size_t> &trail) const
{
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto history = m_history.find(coin);
    if (!held || history == m_history.end())
        return false;
    const RecentPath &path = history->second.path;
    const bool fits = trail.size() == fills.size();
    const bool agrees = fits && agreesAlong(trail, held->state, fills, held->instrument)
                        && path.agreesAt(fills[0].time, held->instrument);
    if (agrees && !path.hasLooseAt(fills[0].time))
        return false;
    const auto walk = walkWith(coin, fills);
    return walk && (!fits || walk->agrees()) && (!agrees || walk->takesLoose());
}

std::optional<RecentPath::Walk> FillIntake::walkWith(const std::string &coin,
                                                     const std::vector<Fill> &fills) const
{
    const auto history = m_history.find(coin);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    if (history == m_history.end() || !held)
        return std::nullopt;
    return history->second.path.walkWith(fills, held->state, held->instrument);
}

// Of the newest millisecond a round trip that was walked around, though others of it go on from the
// held size. Only for a break that nothing explains: before, its link may be on its way.
bool FillIntake::applyWalkedAround(const std::string &coin, base::Instant now,
                                   std::vector<Record> &records)
{
    const auto history = m_history.find(coin);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto group = m_pending.earliest(coin);
    if (history == m_history.end() || !held
        || group.front().fill.time != history->second.newestFill)
        return false;
    const auto trail = trailFrom(held->state, fillsOf(group), held->instrument);
    const auto around = without(group, trail);
    const auto fills = fillsOf(around);
    const bool isClosed = isRoundTrip(fills, held->instrument)
                          || completes(history->second.openLate.size, fills);
    if (around.empty() || !isClosed)
        return false;
    applyLate(around, false, now, records);
    return true;
}

// The earliest fills of the coin, if they lead from before the last adjustment to behind it.
std::vector<PendingFill> FillIntake::explainingAdjustment(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    if (history == m_history.end() || !history->second.adjusted || !held
        || held->state.size != history->second.adjusted->second)
        return {};
    const auto [from, to] = *history->second.adjusted;
    domain::PositionState state;
    state.size = from;
    std::vector<PendingFill> explaining;
    for (const auto &group : m_pending.groups(coin)) {
        const auto trail = trailFrom(state, fillsOf(group), held->instrument);
        if (trail.size() < group.size())
            return {};
        for (const PendingFill &pending : group)
            state.size = tracker::sizeAfter(state.size, pending.fill, held->instrument);
        explaining.insert(explaining.end(), group.begin(), group.end());
        if (state.size == to)
            return explaining;
    }
    return {};
}

void FillIntake::applyLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                           base::Instant now, std::vector<Record> &records)
{
    const std::string coin = batch.front().fill.coin;
    if (auto walk = walkWith(coin, fillsOf(batch))) {
        placeLate(batch, explainsAdjustment, std::move(*walk), now, records);
        return;
    }
    History &history = m_history[coin];
    for (const PendingFill &pending : batch) {
        const Lateness late = looseLateness(pending.fill, history, explainsAdjustment);
        if (applyOne(pending, &late, now, records)
            && !history.path.addLoose(pending.fill, late.earned)) {
            std::erase(m_steps, coin);
            history.openBeforePath = history.openLate;
        }
    }
}

// The steps since then lead to the held size with the late fills in their places: the last of them
// brings the position to where that walk ends. The process may end between them: each of the
// others is booked as if it had no place, so that the rest can be booked in the same way.
void FillIntake::placeLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                           RecentPath::Walk walk, base::Instant now, std::vector<Record> &records)
{
    const std::string coin = batch.front().fill.coin;
    History &history = m_history[coin];
    const domain::OpenLate openBefore = history.openBeforePath;
    const domain::OpenLate openBehind = walk.takesLoose() ? openBefore : history.openLate;
    for (const PendingFill &pending : batch) {
        Lateness late = looseLateness(pending.fill, history, explainsAdjustment);
        if (&pending == &batch.back()) {
            late.open = openBehind;
            late.becomes = walk.end();
        }
        applyOne(pending, &late, now, records);
    }
    history.openBeforePath = openBefore;
    takeWalk(coin, std::move(walk));
}

void FillIntake::takeWalk(const std::string &coin, RecentPath::Walk walk)
{
    RecentPath &path = m_history[coin].path;
    const std::size_t before = path.size();
    path.take(std::move(walk));
    for (std::size_t i = before; i < path.size(); ++i)
        m_steps.push_back(coin);
}

void FillIntake::forgetSteps(const std::string &coin)
{
    m_history[coin].path = RecentPath{};
    std::erase(m_steps, coin);
}

// Throws ArithmeticOverflow.
domain::OpenLate FillIntake::openBy(const Fill &fill)
{
    return {fill.signedSize(), -(fill.signedSize() * fill.price + fill.closedPnl)};
}

// Fills that together return to where they started have earned their cash flow, whatever entry
// their closes were counted against: the last of them brings what the others did not say.
FillIntake::Lateness FillIntake::looseLateness(const Fill &fill, const History &history,
                                               bool explainsAdjustment)
{
    Lateness late{fill.closedPnl, history.openLate, std::nullopt};
    // What an anchor or an adjustment brought is counted from the exchange's entry: the closed P&L
    // is all there is to add.
    if (explainsAdjustment || domain::kindOf(fill.coin) == InstrumentKind::Spot ||
        fill.time < history.knownSince)
        return late;
    try {
        const domain::OpenLate own = openBy(fill);
        late.open.size += own.size;
        late.open.cash += own.cash;
        if (late.open.size.isZero())
            late.earned += std::exchange(late.open.cash, Decimal{});
    } catch (const domain::ArithmeticOverflow &) {
        return {fill.closedPnl, history.openLate, std::nullopt}; // the tracker refuses it itself
    }
    return late;
}

// Another size that was set without fills stands for those that would have led back.
void FillIntake::closeLate(const domain::Change &change)
{
    if (change.before.size == change.after.size)
        return;
    History &history = m_history[change.coin];
    history.openLate = history.openBeforePath = domain::OpenLate{};
}

void FillIntake::addStep(const domain::Change &change)
{
    // Funding and entries of coins without any fill are no steps to go back over.
    const bool isOfItself = change.kind == domain::ChangeKind::Funding
                            || change.kind == domain::ChangeKind::State;
    if (domain::kindOf(change.coin) != InstrumentKind::Perpetual
        || (isOfItself && !m_history.contains(change.coin)))
        return;
    m_history[change.coin].path.add(change);
    m_steps.push_back(change.coin);
    while (m_steps.size() > base::limits::StepsRemembered) {
        m_history[m_steps.front()].path.dropOldest();
        m_steps.pop_front();
    }
}

} // namespace lpm::sync
