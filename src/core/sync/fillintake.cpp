// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillintake.h"

#include "core/base/limits.h"
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

void FillIntake::receive(std::vector<Fill> fills, domain::FillSource source, bool isHistory,
                         base::Instant now, std::vector<Record> &records)
{
    for (Fill &fill : fills) {
        if (!fill.size.isPositive() || fill.price.isNegative()) {
            noteRefused(fill, "a fill of " + fill.coin + " has a size or price that cannot be", now,
                        records);
            continue; // among others it would spoil their order
        }
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
            m_seen.settle(fill);
        }
        const PendingFill pending{std::move(fill), source, isHistory, now.monotonic};
        if (known != SeenFills::Known::No || !m_pending.add(pending))
            ++m_duplicates;
    }
}

void FillIntake::apply(std::optional<base::Timestamp> historyUntil, base::Instant now,
                       std::vector<Record> &records)
{
    records.reserve(records.size() + m_pending.size()); // large ones: none is moved twice
    for (const std::string &coin : m_pending.coins()) {
        while (m_pending.has(coin) && applyGroup(coin, historyUntil, now, records)) {
        }
    }
    m_seen.trim();
}

// Applies the coin's earliest millisecond; false when it waits. `mayBePartial`: what fits of it is
// applied even if the rest does not.
bool FillIntake::applyGroup(const std::string &coin, std::optional<base::Timestamp> historyUntil,
                            base::Instant now, std::vector<Record> &records, bool mayBePartial)
{
    const auto group = m_pending.earliest(coin);
    const auto fills = fillsOf(group);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto instrument
        = held ? held->instrument
               : m_tracker.catalog().orGuess(coin, domain::significantScale(fills[0].size));
    const Decimal start = startOf(fills, held ? held->state.size : Decimal{}, instrument);
    const bool isSpot = instrument.kind == domain::InstrumentKind::Spot;
    const bool mayAnchor = historyUntil && fills[0].time <= *historyUntil;
    if (!isSpot && mayAnchor && !m_history.contains(coin) && !start.isZero()
        && (!held || held->state.size.isZero())) {
        auto anchored = m_tracker.anchor(m_account, coin, start, now.wall,
                                         "held before the oldest fill that can be read");
        if (anchored) {
            anchored->isHistory = true;
            addStep(*anchored);
            records.emplace_back(std::move(*anchored));
            held = m_tracker.find(m_account, coin);
        }
    }
    domain::PositionState state = held ? held->state : domain::PositionState{};
    auto trail = trailFrom(state, fills, instrument);
    if (applyAsLate(coin, group, trail, instrument, now, records))
        return true;
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
        if (!applyOne(group[i], nullptr, now, records))
            return true; // set aside: what is left is looked at anew
    }
    return isWhole;
}

bool FillIntake::applyOne(const PendingFill &pending, const Lateness *late, base::Instant now,
                          std::vector<Record> &records)
{
    const Fill &fill = pending.fill;
    const tracker::Position *held = m_tracker.find(m_account, fill.coin);
    const Decimal sizeBefore = held ? held->state.size : Decimal{};
    auto change = !late ? m_tracker.applyFill(m_account, fill, {pending.source, pending.isHistory},
                                              now.wall)
                  : late->becomes
                      ? m_tracker.placeLateFill(m_account, fill, *late->becomes, pending.source,
                                                now.wall)
                      : m_tracker.applyLateFill(m_account, fill, late->earned, pending.source,
                                                now.wall);
    if (!change) {
        // It can never be applied (a number out of range).
        noteRefused(fill, change.error().message, now, records);
        m_pending.remove(fill);
        return false;
    }
    m_seen.add(fill);
    auto &history = m_history[fill.coin];
    if (history.newestFill == base::Timestamp{} && !sizeBefore.isZero())
        history.knownSince = fill.time;
    history.newestFill = std::max(history.newestFill, fill.time);
    remember(*change, history.newestFill, now);
    if (late) // other sizes were held than we know of
        history.held.forget({now.monotonic, history.newestFill});
    history.adjusted.reset();
    if (late) {
        history.openLate = late->open;
        if (!late->open.isNothing())
            change->openLate = late->open;
    }
    m_newestFill = m_newestFill ? std::max(*m_newestFill, fill.time) : fill.time;
    ++m_applied;
    if (!late)
        addStep(*change);
    noteCheck(*change, now, records);
    records.emplace_back(std::move(*change));
    m_pending.remove(fill);
    return true;
}

