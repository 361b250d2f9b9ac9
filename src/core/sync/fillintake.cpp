// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillintake.h"

#include "core/sync/fillchain.h"
#include "core/tracker/positionmath.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lpm::sync {

using domain::Change;
using domain::Decimal;
using domain::Fill;
using domain::InstrumentKind;
using domain::NoteKind;
using domain::SyncNote;

namespace {

// Readings of the exchange have been seen to lag by up to a minute (faults.md 1.1).
constexpr std::size_t SizesRemembered = 64;

std::vector<Fill> fillsOf(const std::vector<PendingFill> &group)
{
    std::vector<Fill> fills;
    fills.reserve(group.size());
    for (const PendingFill &pending : group)
        fills.push_back(pending.fill);
    return fills;
}

bool isHistory(const std::vector<PendingFill> &group)
{
    return std::all_of(group.begin(), group.end(),
                       [](const PendingFill &pending) { return pending.isHistory; });
}

} // namespace

FillIntake::FillIntake(domain::Address account, tracker::PositionTracker &tracker)
    : m_account(account), m_tracker(tracker)
{
}

void FillIntake::restore(const std::unordered_set<domain::FillId> &fills,
                         std::optional<base::Timestamp> newestFill)
{
    m_seen.restore(fills);
    m_newestFill = newestFill;
    for (const auto &id : fills) {
        auto &history = m_history[id.coin];
        history.newestFill = std::max(history.newestFill, id.time);
    }
}

void FillIntake::receive(std::vector<Fill> fills, domain::FillSource source, bool isHistory,
                         base::Instant now, std::vector<Record> &records)
{
    for (Fill &fill : fills) {
        const auto known = m_seen.contains(fill);
        if (known == SeenFills::Known::Conflicting) {
            SyncNote note;
            note.kind = NoteKind::Conflict;
            note.account = m_account;
            note.coin = fill.coin;
            note.time = now.wall;
            note.theirs = fill.size;
            note.reason = "fill " + std::to_string(fill.tradeId)
                          + " came again with another price or size; the first one stands";
            records.emplace_back(std::move(note));
        }
        if (known != SeenFills::Known::No
            || !m_pending.add(PendingFill{std::move(fill), source, isHistory}))
            ++m_duplicates;
    }
}

void FillIntake::apply(bool mayAnchor, base::Instant now, std::vector<Record> &records)
{
    for (const std::string &coin : m_pending.coins()) {
        while (m_pending.has(coin) && applyGroup(coin, mayAnchor, now, records)) {
        }
    }
    m_seen.trim();
}

// Applies the coin's earliest millisecond; false when it waits. `mayBePartial`: what fits of it is
// applied even if the rest does not.
bool FillIntake::applyGroup(const std::string &coin, bool mayAnchor, base::Instant now,
                            std::vector<Record> &records, bool mayBePartial)
{
    const auto group = m_pending.earliest(coin);
    const auto fills = fillsOf(group);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto instrument
        = held ? held->instrument
               : m_tracker.catalog().orGuess(coin, domain::significantScale(fills[0].size));
    const Decimal start = startOf(fills, instrument);
    const bool isSpot = instrument.kind == domain::InstrumentKind::Spot;
    if (!isSpot && mayAnchor && !m_history.contains(coin) && !start.isZero()
        && (!held || held->state.size.isZero())) {
        auto anchored = m_tracker.anchor(m_account, coin, start, now.wall,
                                         "held before the oldest fill that can be read");
        if (anchored) {
            anchored->isHistory = true;
            m_history[coin];
            records.emplace_back(std::move(*anchored));
            held = m_tracker.find(m_account, coin);
        }
    }
    domain::PositionState state = held ? held->state : domain::PositionState{};
    auto trail = trailFrom(state, fills, instrument);
    if (const auto late = tooLate(coin, group, !trail.empty(), instrument); !late.empty()) {
        applyLate(late, false, now, records);
        return true;
    }
    if (trail.empty()) {
        const auto explaining = explainingAdjustment(coin);
        applyLate(explaining, true, now, records);
        if (!explaining.empty())
            return true;
    }
    if (isSpot && trail.size() < fills.size()) {
        // A balance also moves by transfers: the tracker adopts what the fill says.
        state.size = start;
        trail = trailFrom(state, fills, instrument);
        for (std::size_t i = 0; i < fills.size(); ++i) {
            if (std::find(trail.begin(), trail.end(), i) == trail.end())
                trail.push_back(i);
        }
    }
    // Of a millisecond that is not whole, what fits may fit by chance: it waits for the rest.
    const bool isWhole = trail.size() == fills.size();
    if (!isWhole && !mayBePartial)
        return false;
    for (const std::size_t i : trail) {
        if (!applyOne(group[i], std::nullopt, now, records))
            return true; // set aside: what is left is looked at anew
    }
    return isWhole;
}

