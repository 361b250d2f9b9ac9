// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/reconciliationlog.h"

#include "core/base/limits.h"
#include "core/domain/instrument.h"

#include <algorithm>

namespace lpm::monitor {

using base::Milliseconds;
using domain::ComparedField;
using domain::Drift;
using domain::DriftOutcome;
using domain::FieldVerdict;

namespace {

// What differs for less is a fill and a state that crossed.
constexpr Milliseconds Moment = base::limits::SecondReadDelay;

bool isOfThePast(domain::FillSource source)
{
    return source == domain::FillSource::Backfill || source == domain::FillSource::Sweep;
}

Drift driftOf(const ComparedField &row, base::Timestamp time)
{
    Drift drift;
    drift.time = time;
    drift.coin = row.coin;
    drift.symbol = row.symbol;
    drift.field = row.field;
    drift.ours = row.ours;
    drift.theirs = row.theirs;
    return drift;
}

} // namespace

// --- comparisons ---------------------------------------------------------------------------

void ReconciliationLog::onCompared(std::vector<ComparedField> rows,
                                   const std::set<std::string> &judged, Milliseconds readSince,
                                   base::Instant now)
{
    ++m_version;
    std::map<std::string, std::vector<ComparedField>, std::less<>> fresh;
    for (ComparedField &row : rows) {
        judge(row, readSince, now);
        fresh[row.coin].push_back(std::move(row));
    }
    for (auto old = m_rows.begin(); old != m_rows.end();) {
        const bool isJudged = judged.contains(domain::dexOf(old->first));
        if (isJudged && !fresh.contains(old->first)) { // flat on both sides
            for (const ComparedField &row : old->second)
                settle({row.coin, row.field}, now.wall);
            m_raised.erase(old->first);
        }
        old = isJudged ? m_rows.erase(old) : std::next(old);
    }
    for (const auto &[coin, fields] : fresh) {
        const bool agrees = std::all_of(fields.begin(), fields.end(), [](const auto &row) {
            return !isProven(row) || row.verdict == FieldVerdict::Agrees;
        });
        if (agrees)
            m_raised.erase(coin);
    }
    m_rows.merge(fresh);
}

void ReconciliationLog::judge(ComparedField &row, Milliseconds readSince, base::Instant now)
{
    row.checkedAt = now.wall;
    if (!isProven(row))
        return;
    const Key key{row.coin, row.field};
    if (row.verdict == FieldVerdict::Agrees) {
        settle(key, now.wall);
        return;
    }
    if (row.verdict != FieldVerdict::Suspect)
        return;
    const auto changed = m_changedAt.find(row.coin);
    if (changed != m_changedAt.end() && changed->second >= readSince) {
        row.verdict = FieldVerdict::NotCompared;
        row.reason = "changed while the state was read";
        const auto pending = m_pending.find(key); // whatever it was, it begins anew
        if (pending != m_pending.end() && !pending->second.isInHistory)
            m_pending.erase(pending);
        return;
    }
    noteDifference(row, now);
    if (m_raised.contains(row.coin))
        row.verdict = FieldVerdict::Differs;
}

void ReconciliationLog::noteDifference(const ComparedField &row, base::Instant now)
{
    const auto [entry, isNew] =
        m_pending.try_emplace({row.coin, row.field}, Pending{now, driftOf(row, now.wall)});
    if (!isNew && entry->second.since.monotonic + Moment <= now.monotonic)
        enter(entry->second);
}

void ReconciliationLog::settle(const Key &key, base::Timestamp now)
{
    const auto pending = m_pending.find(key);
    if (pending == m_pending.end())
        return;
    if (Drift *drift = inHistory(key)) {
        drift->outcome =
            pending->second.hadFill ? DriftOutcome::ExplainedByFill : DriftOutcome::Gone;
        drift->settledAt = now;
    }
    m_pending.erase(pending);
}

// --- what followed -------------------------------------------------------------------------

void ReconciliationLog::onChange(const domain::Change &change, base::Instant now)
{
    ++m_version;
    m_changedAt[change.coin] = now.monotonic;
    if (const auto rows = m_rows.find(change.coin); rows != m_rows.end()) {
        for (ComparedField &row : rows->second) {
            row.verdict = FieldVerdict::NotCompared;
            row.reason = "changed since";
        }
    }
    const bool isAdjust = change.kind == domain::ChangeKind::Adjust;
    if (!isAdjust && change.kind != domain::ChangeKind::Fill)
        return;
    if (isAdjust)
        m_raised.erase(change.coin);
    for (auto next = m_pending.lower_bound({change.coin, {}});
         next != m_pending.end() && next->first.first == change.coin;) {
        auto &[key, pending] = *next;
        if (!isAdjust) {
            pending.hadFill = true;
            if (isOfThePast(change.source))
                enter(pending);
            ++next;
            continue;
        }
        if (Drift *drift = inHistory(key)) {
            drift->outcome = DriftOutcome::Adjusted;
            drift->settledAt = now.wall;
        }
        next = m_pending.erase(next);
    }
}

void ReconciliationLog::onNote(const domain::SyncNote &note)
{
    if (note.kind != domain::NoteKind::Discrepancy)
        return;
    ++m_version;
    m_raised.insert(note.coin);
    ComparedField row;
    row.coin = note.coin;
    row.symbol = note.symbol.empty() ? domain::perpetualSymbol(note.coin) : note.symbol;
    row.field = note.field;
    row.ours = note.ours;
    row.theirs = note.theirs;
    const auto entry =
        m_pending.try_emplace({note.coin, note.field}, Pending{{}, driftOf(row, note.time)}).first;
    enter(entry->second);
    // An adjustment comes right behind the note; without one the difference is left to stand.
    if (Drift *drift = inHistory(entry->first))
        drift->outcome = DriftOutcome::Held;
    if (const auto rows = m_rows.find(note.coin); rows != m_rows.end()) {
        for (ComparedField &shown : rows->second) {
            if (isProven(shown) && shown.verdict == FieldVerdict::Suspect)
                shown.verdict = FieldVerdict::Differs;
        }
    }
}

// --- history -------------------------------------------------------------------------------

void ReconciliationLog::enter(Pending &pending)
{
    if (pending.isInHistory)
        return;
    pending.isInHistory = true;
    m_history.push_back(pending.drift);
    if (m_history.size() > base::limits::DriftsKept)
        m_history.pop_front();
}

Drift *ReconciliationLog::inHistory(const Key &key)
{
    const auto found = std::find_if(m_history.rbegin(), m_history.rend(), [&](const Drift &drift) {
        return !drift.settledAt && drift.coin == key.first && drift.field == key.second;
    });
    return found == m_history.rend() ? nullptr : &*found;
}

bool ReconciliationLog::isSuspicious() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const auto &coin) {
        return std::any_of(coin.second.begin(), coin.second.end(), [](const ComparedField &row) {
            return isProven(row) && row.verdict == FieldVerdict::Suspect;
        });
    });
}

std::vector<ComparedField> ReconciliationLog::rows() const
{
    std::vector<ComparedField> rows;
    for (const auto &[coin, fields] : m_rows)
        rows.insert(rows.end(), fields.begin(), fields.end());
    return rows;
}

std::vector<Drift> ReconciliationLog::history() const
{
    return {m_history.rbegin(), m_history.rend()};
}

} // namespace lpm::monitor
