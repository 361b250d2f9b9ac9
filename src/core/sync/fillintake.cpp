// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillintake.h"

#include "core/sync/fillchain.h"
#include "core/tracker/positionmath.h"

#include <algorithm>
#include <chrono>

namespace lpm::sync {

using domain::Change;
using domain::Decimal;
using domain::Fill;
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

// Applies what fits of the coin's earliest millisecond; true when all of it did.
bool FillIntake::applyGroup(const std::string &coin, bool mayAnchor, base::Instant now,
                            std::vector<Record> &records)
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
    if (isSpot) // a balance also moves by transfers: the tracker adopts what the fill says
        state.size = start;
    auto trail = trailFrom(state, fills, instrument);
    if (isSpot && trail.size() < fills.size()) {
        trail.resize(fills.size());
        for (std::size_t i = 0; i < trail.size(); ++i)
            trail[i] = i;
    }
    // Newer fills were applied from here on: waiting for a predecessor is no use.
    const auto history = m_history.find(coin);
    if (!isSpot && trail.empty() && history != m_history.end()
        && fills[0].time < history->second.newestFill) {
        for (const PendingFill &late : group)
            applyOne(late, Mode::Late, now, records);
        return true;
    }
    for (const std::size_t i : trail) {
        if (!applyOne(group[i], Mode::InOrder, now, records))
            return false;
    }
    return trail.size() == fills.size();
}

bool FillIntake::applyOne(const PendingFill &pending, Mode mode, base::Instant now,
                          std::vector<Record> &records)
{
    const Fill &fill = pending.fill;
    const tracker::Position *held = m_tracker.find(m_account, fill.coin);
    const Decimal sizeBefore = held ? held->state.size : Decimal{};
    const bool isLate = mode == Mode::Late;
    auto change = isLate ? m_tracker.applyLateFill(m_account, fill, pending.source, now.wall)
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
    history.newestFill = std::max(history.newestFill, fill.time);
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
        remember(coin, ours, now);
        records.emplace_back(std::move(*resized));
    }
    apply(false, now, records);
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