// The fills of the coin that come too late for the order: newer ones were applied, so that waiting
// for a predecessor is no use. `group` is its earliest millisecond, `isWalkable` whether any of it
// starts from the held size.
std::vector<PendingFill> FillIntake::tooLate(const std::string &coin,
                                             const std::vector<PendingFill> &group, bool isWalkable,
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
    // around; and any spot fill, whose balance was adopted by the one that came before it.
    Decimal size = history->second.lateSize;
    const bool isOnItsWayBack = !size.isZero();
    for (const PendingFill &pending : group)
        size += pending.fill.signedSize();
    const bool isSpot = instrument.kind == InstrumentKind::Spot;
    const bool isLate = (isOnItsWayBack && size.isZero())
                        || (!isWalkable && (isSpot || isRoundTrip(fillsOf(group), instrument)));
    return isLate ? group : std::vector<PendingFill>{};
}

// The earliest fills of the coin, if they lead from before the last adjustment to behind it.
std::vector<PendingFill> FillIntake::explainingAdjustment(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    if (history == m_history.end() || !history->second.adjusted || !held
        || held->state.size != history->second.adjusted->second)
        return {};
    const auto &adjusted = history->second.adjusted;
    Decimal size = adjusted->first;
    std::vector<PendingFill> explaining;
    for (const PendingFill &pending : m_pending.until(coin, base::Timestamp::max())) {
        if (!tracker::isStart(pending.fill.startPosition, size, held->instrument))
            return {};
        size += pending.fill.signedSize();
        explaining.push_back(pending);
        if (size == adjusted->second)
            return explaining;
    }
    return {};
}

void FillIntake::applyLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                           base::Instant now, std::vector<Record> &records)
{
    for (const PendingFill &pending : batch) {
        const Fill &fill = pending.fill;
        // What an anchor or an adjustment brought is counted from the exchange's entry: the closed
        // P&L is all there is to add.
        const bool isClosedPnlAll = explainsAdjustment
                                    || domain::kindOf(fill.coin) == InstrumentKind::Spot
                                    || fill.time < m_history[fill.coin].knownSince;
        applyOne(pending, isClosedPnlAll ? fill.closedPnl : earnedLate(fill), now, records);
    }
}

// Fills that together return to where they started have earned their cash flow, whatever entry
// their closes were counted against: the last of them brings what the others did not say.
Decimal FillIntake::earnedLate(const Fill &fill)
{
    History &history = m_history[fill.coin];
    try {
        history.lateSize += fill.signedSize();
        history.lateCash -= fill.signedSize() * fill.price + fill.closedPnl;
        if (!history.lateSize.isZero())
            return fill.closedPnl;
        return fill.closedPnl + std::exchange(history.lateCash, Decimal{});
    } catch (const domain::ArithmeticOverflow &) {
        return fill.closedPnl; // absurd numbers: the tracker refuses the fill itself
    }
}

bool FillIntake::applyOne(const PendingFill &pending, const std::optional<Decimal> &lateEarned,
                          base::Instant now, std::vector<Record> &records)
{
    const Fill &fill = pending.fill;
    const tracker::Position *held = m_tracker.find(m_account, fill.coin);
    const Decimal sizeBefore = held ? held->state.size : Decimal{};
    auto change = lateEarned ? m_tracker.applyLateFill(m_account, fill, *lateEarned,
                                                       pending.source, now.wall)
                             : m_tracker.applyFill(m_account, fill,
                                                   {pending.source, pending.isHistory}, now.wall);
    if (!change) {
        // It can never be applied (a size of zero, a number out of range): said, and set aside.
        SyncNote note;
        note.kind = NoteKind::Conflict;
        note.account = m_account;
        note.coin = fill.coin;
        note.time = now.wall;
        note.reason = change.error().message;
        records.emplace_back(std::move(note));
        m_pending.remove(fill);
        return false;
    }
    m_seen.add(fill);
    if (!pending.isHistory)
        remember(fill.coin, sizeBefore, now);
    auto &history = m_history[fill.coin];
    if (history.newestFill == base::Timestamp{} && !sizeBefore.isZero())
        history.knownSince = fill.time;
    history.newestFill = std::max(history.newestFill, fill.time);
    history.adjusted.reset();
    m_newestFill = m_newestFill ? std::max(*m_newestFill, fill.time) : fill.time;
    ++m_applied;
    const Change &applied = *change;
    noteCheck(applied, now, records);
    records.emplace_back(std::move(*change));
    m_pending.remove(fill);
    return true;
}