// Said once, however often it comes again.
void FillIntake::noteRefused(const Fill &fill, const std::string &reason, base::Instant now,
                             std::vector<Record> &records)
{
    if (m_refused.size() >= base::limits::RefusedFills)
        m_refused.clear();
    if (!m_refused.insert(domain::idOf(fill)).second)
        return;
    SyncNote note;
    note.kind = NoteKind::Conflict;
    note.account = m_account;
    note.coin = fill.coin;
    note.time = now.wall;
    note.reason = reason;
    records.emplace_back(std::move(note));
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
        const auto group = m_pending.earliest(coin);
        const auto time = group.front().fill.time;
        const auto history = m_history.find(coin);
        const bool known = history != m_history.end()
                           && history->second.newestFill != base::Timestamp{}
                           && history->second.newestFill < time;
        found.push_back(Break{coin, known ? history->second.newestFill : time, time,
                              group.front().receivedAt});
    }
    return found;
}

void FillIntake::acceptBreak(const std::string &coin, base::Instant now,
                             std::vector<Record> &records)
{
    if (!m_pending.has(coin))
        return;
    if (applyWalkedAround(coin, now, records)) {
        while (m_pending.has(coin) && applyGroup(coin, std::nullopt, now, records)) {
        }
        return;
    }
    const auto group = m_pending.earliest(coin);
    const auto fills = fillsOf(group);
    const tracker::Position *held = m_tracker.find(m_account, coin);
    const auto instrument
        = held ? held->instrument
               : m_tracker.catalog().orGuess(coin, domain::significantScale(fills[0].size));
    const Decimal ours = held ? held->state.size : Decimal{};
    const Decimal start = startOf(fills, toldSize(coin, ours), instrument);
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
    auto resized = m_tracker.resize(m_account, coin, start, now.wall,
                                    "fills before this one are missing");
    if (!resized) { // it can never be: a number out of range
        for (const PendingFill &pending : group) {
            noteRefused(pending.fill, resized.error().message, now, records);
            m_pending.remove(pending.fill);
        }
        return;
    }
    records.emplace_back(std::move(note));
    m_history[coin].knownSince = fills[0].time;
    addStep(*resized);
    closeLate(*resized);
    resized->isHistory = isHistory(group);
    remember(*resized, fills[0].time, now);
    records.emplace_back(std::move(*resized));
    applyGroup(coin, std::nullopt, now, records, true);
    while (m_pending.has(coin) && applyGroup(coin, std::nullopt, now, records)) {
    }
}

void FillIntake::onState(const std::vector<domain::DexState> &dexes)
{
    for (const auto &dex : dexes) {
        auto &sizes = m_told[dex.dex];
        sizes.clear();
        for (const auto &position : dex.positions)
            sizes[position.coin] = position.size;
    }
}

// Ours where the exchange has said nothing of the dex.
Decimal FillIntake::toldSize(const std::string &coin, const Decimal &ours) const
{
    const auto dex = m_told.find(domain::dexOf(coin));
    if (dex == m_told.end())
        return ours;
    const auto told = dex->second.find(coin);
    return told == dex->second.end() ? Decimal{} : told->second;
}

void FillIntake::acceptBreaks(std::optional<base::Timestamp> until, base::Instant now,
                              std::vector<Record> &records)
{
    acceptWhile(
        [&](const std::vector<PendingFill> &group) {
            return until && group.front().fill.time <= *until;
        },
        now, records);
}

void FillIntake::acceptHistoricBreaks(base::Timestamp until, base::Instant now,
                                      std::vector<Record> &records)
{
    acceptWhile(
        [&](const std::vector<PendingFill> &group) {
            return group.front().fill.time <= until && isHistory(group);
        },
        now, records);
}

template <class Condition>
void FillIntake::acceptWhile(const Condition &isOver, base::Instant now,
                             std::vector<Record> &records)
{
    for (const std::string &coin : m_pending.coins()) {
        std::size_t left = m_pending.size() + 1;
        while (m_pending.has(coin) && isOver(m_pending.earliest(coin)) && m_pending.size() < left) {
            left = m_pending.size();
            acceptBreak(coin, now, records);
        }
    }
}

void FillIntake::onChange(const Change &change, base::Instant now)
{
    addStep(change);
    noteResized(change);
    if (change.kind != domain::ChangeKind::Adjust)
        return;
    remember(change, std::nullopt, now);
    closeLate(change);
}

void FillIntake::noteResized(const Change &change)
{
    if (change.fill)
        m_history[change.coin].adjusted.reset();
    else if (change.kind == domain::ChangeKind::Adjust || change.kind == domain::ChangeKind::Anchor)
        m_history[change.coin].adjusted = {change.before.size, change.after.size};
}

// `leftAt`: by the exchange's clock; nullopt: by ours alone.
void FillIntake::remember(const Change &change, std::optional<base::Timestamp> leftAt,
                          base::Instant now)
{
    auto &history = m_history[change.coin];
    history.touched = now.monotonic;
    history.held.leave(change.before, {now.monotonic, leftAt.value_or(base::Timestamp::max())});
}

} // namespace lpm::sync