void FillIntake::noteCheck(const Change &change, base::Instant now, std::vector<Record> &records)
{
    if (!change.closedPnl || change.closedPnl->agrees())
        return;
    SyncNote note;
    note.kind = NoteKind::ClosedPnlDiffers;
    note.account = m_account;
    note.coin = change.coin;
    note.symbol = change.symbol;
    note.time = now.wall;
    note.field = "closed_pnl";
    note.ours = change.closedPnl->computed;
    note.theirs = change.closedPnl->received;
    note.reason = "closed P&L of fill " + std::to_string(change.fill->tradeId) + " differs";
    records.emplace_back(std::move(note));
}

std::vector<FillIntake::Break> FillIntake::breaks() const
{
    std::vector<Break> found;
    for (const std::string &coin : m_pending.coins()) {
        const auto time = m_pending.earliest(coin).front().fill.time;
        const auto history = m_history.find(coin);
        const bool known = history != m_history.end()
                           && history->second.newestFill != base::Timestamp{}
                           && history->second.newestFill < time;
        found.push_back(Break{coin, known ? history->second.newestFill : time, time});
    }
    return found;
}

void FillIntake::acceptBreak(const std::string &coin, base::Instant now,
                             std::vector<Record> &records)
{
    if (!m_pending.has(coin))
        return;
    const auto group = m_pending.earliest(coin);
    const auto fills = fillsOf(group);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto instrument
        = held ? held->instrument
               : m_tracker.catalog().orGuess(coin, domain::significantScale(fills[0].size));
    const Decimal start = startOf(fills, instrument);
    const Decimal ours = held ? held->state.size : Decimal{};
    SyncNote note;
    note.kind = NoteKind::Gap;
    note.account = m_account;
    note.coin = coin;
    note.symbol = instrument.symbol;
    note.time = now.wall;
    note.field = "size";
    note.ours = ours;
    note.theirs = start;
    if (const auto history = m_history.find(coin); history != m_history.end())
        note.from = history->second.newestFill;
    note.to = fills[0].time;
    note.reason = "fills are missing that cannot be read; going on from the exchange's size";
    records.emplace_back(std::move(note));
    auto resized = m_tracker.resize(m_account, coin, start, now.wall,
                                    "fills before this one are missing");
    if (resized) {
        m_history[coin].knownSince = fills[0].time;
        resized->isHistory = isHistory(group);
        if (!resized->isHistory)
            remember(coin, ours, now);
        records.emplace_back(std::move(*resized));
    }
    applyGroup(coin, false, now, records, true);
    while (m_pending.has(coin) && applyGroup(coin, false, now, records)) {
    }
}

void FillIntake::acceptHistoricBreaks(base::Instant now, std::vector<Record> &records)
{
    for (const std::string &coin : m_pending.coins()) {
        std::size_t left = m_pending.size() + 1;
        while (m_pending.has(coin) && isHistory(m_pending.earliest(coin))
               && m_pending.size() < left) {
            left = m_pending.size();
            acceptBreak(coin, now, records);
        }
    }
}

void FillIntake::onAnchored(const Change &change)
{
    m_history[change.coin].adjusted = {change.before.size, change.after.size};
}

void FillIntake::onAdjusted(const Change &change, base::Instant now)
{
    remember(change.coin, change.before.size, now);
    auto &history = m_history[change.coin];
    history.adjusted = {change.before.size, change.after.size};
    if (change.before.size != change.after.size)
        history.lateSize = history.lateCash = Decimal{};
}

void FillIntake::remember(const std::string &coin, const Decimal &sizeBefore, base::Instant now)
{
    auto &history = m_history[coin];
    history.touched = now.monotonic;
    history.sizesLeft.emplace_back(now.monotonic, sizeBefore);
    if (history.sizesLeft.size() > SizesRemembered)
        history.sizesLeft.pop_front();
}

std::optional<base::Milliseconds> FillIntake::touched(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end() || history->second.sizesLeft.empty())
        return std::nullopt;
    return history->second.touched;
}

std::optional<base::Timestamp> FillIntake::newestFill(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end() || history->second.newestFill == base::Timestamp{})
        return std::nullopt;
    return history->second.newestFill;
}

bool FillIntake::heldRecently(const std::string &coin, const Decimal &size, base::Instant now,
                              base::Milliseconds age) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end())
        return false;
    return std::any_of(history->second.sizesLeft.begin(), history->second.sizesLeft.end(),
                       [&](const auto &left) {
                           return left.first + age >= now.monotonic && left.second == size;
                       });
}

} // namespace lpm::sync
